package builder_test

import (
	"encoding/json"
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

// The example has every field of every kind, so that each is read from what the
// catalogue calls it, and losing one changes the recorded plan.
func TestTheExampleHasEveryFieldOfTheCatalog(t *testing.T) {
	used := map[string]bool{}
	for _, node := range example(t).Nodes {
		uses(string(node.Kind), node.Config, used)
	}
	var missing func(at string, fields []builder.Field)
	missing = func(at string, fields []builder.Field) {
		for _, field := range fields {
			if !used[at+"."+field.Name] {
				t.Errorf("the example has no %s.%s", at, field.Name)
			}
			missing(at+"."+field.Name, field.Fields)
		}
	}
	for _, info := range builder.Catalog() {
		missing(string(info.Kind), info.Fields)
	}
}

func uses(at string, plain any, used map[string]bool) {
	switch plain := plain.(type) {
	case map[string]any:
		for name, member := range plain {
			used[at+"."+name] = true
			uses(at+"."+name, member, used)
		}
	case []any:
		for _, item := range plain {
			uses(at, item, used)
		}
	}
}

func TestTheCatalogsPortsAreThoseOfThePlan(t *testing.T) {
	for _, info := range builder.Catalog() {
		for _, step := range examplePlan(t).Steps {
			if step.Kind != info.Kind {
				continue
			}
			var named []string
			if info.PortsFrom != "" {
				for _, branch := range step.Condition.Branches {
					named = append(named, branch.Port)
				}
			}
			for _, port := range info.Ports {
				named = append(named, port.Name)
			}
			var planned []string
			for _, exit := range step.Next {
				planned = append(planned, exit.Port)
			}
			if strings.Join(named, " ") != strings.Join(planned, " ") {
				t.Errorf("%s has %v, and its kind %v", step.ID, planned, named)
			}
		}
	}
}
