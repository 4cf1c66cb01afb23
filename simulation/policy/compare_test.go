package policy

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// happened is a scenario in which everything went as expected.
func happened() (Scenario, simulation.Report, *play) {
	at := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	end := at.Add(time.Hour)
	scenario := Scenario{ID: "X", Expected: Expected{
		FinalStatus: "completed",
		Asked:       []Asked{{Who: "mara", Stage: 1.0, At: at, Answer: "approve", AnsweredAt: at}},
		Access:      []Access{{Who: "ada", Target: "okta_group:jira", Began: at, Ended: end, EndReason: "expiry"}},
		Notified:    []Notified{{At: at, To: "ada", About: "access_started"}},
		RequestEnds: map[string]time.Time{"R1": end},
	}}
	report := simulation.Report{
		Requests: map[string]access.Request{"R1": {ID: "R1", State: access.RequestCompleted}},
		Asked:    []simulation.Asked{{Request: "R1", Approval: "R1.m", Step: "m", Person: "mara", At: at, Verdict: access.Approve, AnsweredAt: at}},
		Held:     []simulation.Held{{Person: "ada", Connector: "okta_group", Resource: "jira", From: at, Until: end}},
		Leases: []access.Lease{{
			RequestID: "R1", Key: access.Key{Connector: "okta_group", Resource: "jira"}, OpenedAt: at, EndedAt: end, ConfirmedAt: end, EndReason: access.Expiry,
		}},
		Messages: []simulation.Message{{At: at, To: "ada", About: "access_started"}},
	}
	return scenario, report, &play{requests: []string{"R1"}}
}

func TestEveryDifferenceIsFound(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Scenario, *simulation.Report){
		"a workflow that broke":        func(_ *Scenario, r *simulation.Report) { r.Broken = map[string]string{"request/R1": "panic"} },
		"another end":                  func(s *Scenario, _ *simulation.Report) { s.Expected.FinalStatus = "returned" },
		"a request that does not end":  func(_ *Scenario, r *simulation.Report) { r.Requests["R1"] = access.Request{State: access.RequestOpen} },
		"somebody else asked":          func(_ *Scenario, r *simulation.Report) { r.Asked[0].Person = "olaf" },
		"asked a second early":         func(_ *Scenario, r *simulation.Report) { r.Asked[0].At = r.Asked[0].At.Add(-time.Second) },
		"answered at another time":     func(_ *Scenario, r *simulation.Report) { r.Asked[0].AnsweredAt = r.Asked[0].At.Add(time.Minute) },
		"another stage":                func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].Stage = 2.0 },
		"one more asked":               func(s *Scenario, _ *simulation.Report) { s.Expected.Asked = nil },
		"not for somebody away":        func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].OnBehalfOf = "olaf" },
		"held a second early":          func(_ *Scenario, r *simulation.Report) { r.Held[0].From = r.Held[0].From.Add(-time.Second) },
		"gone a second early":          func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = r.Held[0].Until.Add(-time.Second) },
		"gone too late":                func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = r.Held[0].Until.Add(61 * time.Second) },
		"still held":                   func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = time.Time{} },
		"held by somebody else":        func(_ *Scenario, r *simulation.Report) { r.Held[0].Person = "sam" },
		"something else held":          func(_ *Scenario, r *simulation.Report) { r.Held[0].Resource = "wiki" },
		"something more held":          func(_ *Scenario, r *simulation.Report) { r.Held = append(r.Held, r.Held[0]) },
		"ended for another reason":     func(_ *Scenario, r *simulation.Report) { r.Leases[0].EndReason = access.Revoked },
		"over at another time":         func(s *Scenario, r *simulation.Report) { s.Expected.RequestEnds["R1"] = r.Held[0].From },
		"nobody told":                  func(_ *Scenario, r *simulation.Report) { r.Messages = nil },
		"told early":                   func(_ *Scenario, r *simulation.Report) { r.Messages[0].At = r.Messages[0].At.Add(-time.Second) },
		"somebody else told":           func(_ *Scenario, r *simulation.Report) { r.Messages[0].To = "sam" },
		"a review that nobody did":     func(s *Scenario, _ *simulation.Report) { s.Expected.Review = &Review{By: "mara"} },
		"a check that does not hold":   func(s *Scenario, _ *simulation.Report) { s.ID = "PC-38-D" },
		"a refusal without a request":  func(_ *Scenario, r *simulation.Report) { delete(r.Requests, "R1") },
		"what has no place of its own": func(s *Scenario, _ *simulation.Report) { s.Expected.Access[0].Target = "okta_group:jira[tier=Pro]" },
	} {
		scenario, report, play := happened()
		change(&scenario, &report)
		d := &difference{scenario: scenario, report: report, play: play}
		if len(d.find()) == 0 {
			t.Errorf("%s: no difference was found", name)
		}
	}
	scenario, report, play := happened()
	d := &difference{scenario: scenario, report: report, play: play}
	if found := d.find(); len(found) > 0 {
		t.Errorf("everything is as expected: %v", found)
	}
}

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
