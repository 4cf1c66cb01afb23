package policy

import (
	"testing"
)

const (
	casesDirectory       = "../testdata/policies"
	automationsDirectory = "../../builder/testdata/policies"
)

// Every case that has automations is played, scenario by scenario.
func TestThePoliciesOfRealCompanies(t *testing.T) {
	cases, company, err := Load(casesDirectory)
	if err != nil || len(cases) != 24 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		automations, err := Automations(automationsDirectory, c.Number)
		if err != nil {
			t.Error(err)
		}
		if len(automations) == 0 {
			continue
		}
		for _, scenario := range c.Scenarios {
			t.Run(scenario.ID, func(t *testing.T) {
				t.Parallel()
				result := Play(t.Context(), c, scenario, company, automations)
				if result.Err != nil || len(result.Differences) > 0 {
					t.Error(result.Story())
				}
				t.Logf("%s took %s, %d steps", scenario.ID, result.Took, result.Report.Steps)
			})
		}
	}
}
