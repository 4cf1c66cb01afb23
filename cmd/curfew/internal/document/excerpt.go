package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	tabWidth = 4
	// widest is how many columns of a line are shown, and lead how many of them
	// before the place that is underlined.
	widest = 160
	lead   = 60
	cut    = "…"
)

// Excerpt is the first line of a range, ready for a terminal: nothing in it is
// obeyed, and what is Before, Marked and After are as many columns wide as they
// look. Of a long line only what is around the place is kept.
type Excerpt struct{ Before, Marked, After string }

// Below the line stand as many blanks as Before is wide, and as many carets as
// Marked is: one at least.
func (e Excerpt) blanks() string { return strings.Repeat(" ", columns(e.Before)) }
func (e Excerpt) carets() string { return strings.Repeat("^", max(columns(e.Marked), 1)) }

// Excerpt shows a range. It is not ok where there is nothing in the range, or its
// line is no readable text.
func (x *Index) Excerpt(r Range) (Excerpt, bool) {
	nothing := r.Line == r.EndLine && r.Column == r.EndColumn
	if nothing || r.Line < 1 || r.Line > len(x.all) {
		return Excerpt{}, false
	}
	line := string(x.text[x.all[r.Line-1].start:x.all[r.Line-1].end])
	if !utf8.ValidString(line) {
		return Excerpt{}, false
	}
	characters := []rune(line)
	start := min(max(r.Column-1, 0), len(characters))
	end := len(characters)
	if r.EndLine == r.Line {
		end = min(max(r.EndColumn-1, start), len(characters))
	}
	before := shownText(characters[:start], 0)
	marked := shownText(characters[start:end], columns(before))
	after := shownText(characters[end:], columns(before)+columns(marked))
	return shortened(Excerpt{before, marked, strings.TrimRight(after, " ")}), true
}

// shortened keeps what is around the marked place.
func shortened(e Excerpt) Excerpt {
	if columns(e.Before)+columns(e.Marked)+columns(e.After) <= widest {
		return e
	}
	if over := columns(e.Before) - lead; over > 0 {
		e.Before = cut + withoutFirst(e.Before, over+1)
	}
	left := widest - columns(e.Before)
	if columns(e.Marked) > left {
		return Excerpt{Before: e.Before, Marked: first(e.Marked, left-1) + cut}
	}
	if left -= columns(e.Marked); columns(e.After) > left {
		e.After = first(e.After, left-1) + cut
	}
	return e
}

// first is the beginning of a text, at most so many columns wide.
func first(text string, most int) string {
	width := 0
	for at, r := range text {
		if width += columnsOf(r); width > most {
			return text[:at]
		}
	}
	return text
}

// withoutFirst leaves out at least so many columns of the beginning, and fills up
// with a blank where that cuts a wide character in two.
func withoutFirst(text string, least int) string {
	width := 0
	for at, r := range text {
		if width >= least && columnsOf(r) > 0 {
			return strings.Repeat(" ", width-least) + text[at:]
		}
		width += columnsOf(r)
	}
	return ""
}

// shownText replaces what a terminal would obey, and tabs by blanks up to the next
// tab stop of a text that begins at a column.
func shownText(characters []rune, at int) string {
	var out strings.Builder
	for _, r := range characters {
		switch {
		case r == '\t':
			blanks := tabWidth - at%tabWidth
			out.WriteString(strings.Repeat(" ", blanks))
			at += blanks
			continue
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co):
			r = unicode.ReplacementChar
		}
		out.WriteRune(r)
		at += columnsOf(r)
	}
	return out.String()
}
