package document

import "strings"

// node is one value of a document and where it is written.
type node struct {
	span
	scalar  bool
	style   style
	text    string   // of a scalar, as it is meant
	members []member // of an object
	items   []*node  // of a list
}

type member struct {
	name  string
	key   span
	value *node
}

// style is how a scalar is written.
type style int

const (
	plainStyle style = iota
	singleQuoted
	doubleQuoted
	blockStyle // YAML's literal and folded blocks
)

// deepest is how far into a document places are looked for; builder refuses
// documents long before.
const deepest = 64

// found is what a path leads to: the value, the name that it goes by where it is a
// member, and whether the path was followed to its end.
type found struct {
	value *node
	key   *span
	whole bool
}

// follow goes down a path such as "nodes[1].config.timeout" as far as it leads.
// Names may hold dots and brackets, so the longest name that fits is taken.
func follow(from found, path string) found {
	path = strings.TrimPrefix(path, ".")
	if path == "" {
		return from
	}
	if strings.HasPrefix(path, "[") {
		digits, rest, _ := strings.Cut(path[1:], "]")
		if item := itemAt(from.value, digits); item != nil {
			return follow(found{value: item, whole: true}, rest)
		}
		from.whole = false
		return from
	}
	var best *member
	for i, m := range from.value.members {
		if leads(m.name, path) && (best == nil || len(m.name) > len(best.name)) {
			best = &from.value.members[i]
		}
	}
	if best == nil {
		from.whole = false
		return from
	}
	return follow(found{value: best.value, key: &best.key, whole: true}, path[len(best.name):])
}

func leads(name, path string) bool {
	rest, fits := strings.CutPrefix(path, name)
	return fits && name != "" && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func itemAt(list *node, digits string) *node {
	index := 0
	for _, digit := range []byte(digits) {
		if digit < '0' || digit > '9' || index >= len(list.items) {
			return nil
		}
		index = index*10 + int(digit-'0')
	}
	if digits == "" || index >= len(list.items) {
		return nil
	}
	return list.items[index]
}

// member is what goes by a name; its value is nil where there is none.
func (n *node) member(name string) found {
	for i, m := range n.members {
		if m.name == name {
			return found{value: m.value, key: &n.members[i].key, whole: true}
		}
	}
	return found{}
}

// again is the key of the member that a path ends in whose value holds an offset:
// which of several it is, where a name is there more than once.
func (n *node) again(path string, offset int) (key span, ok bool) {
	for _, m := range n.members {
		if offset < m.value.start || offset >= max(m.value.end, m.value.start+1) {
			continue
		}
		if key, ok = m.value.again(path, offset); !ok && strings.HasSuffix(path, m.name) {
			return m.key, true
		}
		return key, ok
	}
	for _, item := range n.items {
		if key, ok = item.again(path, offset); ok {
			return key, true
		}
	}
	return span{}, false
}

// at is the innermost scalar, or the name of a member, that an offset is in.
func (n *node) at(offset int) (span, bool) {
	if n.scalar {
		return n.span, n.start <= offset && offset < n.end
	}
	for _, m := range n.members {
		if m.key.start <= offset && offset < m.key.end {
			return m.key, true
		}
		if within, ok := m.value.at(offset); ok {
			return within, true
		}
	}
	for _, item := range n.items {
		if within, ok := item.at(offset); ok {
			return within, true
		}
	}
	return span{}, false
}
