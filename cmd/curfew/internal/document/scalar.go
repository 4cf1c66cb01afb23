package document

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a text is written may differ from what it means in white space, quotes and
// escapes. Its visible characters come in the same order in both, so counting
// them leads from a place in what is meant to the place in what is written.

// alignedEnd is where a text without escapes ends, which begins at start: behind
// its last visible character.
func alignedEnd(source []byte, start int, written style, meant string) int {
	visible := 0
	for _, r := range meant {
		if !unicode.IsSpace(r) {
			visible++
		}
	}
	end := start
	marks(source, span{start, len(source)}, written, func(mark span) bool {
		if visible == 0 {
			return false
		}
		visible--
		end = mark.end
		return true
	})
	return end
}

// inside is where a line and a column, from 1 and in characters, of an expression
// are written: its last visible character where they are behind its end.
// Expressions are read without the white space around them.
func inside(source []byte, n *node, line, column int) (int, bool) {
	all := strings.Split(strings.TrimSpace(n.text), "\n")
	if line < 1 || line > len(all) || column < 1 {
		return 0, false
	}
	last := []rune(all[line-1])
	before := strings.Join(all[:line-1], "") + string(last[:min(column-1, len(last))])
	visible := 0
	for _, r := range before {
		if !unicode.IsSpace(r) {
			visible++
		}
	}
	at, ok := n.start, false
	marks(source, n.span, n.style, func(mark span) bool {
		at, ok = mark.start, true
		visible--
		return visible >= 0
	})
	return at, ok
}

// marks hands over the visible characters of a scalar, until told to stop.
func marks(source []byte, within span, written style, each func(span) bool) {
	at, end := within.start, within.end
	switch written {
	case blockStyle: // its first line is | or > and a comment
		if header := bytes.IndexByte(source[at:end], '\n'); header >= 0 {
			at += header
		}
	case singleQuoted, doubleQuoted:
		at, end = at+1, end-1
	case plainStyle:
	}
	for at < end {
		r, size := utf8.DecodeRune(source[at:end])
		switch {
		case written == doubleQuoted && r == '\\':
			r, size = escaped(source[at:end])
		case written == singleQuoted && r == '\'':
			size = 2
		}
		if !unicode.IsSpace(r) && !each(span{at, at + size}) {
			return
		}
		at += size
	}
}

// escaped reads an escape of a double-quoted text of YAML or JSON: what it stands
// for, as far as it matters whether that is visible, and its length.
func escaped(source []byte) (rune, int) {
	if len(source) < 2 {
		return '\\', 1
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[source[1]]
	switch {
	case digits > 0 && len(source) >= 2+digits:
		code, err := strconv.ParseUint(string(source[2:2+digits]), 16, 32)
		if err != nil {
			return '\\', 1
		}
		const highSurrogates, lowSurrogates = 0xD800, 0xDC00
		if code >= highSurrogates && code < lowSurrogates && len(source) >= 12 && source[6] == '\\' {
			return utf8.RuneError, 12 // JSON writes what is beyond 16 bits as two
		}
		return rune(code), 2 + digits
	case strings.IndexByte("ntrvf \t_NLP\n\r", source[1]) >= 0:
		return ' ', 2
	default:
		return rune(source[1]), 2
	}
}
