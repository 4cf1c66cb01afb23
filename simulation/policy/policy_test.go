package policy

import (
	"flag"
	"testing"
)

const (
	casesDirectory       = "../testdata/policies"
	automationsDirectory = "../../builder/testdata/policies"
)

// crowdScale divides crowds and what their systems allow in a minute: all twelve
// hundred take most of a minute each time, for what is written into the record.
var crowdScale = flag.Int("scale", 10, "play one part in so many of each crowd")

// Every case is played, scenario by scenario, and whatever it expects is compared:
// another value in the place of any is noticed.
func TestThePoliciesOfRealCompanies(t *testing.T) {
	cases, company, err := Load(casesDirectory)
	if err != nil || len(cases) != 24 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	bites := &bites{missed: map[string][]string{}}
	t.Run("scenario", func(t *testing.T) {
		for _, c := range cases {
			automations, err := Automations(automationsDirectory, c.Number)
			if err != nil || len(automations) == 0 {
				t.Fatalf("case %s has %d automations, %v", c.Number, len(automations), err)
			}
			for _, scenario := range c.Scenarios {
				t.Run(scenario.ID, func(t *testing.T) {
					t.Parallel()
					result := Play(t.Context(), c, scenario, company, automations, *crowdScale)
					if result.Err != nil || len(result.Differences) > 0 {
						t.Error(result.Story())
					}
					t.Logf("%s took %s, %d steps, crowds by 1/%d", scenario.ID, result.Took, result.Report.Steps, result.Scale)
					bites.try(result)
					trySentences(t, result)
				})
			}
		}
	})
	bites.tell(t)
}

// Every sentence of every scenario is held, or stands in a list with the reason.
func TestEverySentenceOfTheCasesIsHeldOrListed(t *testing.T) {
	t.Parallel()
	cases, _, err := Load(casesDirectory)
	if err != nil {
		t.Fatal(err)
	}
	there := map[sentence]bool{}
	for _, c := range cases {
		for _, scenario := range c.Scenarios {
			for _, said := range scenario.sentences() {
				there[said] = true
				lists := 0
				for _, in := range []bool{held()[said] != nil, later()[said] != ""} {
					if in {
						lists++
					}
				}
				if lists != 1 {
					t.Errorf("%s: %q is in %d lists, not in one", said.scenario, said.text, lists)
				}
			}
		}
	}
	gone := func(list string, said sentence) {
		if !there[said] {
			t.Errorf("%s: %q is in the list %s and in no case", said.scenario, said.text, list)
		}
	}
	for said := range held() {
		gone("held", said)
	}
	for said, why := range later() {
		gone("later", said)
		t.Logf("later: %s, %q: %s", said.scenario, said.text, why)
	}
}
