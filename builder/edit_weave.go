package builder

import (
	"slices"
	"strings"
)

// weave gives an edited document the layout of its source. The library that writes
// YAML drops blank lines and has one way to indent and to space, so the source, its
// plain form (as the library writes it) and the edited form are compared by line: a
// line that is in both forms is written as in source, and the others as in edited.
//
// With reindent, new lines follow the indentation of source where the plain form
// has another. The result may mean something else in rare cases, so it has to be
// read back.
func weave(source, plain, edited []byte, reindent bool) []byte {
	w := weaver{reindent: reindent, indents: map[int]int{}, plain: linesOf(string(plain)), moved: map[string]passage{}}
	passages, left := passagesOf(linesOf(string(source)), w.plain)
	lines := linesOf(string(edited))
	keys := exactly(w.plain)
	kept := commonLines(keys, exactly(lines))
	once, still := placesOnce(keys), placesOnce(exactly(lines))
	for _, p := range slices.Backward(passages) {
		w.learnIndent(p)
		if key := keys[p.from]; p.count == 1 && once[key] >= 0 && still[key] >= 0 {
			w.moved[key] = p
		}
	}
	next := 0
	var gone []passage
	for _, p := range passages {
		// A passage whose lines are not all kept, side by side, is written anew.
		if !p.isKept(kept) {
			gone = append(gone, p)
			continue
		}
		w.renew(gone, lines[next:kept[p.from]], p)
		w.keep(p)
		gone, next = nil, kept[p.from]+p.count
	}
	w.renew(gone, lines[next:], passage{})
	w.out = append(w.out, left...)
	result := strings.Join(w.out, "\n")
	if strings.HasSuffix(string(source), "\n") {
		result += "\n"
	}
	return []byte(result)
}

// isKept tells whether all lines of a passage are in the edited form, and nothing
// between them.
func (p passage) isKept(kept []int) bool {
	for i := range p.count {
		if kept[p.from] < 0 || kept[p.from+i] != kept[p.from]+i {
			return false
		}
	}
	return true
}

type weaver struct {
	plain    []documentLine
	reindent bool
	indents  map[int]int        // of the plain form, as source has them
	moved    map[string]passage // what has one line that is nowhere else, by exactly that
	out      []string
}

func (w *weaver) keep(p passage) {
	w.out = append(append(w.out, p.extra...), p.written...)
	w.learnIndent(p)
}

func (w *weaver) learnIndent(p passage) {
	if last := len(p.written) - 1; p.count == 1 && last >= 0 {
		w.indents[indentOf(w.plain[p.from].text)] = indentOf(p.written[last])
	}
}

// renew writes lines of the edited form in the place of what is gone, with what
// stood above that in source alone; following stands below them.
func (w *weaver) renew(gone []passage, lines []documentLine, following passage) {
	for i, key := range exactly(lines) {
		if p, known := w.moved[key]; known {
			w.keep(p)
			continue
		}
		text := w.indented(lines[i].text)
		switch {
		case i < len(gone) && (i == 0 || len(gone) == len(lines)):
			w.out = append(w.out, gone[i].extra...)
		case following.standsApartFrom(text) || w.standsApart(text):
			w.out = append(w.out, "")
		}
		for range lines[i].blank {
			w.out = append(w.out, "")
		}
		w.out = append(w.out, text)
	}
}

// standsApart tells whether a new line begins an entry of a list and the sibling
// that was written last has a blank line above it, so that this one gets one too.
func (w *weaver) standsApart(text string) bool {
	if !isEntry(text) {
		return false
	}
	for i, one := range slices.Backward(w.out) {
		switch {
		case areSiblings(one, text):
			for i > 0 && strings.HasPrefix(strings.TrimSpace(w.out[i-1]), "#") {
				i--
			}
			return i > 0 && isBlank(w.out[i-1])
		case !isBlank(one) && indentOf(one) < indentOf(text):
			return false
		}
	}
	return false
}

func (p passage) standsApartFrom(text string) bool {
	return len(p.written) > 0 && areSiblings(p.written[0], text) && slices.ContainsFunc(p.extra, isBlank)
}

// indented is a new line at the indentation that source has for it, or that it has
// for the nearest smaller one.
func (w *weaver) indented(text string) string {
	if !w.reindent {
		return text
	}
	for indent := indentOf(text); indent > 0; indent-- {
		if written, known := w.indents[indent]; known {
			return strings.Repeat(" ", written) + text[indent:]
		}
	}
	return text
}

func indentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

func isEntry(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, " "), "- ") }

// areSiblings tells whether two lines begin entries of lists of one depth.
func areSiblings(a, b string) bool { return isEntry(a) && isEntry(b) && indentOf(a) == indentOf(b) }

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }
