package builder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// readYAML reads exactly one YAML document. Anchors and aliases are refused, so
// that a small document cannot stand for a large one; so are tags, as they would
// mean something else in JSON.
func readYAML(source []byte) (result value, failure *unreadable) {
	// The parser is somebody else's and meets hostile bytes here.
	defer func() {
		if broken := recover(); broken != nil {
			result, failure = value{}, unreadableAt(0, 0, "The document cannot be read as YAML: %v.", broken)
		}
	}()
	if len(source) > MaxDefinitionBytes {
		return value{}, tooLarge()
	}
	decoder := yaml.NewDecoder(bytes.NewReader(source))
	var root, more yaml.Node
	if err := decoder.Decode(&root); errors.Is(err, io.EOF) {
		return value{}, unreadableAt(1, 1, "The document is empty.")
	} else if err != nil {
		return value{}, yamlFailure(err, source)
	}
	if err := decoder.Decode(&more); err == nil {
		return value{}, unreadableAt(more.Line, more.Column, "There is a second document. One document describes one automation.")
	} else if !errors.Is(err, io.EOF) {
		return value{}, yamlFailure(err, source)
	}
	return fromYAML(root.Content[0], 1)
}

func tooLarge() *unreadable {
	return unreadableAt(0, 0, "The document is larger than %d KiB.", MaxDefinitionBytes>>10)
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func yamlFailure(err error, source []byte) *unreadable {
	prefix := yamlLine.FindStringSubmatch(err.Error())
	if prefix == nil {
		return unreadableAt(0, 0, "The document cannot be read as YAML: %v.", err)
	}
	line := brokenLine(source)
	if line == 0 {
		line, _ = strconv.Atoi(prefix[1]) // an absent line is 0, which says so
	}
	return unreadableAt(line, 0, "The document cannot be read as YAML: %s.", strings.TrimPrefix(err.Error(), prefix[0]))
}

func fromYAML(node *yaml.Node, depth int) (value, *unreadable) {
	v := value{line: node.Line, column: node.Column}
	switch {
	case depth > maxDepth:
		return v, unreadableAt(node.Line, node.Column, "The document is nested more than %d levels deep.", maxDepth)
	case node.Kind == yaml.AliasNode || node.Anchor != "":
		return v, unreadableAt(node.Line, node.Column, "Anchors and aliases (& and *) are not allowed. Write the value where it is meant.")
	case node.Style&yaml.TaggedStyle != 0:
		return v, unreadableAt(node.Line, node.Column, "The tag %q is not allowed. Write a plain value.", node.Tag)
	}
	switch node.Kind {
	case yaml.SequenceNode:
		v.kind = isList
		for _, item := range node.Content {
			read, failure := fromYAML(item, depth+1)
			if failure != nil {
				return v, failure
			}
			v.list = append(v.list, read)
		}
		return v, nil
	case yaml.MappingNode:
		v.kind = isObject
		for i := 0; i+1 < len(node.Content); i += 2 {
			name := node.Content[i]
			if name.Kind != yaml.ScalarNode || name.Anchor != "" || name.Style&yaml.TaggedStyle != 0 || name.ShortTag() == "!!merge" {
				return v, unreadableAt(name.Line, name.Column, "The name of a field has to be a plain text.")
			}
			if failure := readableText(name.Value, name.Line, name.Column); failure != nil {
				return v, failure
			}
			read, failure := fromYAML(node.Content[i+1], depth+1)
			if failure != nil {
				return v, failure
			}
			v.members = append(v.members, member{name.Value, read})
		}
		return v, nil
	default:
		return fromYAMLScalar(node, v)
	}
}

func fromYAMLScalar(node *yaml.Node, v value) (value, *unreadable) {
	switch node.ShortTag() {
	case "!!null":
		v.kind = isNothing
		return v, nil
	case "!!bool":
		v.kind, v.scalar = isYesNo, strings.EqualFold(node.Value, "true")
		return v, nil
	case "!!int", "!!float":
		var number float64
		if err := node.Decode(&number); err != nil {
			return v, unreadableAt(node.Line, node.Column, "%s is not a number.", fmt.Sprintf("%.40q", node.Value))
		}
		scalar, failure := exact(number, node.Line, node.Column)
		v.kind, v.scalar = isNumber, scalar
		return v, failure
	default: // texts, and what only looks like a date
		v.kind, v.scalar = isText, node.Value
		return v, readableText(node.Value, node.Line, node.Column)
	}
}
