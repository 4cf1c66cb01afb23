package builder_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestCheckAnswersRefuses(t *testing.T) {
	plan := examplePlan(t)
	for _, test := range []struct {
		name    string
		answers map[string]any
		fields  []string
	}{
		{"nothing", nil, []string{"answers.ticket"}},
		{"blank", map[string]any{"ticket": "  "}, []string{"answers.ticket"}},
		{"pattern", map[string]any{"ticket": "SF 12"}, []string{"answers.ticket"}},
		{"pattern of a part", map[string]any{"ticket": "xSF-12"}, []string{"answers.ticket"}},
		{"pattern and a line", map[string]any{"ticket": "SF-12\n"}, []string{"answers.ticket"}},
		{"type of a text", map[string]any{"ticket": 12.0}, []string{"answers.ticket"}},
		{"type of a choice", map[string]any{"ticket": "SF-1", "purpose": true}, []string{"answers.purpose"}},
		{"no such choice", map[string]any{"ticket": "SF-1", "purpose": "fun"}, []string{"answers.purpose"}},
		{"type of a number", map[string]any{"ticket": "SF-1", "records": "many"}, []string{"answers.records"}},
		{"no number", map[string]any{"ticket": "SF-1", "records": math.NaN()}, []string{"answers.records"}},
		{"type of a yes or no", map[string]any{"ticket": "SF-1", "production": "yes"}, []string{"answers.production"}},
		{"type of a long text", map[string]any{"ticket": "SF-1", "details": []any{"a"}}, []string{"answers.details"}},
		{"too long", map[string]any{"ticket": "SF-1", "details": strings.Repeat("é", 10_001)}, []string{"answers.details"}},
		{"too long for one line", map[string]any{"ticket": "SF-" + strings.Repeat("1", 500)}, []string{"answers.ticket"}},
		{"nobody asked", map[string]any{"ticket": "SF-1", "b": "x", "a": nil}, []string{"answers.a", "answers.b"}},
		{"all at once", map[string]any{"purpose": "fun", "records": "x", "z": 1.0}, []string{"answers.ticket", "answers.purpose", "answers.records", "answers.z"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var fields []string
			for _, refusal := range refusalsOf(plan.CheckAnswers(test.answers, adaAsks(), nil)) {
				fields = append(fields, refusal.Field)
				if refusal.Code != access.CodeInvalid || !strings.HasSuffix(refusal.Message, ".") {
					t.Errorf("refusal is %+v", refusal)
				}
			}
			if !reflect.DeepEqual(fields, test.fields) {
				t.Fatalf("refused are %v, not %v", fields, test.fields)
			}
		})
	}
}

func TestCheckAnswersAccepts(t *testing.T) {
	for _, answers := range []map[string]any{
		{"ticket": "SF-12"},
		{"ticket": "SF-12", "purpose": "sales", "records": 0.0, "production": false, "details": "a\nb"},
		{"ticket": "SF-12", "purpose": "", "records": nil, "details": " "},
	} {
		if refusals := refusalsOf(examplePlan(t).CheckAnswers(answers, adaAsks(), nil)); len(refusals) > 0 {
			t.Errorf("%v was refused: %+v", answers, refusals)
		}
	}
}

func refusalsOf(_ map[string]any, refusals []*access.Refusal) []*access.Refusal { return refusals }
