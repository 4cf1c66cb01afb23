package builder_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

type failing interface {
	Helper()
	Fatalf(string, ...any)
}

func parsed(t failing, source []byte) builder.Definition {
	t.Helper()
	def, problems := builder.ParseYAML(source)
	if len(problems) > 0 {
		t.Fatalf("%+v in\n%s", problems, source)
	}
	return def
}

// editedYAML edits and holds the result against the promise of EditYAML.
func editedYAML(t failing, source []byte, def builder.Definition) []byte {
	t.Helper()
	edited, err := builder.EditYAML(source, def)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if again := parsed(t, edited); !reflect.DeepEqual(again, def) {
		t.Fatalf("it reads back as\n%#v\nand not as\n%#v\n%s", again, def, edited)
	}
	return edited
}

func TestAnEditNeverWritesWhatReadsBackAsSomethingElse(t *testing.T) {
	for name, config := range map[string]map[string]any{
		"a number that JSON does not keep": {"max": math.Pow(2, 60)},
		"no number":                        {"max": math.NaN()},
		"an invisible character":           {"text": "a\x00b"},
		"no UTF-8":                         {"text": "a\xff"},
		"nothing":                          {"text": nil},
		"nothing in a list":                {"texts": []any{nil}},
		"what is no plain value":           {"texts": []string{"a"}},
		"too much":                         {"text": strings.Repeat("x", builder.MaxDefinitionBytes)},
	} {
		t.Run(name, func(t *testing.T) {
			def := builder.Definition{Version: builder.DefinitionVersion, Nodes: []builder.Node{{ID: "a", Config: config}}}
			if edited, err := builder.EditYAML([]byte("version: 2\n"), def); err == nil {
				t.Fatalf("it was written: %.200s", edited)
			}
		})
	}
}

func TestASourceThatCannotBeReadIsReplaced(t *testing.T) {
	fresh, err := builder.EncodeYAML(example(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]string{
		"nothing": "", "no YAML": "nodes: [", "a text": "hello", "an alias": "title: &t x\nname: *t\n", "two documents": "version: 2\n---\nversion: 2\n", "bytes": "\xff\xfe",
	} {
		t.Run(name, func(t *testing.T) {
			if edited := editedYAML(t, []byte(source), example(t)); !bytes.Equal(edited, fresh) {
				t.Errorf("got\n%s", edited)
			}
		})
	}
}

func TestWhatIsWrongInASourceIsLeftOut(t *testing.T) {
	for name, source := range map[string]string{
		"an unknown field":   "# top\nversion: 2\ntitel: x\nname: a # here\n",
		"a repeated field":   "# top\nversion: 2\nname: b\nname: a # here\n",
		"a wrong shape":      "# top\nversion: 2\ntitle: 3\nname: a # here\n",
		"an unfit list":      "# top\nversion: 2\nnodes: [null, 3]\nname: a # here\n",
		"unknown in a step":  "# top\nversion: 2\nnodes: [{kine: end}]\nname: a # here\n",
		"a repeat in a step": "# top\nversion: 2\nnodes: [{id: a, config: {a: 1, a: 1}}]\nname: a # here\n",
	} {
		t.Run(name, func(t *testing.T) {
			edited := editedYAML(t, []byte(source), builder.Definition{Version: builder.DefinitionVersion, Name: "a"})
			if name != "a repeated field" && string(edited) != "# top\nversion: 2\nname: a # here\n" && string(edited) != "# top\nversion: 2\nname: a # here\ntitle: \"\"\n" && string(edited) != "# top\nversion: 2\ntitle: \"\"\nname: a # here\n" {
				t.Errorf("got\n%s", edited)
			}
		})
	}
}

// commented draws a document that says def, as people write it: with comments and
// blank lines wherever they mean nothing.
func commented(t *rapid.T, def builder.Definition) []byte {
	encoded, err := builder.EncodeYAML(def)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(encoded), "\n"), "\n")
	for i := range rapid.IntRange(0, 12).Draw(t, "comments") {
		with := slices.Clone(lines)
		at := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
		indent := lines[at][:len(lines[at])-len(strings.TrimLeft(lines[at], " "))]
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			with[at] += fmt.Sprintf("%s# beside %d", strings.Repeat(" ", rapid.IntRange(1, 4).Draw(t, "spaces")), i)
		case 1:
			with = slices.Insert(with, at, fmt.Sprintf("%s# above %d", indent, i))
		case 2:
			with = slices.Insert(with, at, "")
		case 3:
			with = slices.Insert(with, at+1, fmt.Sprintf("%s# below %d", indent, i), "")
		case 4:
			with = slices.Insert(with, at, fmt.Sprintf("# at the edge %d", i))
		}
		if read, problems := builder.ParseYAML([]byte(strings.Join(with, "\n") + "\n")); len(problems) == 0 && reflect.DeepEqual(read, def) {
			lines = with
		}
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// changed draws what an admin may do to a definition.
func changed(t *rapid.T, def builder.Definition) builder.Definition {
	def, _ = builder.ParseYAML(encodedYAML(t, def)) // a copy
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		switch rapid.IntRange(0, 8).Draw(t, "change") {
		case 0:
			def.Title = someText().Draw(t, "title")
		case 1:
			def.Nodes = append(def.Nodes, someDefinition().Draw(t, "other").Nodes...)
		case 2:
			def.Nodes = without(t, def.Nodes)
		case 3:
			def.Nodes = rapid.Permutation(def.Nodes).Draw(t, "order")
		case 4:
			def.Edges = append(without(t, def.Edges), someDefinition().Draw(t, "other").Edges...)
		case 5:
			if len(def.Edges) > 0 && rapid.Bool().Draw(t, "twice") {
				def.Edges = append(def.Edges, def.Edges[0])
			}
			def.Edges = rapid.Permutation(def.Edges).Draw(t, "order")
		case 6:
			def.Description, def.Layout = someText().Draw(t, "description"), someDefinition().Draw(t, "other").Layout
		default:
			if len(def.Nodes) > 0 {
				node := &def.Nodes[rapid.IntRange(0, len(def.Nodes)-1).Draw(t, "step")]
				node.Config, _ = changedPlain(t, node.Config, 3).(map[string]any)
				if len(node.Config) == 0 {
					node.Config = nil
				}
			}
		}
	}
	if len(def.Nodes) == 0 {
		def.Nodes = nil
	}
	if len(def.Edges) == 0 {
		def.Edges = nil
	}
	return def
}

func encodedYAML(t failing, def builder.Definition) []byte {
	t.Helper()
	encoded, err := builder.EncodeYAML(def)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return encoded
}

func without[T any](t *rapid.T, items []T) []T {
	if len(items) == 0 {
		return items
	}
	at := rapid.IntRange(0, len(items)-1).Draw(t, "gone")
	return slices.Delete(slices.Clone(items), at, at+1)
}

// changedPlain changes something somewhere in a plain value.
func changedPlain(t *rapid.T, plain any, depth int) any {
	switch plain := plain.(type) {
	case map[string]any:
		if plain == nil {
			plain = map[string]any{}
		}
		for _, name := range slices.Sorted(maps.Keys(plain)) {
			switch rapid.IntRange(0, 3).Draw(t, "member") {
			case 0:
				plain[name] = changedPlain(t, plain[name], depth-1)
			case 1:
				delete(plain, name)
			}
		}
		if rapid.Bool().Draw(t, "no more") {
			return plain
		}
		for name, value := range someConfig(depth-1).Draw(t, "more") {
			plain[name] = value
		}
		return plain
	case []any:
		for i := range plain {
			if rapid.Bool().Draw(t, "entry") {
				plain[i] = changedPlain(t, plain[i], depth-1)
			}
		}
		if rapid.Bool().Draw(t, "one less") {
			plain = without(t, plain)
		}
		if rapid.Bool().Draw(t, "one more") {
			plain = append(plain, somePlain(depth-1).Draw(t, "new"))
		}
		return append([]any{}, rapid.Permutation(plain).Draw(t, "order")...)
	default:
		return somePlain(max(depth-1, 0)).Draw(t, "value")
	}
}

func TestWhateverIsEditedReadsBackAsTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := someDefinition().Draw(t, "definition")
		source := commented(t, def)
		next := changed(t, def)
		if rapid.IntRange(0, 9).Draw(t, "another") == 0 {
			next = someDefinition().Draw(t, "other")
		}
		edited := editedYAML(t, source, next)
		if again := editedYAML(t, source, next); !bytes.Equal(again, edited) {
			t.Fatalf("written differently the second time:\n%s\n%s", edited, again)
		}
	})
}

func TestAnEditThatChangesNothingGivesTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := someDefinition().Draw(t, "definition")
		if source := commented(t, def); !bytes.Equal(editedYAML(t, source, def), source) {
			t.Fatalf("changed:\n%s", source)
		}
	})
	if edited := editedYAML(t, exampleSource, example(t)); !bytes.Equal(edited, exampleSource) {
		t.Error("the example changed")
	}
}

func TestChangingOneLineLeavesAllOthersAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := someDefinition().Draw(t, "definition")
		def.Version = 3
		source := commented(t, def)
		def.Version = 4
		edited := editedYAML(t, source, def)
		had, has := strings.Split(string(source), "\n"), strings.Split(string(edited), "\n")
		if len(had) != len(has) {
			t.Fatalf("it had %d lines and has %d:\n%s\n%s", len(had), len(has), source, edited)
		}
		for i := range had {
			if had[i] != has[i] && !strings.HasPrefix(had[i], "version: 3") {
				t.Fatalf("%q became %q:\n%s\n%s", had[i], has[i], source, edited)
			}
		}
	})
}
