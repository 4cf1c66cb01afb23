package builder_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// go test ./builder -update writes what is recorded and generated anew.
var update = flag.Bool("update", false, "write the recorded plans and the generated documents")

// recorded holds bytes against a file, or writes it.
func recorded(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is recorded. If that is meant: go test ./builder -update\n%s", file, got)
	}
}

// The bytes of a published plan must never change, as running requests carry them.
func TestAnUnchangedDocumentCompilesToUnchangedBytes(t *testing.T) {
	for name, def := range documents(t) {
		plan, err := builder.Compile(def)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		encoded, err := plan.Encode()
		if err != nil {
			t.Fatal(err)
		}
		recorded(t, filepath.Join("testdata", "plans", name+".json"), append(encoded, '\n'))
	}
}

// testdata/format1 holds the bytes that documents of version 1 compiled to when plans
// had format 1. Neither may ever change.
func TestWhatWasWrittenThenMeansTheSameNow(t *testing.T) {
	files, err := filepath.Glob("testdata/version1/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is nothing of version 1 (%v)", err)
	}
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".yaml")])
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		def, problems := builder.ParseYAML(source)
		if len(problems) > 0 || def.Version != builder.DefinitionVersion {
			t.Fatalf("%s: version %d, %+v", name, def.Version, problems)
		}
		plan, err := builder.Compile(def)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		old, err := os.ReadFile(filepath.Join("testdata", "format1", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		upgraded, err := builder.DecodePlan(bytes.TrimSpace(old))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		now, _ := plan.Encode()
		then, _ := upgraded.Encode()
		if !bytes.Equal(now, then) {
			t.Errorf("%s means now\n%s\nand meant\n%s", name, now, then)
		}
	}
}
