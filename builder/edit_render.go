package builder

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// readTree reads a document that ParseYAML could read, or gives nil.
func readTree(source []byte) *yaml.Node {
	if _, failure := readYAML(source); failure != nil {
		return nil
	}
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil || len(document.Content) != 1 {
		return nil
	}
	return &document
}

// yamlStyle is how far a document indents.
type yamlStyle struct {
	indent int
	// compact is for lists that are indented less than objects are.
	compact bool
}

// styleOf finds the indentation of a document: that of the first object inside
// another, and that of the first list.
func styleOf(root *yaml.Node) yamlStyle {
	object, list := 0, -1
	var look func(node *yaml.Node)
	look = func(node *yaml.Node) {
		if node.Kind == yaml.MappingNode && node.Style&yaml.FlowStyle == 0 {
			for i := 0; i+1 < len(node.Content); i += 2 {
				name, value := node.Content[i], node.Content[i+1]
				deeper := value.Column - name.Column
				if value.Line == name.Line || value.Style&yaml.FlowStyle != 0 || len(value.Content) == 0 {
					continue
				}
				if value.Kind == yaml.MappingNode && object == 0 {
					object = deeper
				}
				if value.Kind == yaml.SequenceNode && list < 0 {
					list = deeper
				}
			}
		}
		for _, child := range node.Content {
			look(child)
		}
	}
	look(root)
	if object < 2 || object > 9 { // what the library can write
		object = max(2, min(list, 9))
	}
	return yamlStyle{indent: object, compact: list >= 0 && list < object}
}

// render writes a document in the style, or gives nil if that fails.
func (s yamlStyle) render(document *yaml.Node) []byte {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(s.indent)
	if s.compact {
		encoder.CompactSeqIndent()
	}
	if err := encoder.Encode(document); err != nil {
		return nil
	}
	return out.Bytes()
}

// keepsComments tells whether every line of comment in one document is in another.
func keepsComments(document, of []byte) bool {
	kept, needed := readTree(document), readTree(of)
	if kept == nil || needed == nil {
		return false
	}
	count := map[string]int{}
	eachComment(kept, func(line string) { count[line]++ })
	eachComment(needed, func(line string) { count[line]-- })
	for _, left := range count {
		if left < 0 {
			return false
		}
	}
	return true
}

func eachComment(node *yaml.Node, each func(line string)) {
	for _, comment := range []string{node.HeadComment, node.LineComment, node.FootComment} {
		for line := range strings.SplitSeq(comment, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				each(line)
			}
		}
	}
	for _, child := range node.Content {
		eachComment(child, each)
	}
}
