package document

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

// treeOfYAML is the document, or nil where it cannot be read. The parser says where
// a value begins; where it ends is read from the text.
func treeOfYAML(l lines) (tree *node) {
	// The parser is somebody else's and meets hostile bytes here.
	defer func() {
		if recover() != nil {
			tree = nil
		}
	}()
	var root yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(l.text)).Decode(&root); err != nil || len(root.Content) == 0 {
		return nil
	}
	return yamlTree{l}.read(root.Content[0], 0)
}

type yamlTree struct{ lines }

func (y yamlTree) read(from *yaml.Node, depth int) *node {
	n := &node{span: y.start(from)}
	if depth > deepest {
		return n
	}
	switch from.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(from.Content); i += 2 {
			name, value := from.Content[i], y.read(from.Content[i+1], depth+1)
			key := y.read(name, depth+1)
			n.members = append(n.members, member{name: name.Value, key: key.span, value: value})
			n.end = max(n.end, key.end, value.end)
		}
	case yaml.SequenceNode:
		for _, item := range from.Content {
			read := y.read(item, depth+1)
			n.items = append(n.items, read)
			n.end = max(n.end, read.end)
		}
	default:
		n.scalar, n.text = true, from.Value
		n.style, n.end = y.scalar(from, n.start)
		return n
	}
	if from.Style&yaml.FlowStyle != 0 {
		n.end = y.closing(n.end)
	}
	return n
}

func (y yamlTree) start(from *yaml.Node) span {
	at := y.offset(from.Line, from.Column, YAML)
	return span{at, at}
}

// scalar tells how one is written, and where it ends. One that is not written at
// all, as in `title:`, ends where it begins.
func (y yamlTree) scalar(from *yaml.Node, start int) (style, int) {
	rest := y.text[start:]
	switch {
	case from.Style&yaml.DoubleQuotedStyle != 0 && len(rest) > 0 && rest[0] == '"':
		return doubleQuoted, start + quoted(rest)
	case from.Style&yaml.SingleQuotedStyle != 0 && len(rest) > 0 && rest[0] == '\'':
		return singleQuoted, start + quoted(rest)
	case from.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return blockStyle, alignedEnd(y.text, start, blockStyle, from.Value)
	default:
		return plainStyle, alignedEnd(y.text, start, plainStyle, from.Value)
	}
}

// quoted is the length of the quoted text that the source begins with.
func quoted(source []byte) int {
	quote := source[0]
	for at := 1; at < len(source); at++ {
		switch {
		case source[at] == '\\' && quote == '"':
			at++
		case source[at] != quote:
		case quote == '\'' && at+1 < len(source) && source[at+1] == quote:
			at++
		default:
			return at + 1
		}
	}
	return len(source)
}

// closing is the end of the bracket that follows the last thing of a flow list or
// object: between them are only white space, a comma and comments.
func (y yamlTree) closing(at int) int {
	comment := false
	for ; at < len(y.text); at++ {
		switch c := y.text[at]; {
		case c == '\n' || c == '\r':
			comment = false
		case comment:
		case c == '#':
			comment = true
		case c == ']' || c == '}':
			return at + 1
		}
	}
	return at
}
