package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// EditYAML writes a definition into a YAML document that says something else so
// far, and changes as little of it as it can: comments, blank lines, the order of
// fields, flow and block style, quotes and the spelling of values stay as they are
// wherever the meaning does. What is new is written as EncodeYAML writes it.
// Steps and questions are recognised by their id, branches by their port, edges by
// where they lead from and to; see matched.
//
// ParseYAML reads the result back as exactly def, without a problem, or there is an
// error: def then holds what no document can say, such as a number beyond 2^53. A
// source that says def already is returned as it is, and the same source and def
// give the same bytes. A source that cannot be read is replaced by EncodeYAML(def),
// and one that is JSON by EncodeJSON(def); of one with problems, such as an unknown
// field, what is wrong is left out.
//
// Comments do not survive
//   - on what is removed, with everything inside it: those above it (a heading that
//     stands above a removed step goes with it), those beside it, and those below it
//     that a blank line divides from what follows;
//   - on an entry of a list that is replaced and has no name of its own, such as a
//     text or {group: Security};
//   - inside a value that becomes one of another type (those on it stay);
//   - at all, where the document cannot be edited so that it reads back as def.
//
// A line that changes is written anew by the library: one space before its comment
// and after each comma; a list or object in brackets that spanned lines is put on as
// few as its comments allow, and a text that was folded (>) becomes a literal one (|).
func EditYAML(source []byte, def Definition) ([]byte, error) {
	fresh, err := EncodeYAML(def)
	if err != nil {
		return nil, err
	}
	wanted, problems := ParseYAML(fresh)
	if len(problems) > 0 {
		return nil, fmt.Errorf("write automation %q as YAML: %s", def.Name, problems[0].Message)
	}
	if !encodesAlike(wanted, def) {
		return nil, fmt.Errorf("write automation %q as YAML: it holds a value that is not a text, a number, true or false, a list or an object", def.Name)
	}
	written, problems := ParseYAML(source)
	if len(problems) == 0 && reflect.DeepEqual(written, wanted) {
		return source, nil
	}
	base, err := EncodeYAML(written)
	if err != nil || len(problems) > 0 {
		base = source // what a faulty source says is not all that it holds
	}
	for _, edited := range edits(source, base, fresh, def) {
		if again, problems := ParseYAML(edited); len(problems) == 0 && reflect.DeepEqual(again, wanted) {
			return edited, nil
		}
	}
	return fresh, nil
}

// encodesAlike tells whether two definitions are the same document.
func encodesAlike(a, b Definition) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	first, err := json.Marshal(a)
	if err != nil {
		return false
	}
	second, err := json.Marshal(b)
	return err == nil && bytes.Equal(first, second)
}

// edits are the ways to write a definition into a source, the best first: base is
// what the source says and target what def says, both in plain form. None has been
// read back.
func edits(source, base, target []byte, def Definition) (candidates [][]byte) {
	// The library that writes is somebody else's, and comments can be anywhere.
	defer func() {
		if recover() != nil {
			candidates = nil
		}
	}()
	if _, failure := readJSON(source); failure == nil {
		if encoded, err := EncodeJSON(def); err == nil {
			candidates = append(candidates, encoded)
		}
	}
	text := strings.ReplaceAll(string(source), "\r\n", "\n")
	fromWindows := text != string(source) && strings.Count(string(source), "\r\n") == strings.Count(text, "\n")
	for _, edited := range editsOf([]byte(text), base, target) {
		if fromWindows {
			edited = bytes.ReplaceAll(edited, []byte("\n"), []byte("\r\n"))
		}
		candidates = append(candidates, edited)
	}
	return candidates
}

func editsOf(source, base, target []byte) [][]byte {
	document, plain, wanted := readTree(source), readTree(base), readTree(target)
	if document == nil || plain == nil || wanted == nil || document.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	style := styleOf(document.Content[0])
	before := style.render(document)
	document.Content[0] = mergeYAML(document.Content[0], plain.Content[0], wanted.Content[0])
	after := style.render(document)
	if before == nil || after == nil {
		return nil
	}
	var candidates [][]byte
	for _, reindent := range []bool{true, false} {
		if woven := weave(source, before, after, reindent); keepsComments(woven, after) {
			candidates = append(candidates, woven)
		}
	}
	return append(candidates, after)
}
