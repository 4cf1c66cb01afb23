package buildertest_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/builder/buildertest"
)

// What is never drawn is never shown to work.
func TestEveryFieldOfEveryKindIsDrawn(t *testing.T) {
	drawn := map[string]bool{}
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			def, _ := buildertest.Automation(t)
			for _, node := range def.Nodes {
				drawn[string(node.Kind)] = true
				note(string(node.Kind), node.Config, drawn)
			}
		})
	}
	for _, info := range builder.Catalog() {
		if !drawn[string(info.Kind)] {
			t.Errorf("no %s is drawn", info.Kind)
		}
		missing(t, string(info.Kind), info.Fields, drawn)
	}
}

func note(at string, plain any, drawn map[string]bool) {
	switch plain := plain.(type) {
	case map[string]any:
		for name, member := range plain {
			drawn[at+"."+name] = true
			note(at+"."+name, member, drawn)
		}
	case []any:
		for _, item := range plain {
			note(at, item, drawn)
		}
	}
}

func missing(t *testing.T, at string, fields []builder.Field, drawn map[string]bool) {
	t.Helper()
	for _, field := range fields {
		if !drawn[at+"."+field.Name] {
			t.Errorf("%s.%s is never drawn", at, field.Name)
		}
		missing(t, at+"."+field.Name, field.Fields, drawn)
	}
}
