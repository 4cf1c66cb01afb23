package builder

import (
	"encoding/json"
	"strings"
)

// matched says for each entry of a list which entry of an older list it is: the
// place there, or -1 for a new one. No older entry is taken twice. An entry is the
// same if it is equal; if its "id", its "port" or its "from" and "to" are; if only
// its "to" is another, or only the step that it is from; if only its id (or port)
// and its title are others. Objects without a name of their own are the same if most
// of their members are, and otherwise by their place. Plain values and objects of
// one member, such as {group: Security}, are what they say, so a changed one is a
// new one.
func matched(before, after []any) []int {
	m := matching{before: listEntries(before), after: listEntries(after), taken: make([]bool, len(before))}
	m.from = make([]int, len(after))
	for i := range m.from {
		m.from[i] = -1
	}
	m.by(func(e listEntry) string { return e.meaning })
	m.by(func(e listEntry) string { return e.name })
	m.by(func(e listEntry) string { return e.origin })
	m.by(func(e listEntry) string { return e.rest })
	m.byLikeness()
	return m.from
}

// listEntry is what one entry of a list is recognised by. An empty text recognises nothing.
type listEntry struct {
	meaning string
	name    string            // "id", "port", or "from" and "to"
	origin  string            // "from" of an edge
	rest    string            // all but the id and the title; of an edge all but the step
	members map[string]string // of an object without a name of its own
}

func listEntries(items []any) []listEntry {
	all := make([]listEntry, 0, len(items))
	for _, item := range items {
		all = append(all, entryOf(item))
	}
	return all
}

func entryOf(item any) listEntry {
	e := listEntry{meaning: meaning(item)}
	object, ok := item.(map[string]any)
	if !ok || len(object) < 2 {
		return e
	}
	named := ownName(object)
	from, to := object["from"], object["to"]
	switch {
	case named != "":
		e.name = meaning([]any{named, object[named]})
		rest := map[string]any{}
		for name, value := range object {
			if name != named && name != "title" {
				rest[name] = value
			}
		}
		if len(rest) > 0 {
			e.rest = meaning(rest)
		}
	case from != nil && to != nil:
		e.name, e.origin = meaning([]any{from, to}), meaning(from)
		if text, ok := from.(string); ok {
			if _, port, ported := strings.Cut(text, "."); ported {
				e.rest = meaning([]any{port, to})
			}
		}
	default:
		e.members = map[string]string{}
		for name, value := range object {
			e.members[name] = meaning(value)
		}
	}
	return e
}

// ownName is the member that names an object among others, or "".
func ownName(object map[string]any) string {
	for _, name := range []string{"id", "port"} {
		if _, ok := object[name].(string); ok {
			return name
		}
	}
	return ""
}

// meaning is equal for equal plain values and different for different ones.
func meaning(plain any) string {
	encoded, err := json.Marshal(plain)
	if err != nil { // not a plain value, so that nothing better can be said
		return err.Error()
	}
	return string(encoded)
}

type matching struct {
	before, after []listEntry
	taken         []bool
	from          []int
}

func (m *matching) pair(old, i int) { m.from[i], m.taken[old] = old, true }

// by pairs what is left and equal in one respect, the first with the first.
func (m *matching) by(respect func(listEntry) string) {
	left := map[string][]int{}
	for i, e := range m.before {
		if text := respect(e); text != "" && !m.taken[i] {
			left[text] = append(left[text], i)
		}
	}
	for i, e := range m.after {
		text := respect(e)
		if same := left[text]; m.from[i] < 0 && len(same) > 0 {
			m.pair(same[0], i)
			left[text] = same[1:]
		}
	}
}

// mostCompared bounds the work on long lists of objects without names; beyond it
// they are paired by their place alone.
const mostCompared = 100_000

func (m *matching) byLikeness() {
	if len(m.before)*len(m.after) <= mostCompared {
		for i, e := range m.after {
			best, most := -1, 0
			for old, candidate := range m.before {
				if alike := e.likeness(candidate); m.from[i] < 0 && !m.taken[old] && alike > most {
					best, most = old, alike
				}
			}
			if best >= 0 {
				m.pair(best, i)
			}
		}
	}
	for i, e := range m.after {
		if m.from[i] < 0 && i < len(m.before) && !m.taken[i] && e.members != nil && m.before[i].members != nil {
			m.pair(i, i)
		}
	}
}

// likeness counts the equal members.
func (e listEntry) likeness(other listEntry) int {
	alike := 0
	for name, value := range e.members {
		if theirs, there := other.members[name]; there && theirs == value {
			alike++
		}
	}
	return alike
}
