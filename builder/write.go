package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// EncodeJSON writes a definition as ParseJSON reads it back, without loss.
func EncodeJSON(def Definition) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(def); err != nil {
		return nil, fmt.Errorf("write automation %q as JSON: %w", def.Name, err)
	}
	return out.Bytes(), nil
}

// EncodeYAML writes a definition as ParseYAML reads it back, without loss, and as
// a person would: fields in the order in which Catalog lists them, long texts as
// blocks. The same definition always gives the same bytes.
func EncodeYAML(def Definition) ([]byte, error) {
	root := mapping()
	put(root, "version", numberNode(strconv.Itoa(def.Version)))
	put(root, "name", textNode(def.Name))
	put(root, "title", textNode(def.Title))
	if def.Description != "" {
		put(root, "description", textNode(def.Description))
	}
	if len(def.Calendars) > 0 {
		put(root, "calendars", calendarsToYAML(def.Calendars))
	}
	if len(def.Nodes) > 0 {
		put(root, "nodes", sequence(def.Nodes, nodeToYAML))
	}
	if len(def.Edges) > 0 {
		put(root, "edges", sequence(def.Edges, func(edge Edge) *yaml.Node {
			node := mapping()
			node.Style = yaml.FlowStyle
			put(node, "from", textNode(edge.From))
			put(node, "to", textNode(edge.To))
			return node
		}))
	}
	if len(def.Layout) > 0 {
		put(root, "layout", layoutToYAML(def.Layout))
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("write automation %q as YAML: %w", def.Name, err)
	}
	return out.Bytes(), nil
}

func nodeToYAML(n Node) *yaml.Node {
	node := mapping()
	put(node, "id", textNode(n.ID))
	put(node, "kind", textNode(string(n.Kind)))
	if n.Title != "" {
		put(node, "title", textNode(n.Title))
	}
	if len(n.Config) > 0 {
		var fields []Field
		if spec, known := kindOf(n.Kind); known {
			fields = spec.info.Fields
		}
		put(node, "config", plainToYAML(n.Config, fields))
	}
	return node
}

func layoutToYAML(layout map[string]Position) *yaml.Node {
	node := mapping()
	for _, id := range sortedNames(layout) {
		position := mapping()
		position.Style = yaml.FlowStyle
		put(position, "x", plainToYAML(layout[id].X, nil))
		put(position, "y", plainToYAML(layout[id].Y, nil))
		put(node, id, position)
	}
	return node
}

// plainToYAML writes a plain value; the members of objects in the order of fields
// first and then by name.
func plainToYAML(plain any, fields []Field) *yaml.Node {
	switch plain := plain.(type) {
	case string:
		return textNode(plain)
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(plain)}
	case []any:
		return sequence(plain, func(item any) *yaml.Node { return plainToYAML(item, fields) })
	case map[string]any:
		node := mapping()
		for _, name := range memberOrder(plain, fields) {
			var nested []Field
			if at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name }); at >= 0 {
				nested = fields[at].Fields
			}
			put(node, name, plainToYAML(plain[name], nested))
		}
		return node
	case nil:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	case float64:
		return numberNode(strconv.FormatFloat(plain, 'g', -1, 64))
	default:
		return numberNode(fmt.Sprint(plain))
	}
}

func memberOrder(members map[string]any, fields []Field) []string {
	rank := func(name string) int {
		if at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name }); at >= 0 {
			return at
		}
		return len(fields)
	}
	names := sortedNames(members)
	sort.SliceStable(names, func(i, j int) bool { return rank(names[i]) < rank(names[j]) })
	return names
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }

func put(mapping *yaml.Node, name string, member *yaml.Node) {
	mapping.Content = append(mapping.Content, textNode(name), member)
}

func sequence[T any](items []T, write func(T) *yaml.Node) *yaml.Node {
	node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for _, item := range items {
		node.Content = append(node.Content, write(item))
	}
	return node
}

func numberNode(text string) *yaml.Node {
	tag := "!!int"
	if strings.ContainsAny(text, ".eE") {
		tag = "!!float"
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}
}

// textNode writes lines of prose as a block and everything unusual in quotes:
// blocks lose what stands at the edges of lines.
func textNode(text string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if !strings.ContainsAny(text, "\n\t") {
		return node
	}
	node.Style = yaml.LiteralStyle
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if line == "" || line != strings.TrimSpace(line) || strings.Contains(line, "\t") {
			node.Style = yaml.DoubleQuotedStyle
		}
	}
	return node
}
