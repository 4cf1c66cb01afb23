package document

import (
	"bytes"
	"strings"

	"github.com/curfewhq/curfew/builder"
)

// Range is a part of a document. Lines and columns count from 1, columns in
// characters; the end is the first place that is outside. All are 0 where no place
// is known.
type Range struct {
	Line      int `json:"line,omitempty"`
	Column    int `json:"column,omitempty"`
	EndLine   int `json:"end_line,omitempty"`
	EndColumn int `json:"end_column,omitempty"`
}

// Index finds the places of problems in one document.
type Index struct {
	lines
	format Format
	root   *node // nil where the document cannot be read
}

// NewIndex reads where everything in the source is. It takes any bytes.
func NewIndex(source Source) *Index {
	text := source.Text
	if source.Format == YAML {
		text = bytes.TrimPrefix(text, []byte("\uFEFF")) // no part of the first line
	}
	index := &Index{lines: linesOf(text, source.Format), format: source.Format}
	switch {
	case len(text) > builder.MaxDefinitionBytes: // builder does not read it either
	case source.Format == JSON:
		index.root = treeOfJSON(text)
	default:
		index.root = treeOfYAML(index.lines)
	}
	return index
}

// Locate is the part of the document that a problem is best shown at: what it is
// about, else what that would be in, else the step, else, with nothing in the
// range, the beginning of the document. A place that a problem of the document names is believed, one that a problem of an
// expression names is looked for within the expression.
func (x *Index) Locate(problem builder.Problem) Range {
	if x.root == nil || about(problem, document) && problem.Field == "" {
		return x.named(problem)
	}
	if problem.Code == builder.CodeRepeatedField {
		if key, ok := x.root.again(problem.Field, x.offset(problem.Line, problem.Column, x.format)); ok {
			return x.rangeOf(key)
		}
	}
	target, exact := x.target(problem)
	if exact && problem.Line > 0 && !about(problem, document) && target.value.scalar {
		if offset, ok := inside(x.text, target.value, problem.Line, problem.Column); ok {
			return x.rangeOf(x.word(offset))
		}
	}
	if target.key != nil && (!exact || aboutName(problem.Code)) {
		return x.rangeOf(*target.key)
	}
	return x.rangeOf(x.shown(target))
}

// The beginnings of builder's codes.
const (
	document = "CF0"
	graph    = "CF1"
)

func about(problem builder.Problem, what string) bool {
	return strings.HasPrefix(string(problem.Code), what)
}

// aboutName tells whether it is the name of a field that is wrong, not its value.
func aboutName(code builder.Code) bool {
	switch code {
	case builder.CodeUnknownField, builder.CodeRepeatedField, builder.CodeConfigUnknown:
		return true
	default:
		return false
	}
}

// named is the place that the reader of the document has named.
func (x *Index) named(problem builder.Problem) Range {
	switch {
	case !about(problem, document) || problem.Line == 0:
		return Range{}
	case problem.Column == 0:
		return x.rangeOf(x.visible(problem.Line))
	}
	offset := x.offset(problem.Line, problem.Column, x.format)
	if x.root != nil {
		if within, ok := x.root.at(offset); ok {
			return x.rangeOf(within)
		}
	}
	return x.rangeOf(x.word(offset))
}

func (x *Index) rangeOf(part span) Range {
	var r Range
	r.Line, r.Column = x.place(part.start)
	r.EndLine, r.EndColumn = x.place(part.end)
	return r
}
