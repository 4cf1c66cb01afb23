package policy

import (
	"testing"
	"time"
)

func TestDurationsAsTheCasesWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"PT8H": 8 * time.Hour, "P14D": 14 * 24 * time.Hour, "PT60M": time.Hour, "P1DT2H3M4S": 26*time.Hour + 3*time.Minute + 4*time.Second} {
		if got, err := length(text); err != nil || got != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	if _, err := length("8 hours"); err == nil {
		t.Error("8 hours is no ISO 8601 duration")
	}
}

// Every case can be played as soon as somebody draws its automation.
func TestEveryCaseHasAPlot(t *testing.T) {
	t.Parallel()
	cases, company, err := Load(casesDirectory)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		plot := plots()[c.Number]
		if len(plot.things) == 0 {
			t.Errorf("%s has no plot", c.ID)
		}
		for _, scenario := range c.Scenarios {
			for _, access := range scenario.Expected.Access {
				if target := plot.named(access.Target).target; target != access.Target && target != plainTarget(access.Target) {
					t.Errorf("%s: nothing is %s", scenario.ID, access.Target)
				}
			}
			for _, input := range scenario.Inputs {
				p := &play{c: c, plot: plot, scenario: scenario, submitters: map[string]string{}, attempts: map[int]string{}}
				p.hire(company)
				if input.Detail["stage"] != nil || input.Do == "approve_extension" || input.Do == "review" {
					continue // needs the automation, or a request before
				}
				if err := p.translate(0, input); err != nil {
					t.Errorf("%s: %s: %v", scenario.ID, input.Do, err)
				}
			}
		}
	}
}
