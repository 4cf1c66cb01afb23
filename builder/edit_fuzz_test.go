package builder_test

import (
	"bytes"
	"os"
	"reflect"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// Whatever the source is, an edit ends, without a crash, and reads back as the
// definition that was asked for; and a source that is right already is not touched.
func FuzzEditYAML(f *testing.F) {
	before, err := os.ReadFile("testdata/edit/before.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(exampleSource), string(before), "", "{}", "version: 1 # a\n\n# b\n", "a: &a [*a]", "nodes: [{id: ask, # c\n kind: request}]",
		"nodes:\n- # c\n  id: ask\n  config: {a: [1, # d\n 2]}\n# e\n\n# f\n", "title: |+2\n   x\n\n# c\n", "--- # c\ntitle: >-\n  a\n  b\n...\n", "\xef\xbb\xbfname: a\r\ntitle: b\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		def, problems := builder.ParseYAML(source)
		if encoded, err := builder.EncodeYAML(def); len(problems) == 0 && err == nil && len(encoded) <= builder.MaxDefinitionBytes {
			if edited := editedYAML(t, source, def); !bytes.Equal(edited, source) {
				t.Fatalf("changed without need: %q", edited)
			}
		}
		for _, change := range []func(*builder.Definition){
			func(def *builder.Definition) { def.Title = "Another: title #1" },
			func(def *builder.Definition) {
				for i := range def.Nodes {
					def.Nodes[i].Config = map[string]any{"approvers": []any{map[string]any{"group": "G"}}, "text": "a\nb\n"}
				}
				def.Edges = append(def.Edges, builder.Edge{From: "a", To: "b"})
			},
			func(def *builder.Definition) { *def = example(t) },
		} {
			def, _ := builder.ParseYAML(source)
			change(&def)
			edited, err := builder.EditYAML(source, def)
			if err != nil {
				continue // it grew too large
			}
			if again, problems := builder.ParseYAML(edited); len(problems) > 0 || !reflect.DeepEqual(again, def) {
				t.Fatalf("%+v\n%q", problems, edited)
			}
		}
	})
}
