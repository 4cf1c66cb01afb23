package builder_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// Whatever the bytes are, reading and checking them ends, without a crash; what is
// read without a problem survives being written; what is proved compiles.
func FuzzParseYAML(f *testing.F) {
	addFiles(f, "testdata/*.yaml")
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
		for format, codec := range codecs {
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

// Whatever the bytes are, a plan that is read can be written, and is read the same
// again.
func FuzzDecodePlan(f *testing.F) {
	addFiles(f, "testdata/plans/*.json")
	addFiles(f, "testdata/format1/*.json")
	f.Fuzz(func(t *testing.T, encoded []byte) {
		plan, err := builder.DecodePlan(encoded)
		if err != nil {
			return
		}
		written, err := plan.Encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := builder.DecodePlan(written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if rewritten, _ := again.Encode(); !bytes.Equal(rewritten, written) {
			t.Fatalf("%s became %s", written, rewritten)
		}
	})
}

func addFiles(f *testing.F, pattern string) {
	f.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		f.Fatalf("there is nothing like %s (%v)", pattern, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
}
