package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shown is what is underlined of something: all of it where it is on one line,
// else its name, else its first line. Of the whole document it is nothing.
func (x *Index) shown(what found) span {
	value := what.value
	switch {
	case value == x.root:
		return span{}
	case value.end > value.start && x.of(value.start) == x.of(value.end):
		return value.span
	case what.key != nil:
		return *what.key
	default:
		return value.span
	}
}

// word is what begins at an offset: a name with the dot before it, an operator, or
// one character.
func (x *Index) word(offset int) span {
	rest := x.text[offset:]
	first, end := utf8.DecodeRune(rest)
	alike := func(rune) bool { return false }
	switch {
	case inName(first) || first == '.':
		alike = inName
	case isOperator(first):
		alike = isOperator
	}
	for end < len(rest) {
		r, size := utf8.DecodeRune(rest[end:])
		if !alike(r) {
			break
		}
		end += size
	}
	return span{offset, offset + end}
}

func isOperator(r rune) bool { return strings.ContainsRune("=<>!&|", r) }

func inName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// visible is a line without the white space around what it says.
func (x *Index) visible(line int) span {
	within := x.all[min(max(line, 1), len(x.all))-1]
	text := string(x.text[within.start:within.end])
	within.start += len(text) - len(strings.TrimLeft(text, " \t\r"))
	within.end = within.start + len(strings.TrimSpace(text))
	return within
}
