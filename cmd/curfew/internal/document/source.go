package document

import (
	"bytes"
	"unicode/utf8"

	"github.com/curfewhq/curfew/builder"
)

// Format is the way a document is written.
type Format string

// The formats that definitions are written in.
const (
	YAML Format = "yaml"
	JSON Format = "json"
)

// Source is the text of one file.
type Source struct {
	Name   string // as it was typed, or where it was found
	Format Format
	Text   []byte
}

// Parse reads the definition by builder's reader of the format.
func (s Source) Parse() (builder.Definition, []builder.Problem) {
	if s.Format == JSON {
		return builder.ParseJSON(s.Text)
	}
	return builder.ParseYAML(s.Text)
}

// lines is where each line of a text begins and ends, without what breaks it. The
// readers of YAML and JSON do not agree on what breaks a line, and their line
// numbers are only right for what each of them takes for one.
type lines struct {
	text []byte
	all  []span
}

// span is a part of a text, in bytes; its end is the first that is outside.
type span struct{ start, end int }

func linesOf(text []byte, format Format) lines {
	found := lines{text: text}
	start := 0
	for at := 0; at < len(text); {
		length := breakAt(text[at:], format)
		if length == 0 {
			at++
			continue
		}
		found.all = append(found.all, span{start, at})
		at += length
		start = at
	}
	found.all = append(found.all, span{start, len(text)})
	return found
}

// breakAt is the length of the line break that the text begins with, or 0. YAML
// 1.1 breaks lines at more than newlines (section 5.4), and so does our reader.
func breakAt(text []byte, format Format) int {
	switch {
	case text[0] == '\n':
		return 1
	case format == JSON:
		return 0
	case bytes.HasPrefix(text, []byte("\r\n")):
		return 2
	case text[0] == '\r':
		return 1
	}
	for _, other := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.HasPrefix(text, []byte(other)) {
			return len(other)
		}
	}
	return 0
}

// of is the number of the line, from 1, that holds an offset.
func (l lines) of(offset int) int {
	low, high := 0, len(l.all)
	for low+1 < high {
		if middle := (low + high) / 2; l.all[middle].start <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	return low + 1
}

// place is the line and the column, from 1 and in characters, of an offset.
func (l lines) place(offset int) (line, column int) {
	line = l.of(offset)
	return line, utf8.RuneCount(l.text[l.all[line-1].start:max(offset, l.all[line-1].start)]) + 1
}

// offset is where a line and a column are that a reader has named: in characters
// for YAML, in bytes for JSON. What is outside of the text is moved into it.
func (l lines) offset(line, column int, format Format) int {
	within := l.all[min(max(line, 1), len(l.all))-1]
	at := within.start
	for ; column > 1 && at < within.end; column-- {
		size := 1
		if format == YAML {
			_, size = utf8.DecodeRune(l.text[at:within.end])
		}
		at += size
	}
	return at
}
