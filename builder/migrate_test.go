package builder_test

import (
	"reflect"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestADocumentOfVersion1BecomesOneOfVersion2(t *testing.T) {
	for windows, want := range map[string]any{
		"true":             map[string]any{"absolute": true},
		"false":            nil,
		"null":             nil,
		"yes please":       "yes please", // as wrong as it was
		"{absolute: true}": map[string]any{"absolute": true},
	} {
		def, problems := builder.ParseYAML([]byte("version: 1\nnodes:\n - {id: a, kind: request, config: {reason: required, windows: " + windows + "}}\n - {id: b, kind: end, config: {windows: true}}\n"))
		if len(problems) > 0 || def.Version != 2 {
			t.Fatalf("%s: version %d, %+v", windows, def.Version, problems)
		}
		if got := def.Nodes[0].Config["windows"]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s became %v, not %v", windows, got, want)
		}
		if def.Nodes[0].Config["reason"] != "required" || def.Nodes[1].Config["windows"] != true {
			t.Errorf("%s changed something else: %+v", windows, def.Nodes)
		}
	}
}

func TestWhatIsWrongInADocumentOfVersion1KeepsItsPlace(t *testing.T) {
	_, problems := builder.ParseYAML([]byte("version: 1\nnodes:\n - {id: a, kind: request, config: {windows: true, windows: false}}\n"))
	if len(problems) != 1 || problems[0].Code != builder.CodeRepeatedField || problems[0].Line != 3 {
		t.Fatalf("got %+v", problems)
	}
}

func TestOtherVersionsAreLeftAsTheyAre(t *testing.T) {
	for source, want := range map[string]int{"{}": 0, "version: 0": 0, "version: 3": 3, "version: -1": -1, "version: 2": 2} {
		def, problems := builder.ParseYAML([]byte(source + "\n"))
		if len(problems) > 0 || def.Version != want {
			t.Errorf("%s has version %d (%+v)", source, def.Version, problems)
		}
	}
}
