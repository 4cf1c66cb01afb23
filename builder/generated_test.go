package builder_test

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/builder/buildertest"
)

// generatedDocuments is how many automations each property below is shown of.
const generatedDocuments = 500

// each shows a property of so many drawn automations, whatever the flags of the run.
func each(t *testing.T, property func(t *rapid.T, def builder.Definition, world builder.World)) {
	t.Helper()
	drawn := 0
	for drawn < generatedDocuments {
		rapid.Check(t, func(t *rapid.T) {
			drawn++
			def, world := buildertest.Automation(t)
			property(t, def, world)
		})
		if t.Failed() {
			return
		}
	}
}

func TestWhateverIsDrawnByTheRulesIsProvedAndCompiles(t *testing.T) {
	kinds := map[builder.Kind]int{}
	each(t, func(t *rapid.T, def builder.Definition, world builder.World) {
		for _, problem := range builder.Check(def, world) {
			if problem.Severity == builder.Error || problem.Code == builder.CodeUnchecked {
				t.Fatalf("%+v", problem)
			}
		}
		plan, err := builder.Compile(def)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := plan.Encode()
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := builder.DecodePlan(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := decoded.Encode(); !bytes.Equal(again, encoded) || !reflect.DeepEqual(decoded, plan) {
			t.Fatalf("the plan changes when it is read:\n%s\n%s", encoded, again)
		}
		for _, step := range plan.Steps {
			kinds[step.Kind]++
		}
	})
	for _, kind := range builder.Kinds() {
		if kinds[kind] < 30 {
			t.Errorf("only %d steps were %s", kinds[kind], kind)
		}
	}
}

func TestWhateverIsDrawnSurvivesWritingAndReading(t *testing.T) {
	each(t, func(t *rapid.T, def builder.Definition, _ builder.World) {
		want := compiled(t, def)
		for format, codec := range codecs {
			encoded, err := codec.encode(def)
			if err != nil {
				t.Fatal(err)
			}
			again, problems := codec.parse(encoded)
			if len(problems) > 0 || !reflect.DeepEqual(again, def) {
				t.Fatalf("%s lost something: %+v\n%s", format, problems, encoded)
			}
			if got := compiled(t, again); !bytes.Equal(got, want) {
				t.Fatalf("from %s it compiles to\n%s\nand not to\n%s", format, got, want)
			}
		}
	})
}

func TestOrderAndLayoutNeverChangeThePlan(t *testing.T) {
	each(t, func(t *rapid.T, def builder.Definition, _ builder.World) {
		want := compiled(t, def)
		def.Nodes = rapid.Permutation(def.Nodes).Draw(t, "nodes")
		def.Edges = rapid.Permutation(def.Edges).Draw(t, "edges")
		def.Description = rapid.String().Draw(t, "description")
		def.Layout = map[string]builder.Position{"n0": {X: rapid.Float64().Draw(t, "x")}}
		if got := compiled(t, def); !bytes.Equal(got, want) {
			t.Fatalf("it compiles to\n%s\nand not to\n%s", got, want)
		}
	})
}

// codecs are the forms in which a definition is kept.
var codecs = map[string]struct {
	encode func(builder.Definition) ([]byte, error)
	parse  func([]byte) (builder.Definition, []builder.Problem)
}{"YAML": {builder.EncodeYAML, builder.ParseYAML}, "JSON": {builder.EncodeJSON, builder.ParseJSON}}

func compiled(t *rapid.T, def builder.Definition) []byte {
	plan, err := builder.Compile(def)
	if err != nil {
		t.Fatalf("it does not compile: %v", err)
	}
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}
