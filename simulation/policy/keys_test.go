package policy

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// told is everything that is played of a scenario, as text.
func told(c Case, scenario Scenario, company map[string]Person, automations []builder.Definition) string {
	p := &play{c: c, plot: plots()[c.Number], scenario: scenario, submitters: map[string]string{}}
	if err := p.prepare(company, automations); err != nil {
		return err.Error()
	}
	parts := []any{p.setup.Company}
	for _, input := range p.inputs {
		does := any(input.Do)
		if change, is := does.(simulation.ChangePerson); is {
			changed := access.Person{Login: change.Login}
			change.Change(&changed)
			does = changed
		}
		parts = append(parts, input.At, does)
	}
	text, err := json.Marshal(parts)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Leaving a detail out, or an input, makes something else happen; what does not is
// in a list that says why.
func TestEveryDetailOfAnInputIsRead(t *testing.T) {
	t.Parallel()
	cases, company, err := Load(casesDirectory)
	if err != nil {
		t.Fatal(err)
	}
	read, seen := map[string]bool{}, map[string]bool{}
	heard, done := map[string]bool{}, map[string]bool{}
	for _, c := range cases {
		automations, err := Automations(automationsDirectory, c.Number)
		if err != nil {
			t.Fatal(err)
		}
		for _, scenario := range c.Scenarios {
			whole := told(c, scenario, company, automations)
			for i, input := range scenario.Inputs {
				done[input.Do] = true
				less := scenario
				if less.Inputs = slices.Delete(slices.Clone(scenario.Inputs), i, i+1); len(less.Inputs) > 0 {
					heard[input.Do] = heard[input.Do] || told(c, less, company, automations) != whole
				}
				for name := range input.Detail {
					key := input.Do + " " + name
					seen[key] = true
					less := scenario
					less.Inputs = slices.Clone(scenario.Inputs)
					less.Inputs[i].Detail = maps.Clone(input.Detail)
					delete(less.Inputs[i].Detail, name)
					read[key] = read[key] || told(c, less, company, automations) != whole
				}
			}
		}
	}
	unread(t, seen, read, notRead())
	unread(t, done, heard, unheard())
}

func TestAKeyThatNobodyKnowsIsRefused(t *testing.T) {
	t.Parallel()
	for _, source := range []string{`{"mood": "good"}`, `{"asked": [{"mood": "good"}]}`, `{"review": {"mood": "good"}}`} {
		if err := json.Unmarshal([]byte(source), &Expected{}); err == nil {
			t.Errorf("%s was read", source)
		}
	}
}

// unread reports what is neither read nor in a list, and what is in the list and
// read, or in no case.
func unread(t *testing.T, all, read map[string]bool, list map[string]string) {
	t.Helper()
	for _, key := range sortedNames(all) {
		if read[key] == (list[key] != "") {
			t.Errorf("%s: read is %v, and the list says %q", key, read[key], list[key])
		}
	}
	for _, key := range sortedNames(list) {
		if !all[key] {
			t.Errorf("%s is in a list and in no case", key)
		}
	}
}
