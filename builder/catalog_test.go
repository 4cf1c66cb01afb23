package builder_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestTheCatalogDescribesEveryKindInWords(t *testing.T) {
	if got := len(builder.Catalog()); got != len(builder.Kinds()) {
		t.Fatalf("%d kinds are described, and there are %d", got, len(builder.Kinds()))
	}
	for i, info := range builder.Catalog() {
		if info.Kind != builder.Kinds()[i] || info.Title == "" || !strings.HasSuffix(info.Sentence, ".") {
			t.Errorf("the kind %q is not described: %+v", info.Kind, info)
		}
		describes(t, string(info.Kind), info.Fields)
	}
	if _, err := json.Marshal(builder.Catalog()); err != nil {
		t.Error(err)
	}
}

func describes(t *testing.T, at string, fields []builder.Field) {
	t.Helper()
	for _, field := range fields {
		place := at + "." + field.Name
		if field.Name == "" || field.Label == "" || field.Type == "" || !strings.HasSuffix(field.Help, ".") {
			t.Errorf("%s is not described: %+v", place, field)
		}
		if (field.Type == builder.FieldChoice) != (len(field.Choices) > 0) || (field.Type == builder.FieldExpression) != (len(field.Reads) > 0) {
			t.Errorf("%s lacks its choices or what it reads", place)
		}
		if (field.Type == builder.FieldObject || field.Type == builder.FieldObjects) != (len(field.Fields) > 0) {
			t.Errorf("%s lacks its fields", place)
		}
		describes(t, place, field.Fields)
	}
}

// The documents have every field of every kind, so that each is read from what the
// catalogue calls it, and losing one changes a recorded plan.
func TestTheDocumentsHaveEveryFieldOfTheCatalog(t *testing.T) {
	used := map[string]bool{}
	for _, def := range documents(t) {
		for _, node := range def.Nodes {
			uses(string(node.Kind), node.Config, used)
		}
	}
	var missing func(at string, fields []builder.Field)
	missing = func(at string, fields []builder.Field) {
		for _, field := range fields {
			if !used[shared(at+"."+field.Name)] {
				t.Errorf("no document has %s.%s", at, field.Name)
			}
			missing(at+"."+field.Name, field.Fields)
		}
	}
	for _, info := range builder.Catalog() {
		missing(string(info.Kind), info.Fields)
	}
}

// shared is the place of a field by the description that kinds share.
func shared(place string) string {
	return strings.NewReplacer("questions.questions.", "request.questions.", "questions.remind.", "approval.remind.").Replace(place)
}

func uses(at string, plain any, used map[string]bool) {
	switch plain := plain.(type) {
	case map[string]any:
		for name, member := range plain {
			used[shared(at+"."+name)] = true
			uses(at+"."+name, member, used)
		}
	case []any:
		for _, item := range plain {
			uses(at, item, used)
		}
	}
}

func TestTheCatalogsPortsAreThoseOfThePlan(t *testing.T) {
	seen := map[builder.Kind]bool{}
	for name, def := range documents(t) {
		plan, err := builder.Compile(def)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range plan.Steps {
			seen[step.Kind] = true
			var planned []string
			for _, exit := range step.Next {
				planned = append(planned, exit.Port)
			}
			if named := portsOf(t, step); strings.Join(named, " ") != strings.Join(planned, " ") {
				t.Errorf("%s of %s has %v, and its kind %v", step.ID, name, planned, named)
			}
		}
	}
	if len(seen) != len(builder.Kinds()) {
		t.Errorf("only the kinds %v are there", seen)
	}
}

// portsOf are the ports that the catalogue promises a step.
func portsOf(t *testing.T, step builder.Step) []string {
	t.Helper()
	info := builder.Catalog()[slices.Index(builder.Kinds(), step.Kind)]
	var named []string
	if info.PortsFrom != "" {
		for _, branch := range step.Condition.Branches {
			named = append(named, branch.Port)
		}
	}
	for _, port := range info.Ports {
		if port.With == "" || port.With == "when" && step.Wait.When != "" {
			named = append(named, port.Name)
		}
	}
	return named
}
