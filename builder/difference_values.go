package builder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// spot is a value that is being compared: where it is, as a path and in words.
type spot struct {
	whose string // `"Ask for Salesforce"`, at the beginning of every sentence
	field string // "config.duration.max"
	words string // "Maximum in Duration"; empty for a step and the document
	entry bool   // whether it is an entry of a list, so that fields are "of" it
}

func (s spot) member(field Field) spot {
	member := spot{whose: s.whose, field: fields{at: s.field}.place(field.Name), words: field.Label}
	switch {
	case s.words != "" && s.entry:
		member.words += " of " + s.words
	case s.words != "":
		member.words += " in " + s.words
	}
	return member
}

// sentence ends with a full stop, unless a quotation in it does already.
func (s spot) sentence(words string, args ...any) string {
	whole := s.whose + ": " + fmt.Sprintf(words, args...)
	if strings.HasSuffix(whole, `."`) || strings.HasSuffix(whole, ".”") {
		return whole
	}
	return whole + "."
}

// object compares two objects by their members, in the order of the description.
func (c *comparison) object(at spot, described []Field, before, after map[string]any) {
	names := map[string]any{}
	for name := range before {
		names[name] = true
	}
	for name := range after {
		names[name] = true
	}
	for _, name := range memberOrder(names, described) {
		field := Field{Name: name, Label: labelOf(name)}
		if i := slices.IndexFunc(described, func(f Field) bool { return f.Name == name }); i >= 0 {
			field = described[i]
		} else if at.words != "" {
			field.Label = inQuotes(shortened(name)) // a name that somebody made up
		}
		was, had := before[name]
		is, has := after[name]
		member := at.member(field)
		if field.Label == "" { // the config, of which nobody speaks
			was, is, had, has = objectOr(was), objectOr(is), true, true
		}
		switch {
		case had && has:
			c.value(member, field, was, is)
		case has:
			c.appeared(member, field, is)
		default:
			c.vanished(member, field, was)
		}
	}
}

// objectOr is a value, or an object without members for nothing.
func objectOr(plain any) any {
	if plain == nil {
		return map[string]any{}
	}
	return plain
}

func (c *comparison) value(at spot, field Field, before, after any) {
	if meaning(before) == meaning(after) {
		return
	}
	if was, ok := before.(map[string]any); ok {
		if is, ok := after.(map[string]any); ok {
			c.object(at, field.Fields, was, is)
			return
		}
	}
	if was, ok := before.([]any); ok {
		if is, ok := after.([]any); ok {
			c.list(at, field, was, is)
			return
		}
	}
	was, is, how := shownPair(before, after, field)
	c.add(Difference{Change: ChangeChanged, Field: at.field, Before: was.plain, After: is.plain, Words: at.sentence("%s changed %sfrom %s to %s", at.words, how, was.words, is.words)})
}

// appeared tells of a field that was left out before.
func (c *comparison) appeared(at spot, field Field, after any) {
	is := shownValue(after, field)
	words := at.sentence("%s %s set to %s", at.words, wasOrWere(field, after), is.words)
	if field.Default != nil && meaning(field.Default) == meaning(after) {
		words = at.sentence("%s was written down as %s, which is the default", at.words, is.words)
	} else if field.Default != nil {
		words = at.sentence("%s changed from %s, the default, to %s", at.words, shownValue(field.Default, field).words, is.words)
	}
	c.add(Difference{Change: ChangeAdded, Field: at.field, After: is.plain, Words: words})
}

func wasOrWere(field Field, plain any) string {
	if _, isList := plain.([]any); isList && strings.HasSuffix(field.Label, "s") {
		return "were"
	}
	return "was"
}

// vanished tells of a field that is left out now.
func (c *comparison) vanished(at spot, field Field, before any) {
	was := shownValue(before, field)
	words := at.sentence("%s %s removed: %s", at.words, wasOrWere(field, before), was.words)
	if field.Default != nil && meaning(field.Default) == meaning(before) {
		words = at.sentence("%s is no longer written down; it stays %s, the default", at.words, was.words)
	} else if field.Default != nil {
		words = at.sentence("%s changed from %s to %s, the default", at.words, was.words, shownValue(field.Default, field).words)
	}
	c.add(Difference{Change: ChangeRemoved, Field: at.field, Before: was.plain, Words: words})
}

// list compares two lists by their entries; their order matters.
func (c *comparison) list(at spot, field Field, before, after []any) {
	from := matched(before, after)
	var places, rows []int
	still := make([]bool, len(before))
	for i, old := range from {
		if old >= 0 {
			places, rows = append(places, old), append(rows, i)
			still[old] = true
		}
	}
	inOrder := map[int]bool{}
	for _, place := range longestRising(places) {
		inOrder[rows[place]] = true
	}
	for i, old := range from {
		name, key := entryCalled(after[i], i, field)
		place := at.field + "[" + key + "]"
		if old < 0 {
			is := shownValue(after[i], field)
			c.add(Difference{Change: ChangeAdded, Field: place, After: is.plain, Words: cameOrWent(after[i], name, "was added to", at, is)})
			continue
		}
		if !inOrder[i] {
			now := "now comes last"
			if i == 0 {
				now = "now comes first"
			} else if i < len(after)-1 {
				previous, _ := entryCalled(after[i-1], i-1, field)
				now = "now comes after " + previous
			}
			c.add(Difference{Change: ChangeMoved, Field: place, Before: strconv.Itoa(old + 1), After: strconv.Itoa(i + 1), Words: at.sentence("%s %s in %s", name, now, at.words)})
		}
		c.value(spot{whose: at.whose, field: place, words: name + " in " + at.words, entry: true}, field, before[old], after[i])
	}
	for i, entry := range before {
		if !still[i] {
			name, key := entryCalled(entry, i, field)
			was := shownValue(entry, field)
			c.add(Difference{Change: ChangeRemoved, Field: at.field + "[" + key + "]", Before: was.plain, Words: cameOrWent(entry, name, "was removed from", at, was)})
		}
	}
}

// cameOrWent says so of an entry, and what it is if its name does not tell.
func cameOrWent(entry any, name, did string, at spot, entryShown shown) string {
	if object, ok := entry.(map[string]any); ok && len(object) != 1 && ownName(object) == "" {
		return at.sentence("an entry %s %s: %s", did, at.words, entryShown.words)
	}
	return at.sentence("%s %s %s", name, did, at.words)
}
