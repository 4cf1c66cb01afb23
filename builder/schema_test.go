package builder_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/builder/buildertest"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	source, err := builder.Schema()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// instance is a JSON document as the schema sees it.
func instance(t *testing.T, source []byte) any {
	t.Helper()
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return plain
}

func TestTheSchemaIsWrittenDown(t *testing.T) {
	source, err := builder.Schema()
	if err != nil {
		t.Fatal(err)
	}
	recorded(t, "../docs/curfew.schema.json", source)
}

func TestTheSchemaAcceptsGoodDocuments(t *testing.T) {
	schema := compiledSchema(t)
	for name, def := range documents(t) {
		encoded, err := builder.EncodeJSON(def)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(instance(t, encoded)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		def, _ := buildertest.Automation(rt)
		encoded, err := builder.EncodeJSON(def)
		if err != nil {
			rt.Fatal(err)
		}
		if err := schema.Validate(instance(t, encoded)); err != nil {
			rt.Fatalf("%v\n%s", err, encoded)
		}
	})
}

// An editor that goes by the schema never calls wrong what could be published.
func TestWhateverTheSchemaRefusesIsRefused(t *testing.T) {
	schema := compiledSchema(t)
	refused, all := 0, judgedDamages(t)
	for _, d := range all {
		if !json.Valid(d.source) {
			continue
		}
		err := schema.Validate(instance(t, d.source))
		if err == nil {
			continue
		}
		refused++
		if !builder.HasErrors(d.problems()) {
			t.Errorf("%s is refused by the schema only: %v", d.name, err)
		}
	}
	t.Logf("the schema refuses %d of %d", refused, len(all))
	if refused < len(all)/3 {
		t.Errorf("the schema refuses only %d of %d", refused, len(all))
	}
}

func TestTheSchemaRefuses(t *testing.T) {
	schema := compiledSchema(t)
	plain := treeOf(t, documents(t)["production-on-call"])
	for _, wrong := range []struct {
		name  string
		where place
		value any
	}{
		{"version", place{"version"}, 1},
		{"name", place{"name"}, "Orders DB"},
		{"title", place{"title"}, ""},
		{"no nodes", place{"nodes"}, []any{}},
		{"unknown field", place{"titel"}, "x"},
		{"unknown field of a step", place{"nodes", 0, "titel"}, "x"},
		{"unknown field of a config", place{"nodes", 0, "config", "titel"}, "x"},
		{"kind", place{"nodes", 0, "kind"}, "aproval"},
		{"id", place{"nodes", 0, "id"}, "Ask"},
		{"missing field", place{"nodes", 0, "config", "duration"}, nil},
		{"missing config", place{"nodes", 0, "config"}, nil},
		{"duration", place{"nodes", 0, "config", "duration", "max"}, "tomorrow"},
		{"empty duration", place{"nodes", 0, "config", "duration", "max"}, ""},
		{"duration backwards", place{"nodes", 0, "config", "duration", "max"}, "4m2h"},
		{"question type", place{"nodes", 0, "config", "questions", 0, "type"}, "essay"},
		{"two kinds of wait", place{"nodes", 4, "config", "for"}, "2h"},
		{"rule of nobody", place{"nodes", 6, "config", "approvers"}, []any{map[string]any{}}},
		{"rule of two", place{"nodes", 6, "config", "approvers"}, []any{map[string]any{"group": "a", "person": "b"}}},
		{"level of a group", place{"nodes", 6, "config", "approvers"}, []any{map[string]any{"group": "a", "level": 2}}},
		{"hook among approvers", place{"nodes", 6, "config", "approvers"}, []any{map[string]any{"hook": "a"}}},
		{"quorum of nobody", place{"nodes", 6, "config", "quorum"}, 0},
		{"share", place{"nodes", 9, "config", "extend", "by"}, "101%"},
		{"edge", place{"edges", 0, "from"}, "a.b.c"},
		{"edge without a target", place{"edges", 0, "to"}, nil},
		{"clock", place{"calendars", "office", "open", 0, "from"}, "25:00"},
		{"weekday", place{"calendars", "office", "open", 0, "days", 0}, "XX"},
		{"date", place{"calendars", "office", "holidays", 0}, "2027-02-30"},
		{"position", place{"layout"}, map[string]any{"ask": map[string]any{"x": "left"}}},
	} {
		if err := schema.Validate(instance(t, plain.broken(t, wrong.name, wrong.where, wrong.value).source)); err == nil {
			t.Errorf("%s is accepted", wrong.name)
		}
	}
}
