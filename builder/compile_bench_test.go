package builder

import (
	"os"
	"testing"
)

// From the bytes of a drawing to the bytes of a plan, and of an expression alone.
func BenchmarkCompile(b *testing.B) {
	source, err := os.ReadFile("testdata/salesforce-enterprise.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		definition, problems := ParseYAML(source)
		if HasErrors(problems) {
			b.Fatal(problems)
		}
		plan, err := Compile(definition)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := plan.Encode(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for b.Loop() {
		if _, err := Evaluate(`requester.department in ["Engineering", "Product"]`, Facts{}); err != nil {
			b.Fatal(err)
		}
	}
}
