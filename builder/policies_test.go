package builder_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// The policies of real companies can be said in the language and are proved safe.
func TestEveryPolicyIsProved(t *testing.T) {
	files, err := filepath.Glob("testdata/policies/*.yaml")
	if err != nil || len(files) != 25 {
		t.Fatalf("there are %d policies, %v", len(files), err)
	}
	for _, file := range files {
		source, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		def, problems := builder.ParseYAML(source)
		for _, problem := range append(problems, builder.Check(def, builder.World{})...) {
			if problem.Severity == builder.Error {
				t.Errorf("%s: %s %s %s: %s", file, problem.Code, problem.Node, problem.Field, problem.Message)
			}
		}
		if _, err := builder.Compile(def); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
