package builder_test

import (
	"reflect"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// Whatever the bytes are, reading and checking them ends, without a crash; what is
// read without a problem survives being written; what is proved compiles.
func FuzzParseYAML(f *testing.F) {
	f.Add(exampleSource)
	for _, seed := range []string{
		"", "{}", "version: 1\n", "a: &a [*a]", "? [a]\n: b", "nodes: [{id: a, kind: request, config: {entitlements: [1], duration: 4}}]",
		"nodes: [{id: a, kind: condition, config: {branches: [{port: a, when: 'answers.x == 1'}]}}]\nedges: [{from: a, to: a}]",
		"title: |+2\n   x\n\n# c\n", "--- !!map {}\n...\n", "layout: {a: {x: 1e3, y: .5}}", "\xef\xbb\xbfname: a", "a: \"\\x41\\u263a\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		def, problems := builder.ParseYAML(source)
		checked := builder.Check(def, company())
		if _, err := builder.Compile(def); !builder.HasErrors(checked) && err != nil {
			t.Fatalf("proved and not compiled: %v", err)
		}
		if len(problems) > 0 {
			return
		}
		for format, codec := range map[string]struct {
			encode func(builder.Definition) ([]byte, error)
			parse  func([]byte) (builder.Definition, []builder.Problem)
		}{"YAML": {builder.EncodeYAML, builder.ParseYAML}, "JSON": {builder.EncodeJSON, builder.ParseJSON}} {
			encoded, err := codec.encode(def)
			if err != nil {
				t.Fatal(err)
			}
			if len(encoded) > builder.MaxDefinitionBytes {
				continue // quoting can make it longer
			}
			if again, problems := codec.parse(encoded); len(problems) > 0 || !reflect.DeepEqual(again, def) {
				t.Fatalf("%s lost something: %+v\n%s", format, problems, encoded)
			}
		}
	})
}
