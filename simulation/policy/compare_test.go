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
		Asked:       []Asked{{Who: "mara", Stage: 1.0, At: at, Answer: "approve", AnsweredAt: at, Request: "R1"}},
		Access:      []Access{{Who: "ada", Target: "okta_group:jira", Began: at, Ended: end, Elapsed: 3600, EndReason: "expiry", Request: "R1"}},
		Notified:    []Notified{{At: at, To: "ada", About: "access_started", Via: "email", End: end}, {At: at, To: "#jira", About: "auto_approved", Via: "slack"}},
		RequestEnds: map[string]time.Time{"R1": end},
	}}
	report := simulation.Report{
		Requests: map[string]access.Request{"R1": {ID: "R1", State: access.RequestCompleted}},
		Asked:    []simulation.Asked{{Request: "R1", Approval: "R1.m", Step: "m", Person: "mara", At: at, Verdict: access.Approve, AnsweredAt: at}},
		Held:     []simulation.Held{{Person: "ada", Connector: "okta_group", Resource: "jira", From: at, Until: end}},
		Leases: []access.Lease{{
			RequestID: "R1", PersonID: "ada", Key: access.Key{Connector: "okta_group", Resource: "jira"},
			OpenedAt: at, EndedAt: end, ConfirmedAt: end, EndReason: access.Expiry,
		}},
		Messages: []simulation.Message{{At: at, To: "ada", About: "access_started", Text: "It is open until Mon 1 Mar 2027, 10:00:00 UTC."}},
		Hooks:    []simulation.Posted{{At: at, Hook: "jira", Type: "auto_approved/tell"}},
	}
	return scenario, report, &play{requests: []string{"R1"}}
}

func TestEveryDifferenceIsFound(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Scenario, *simulation.Report){
		"a workflow that broke":       func(_ *Scenario, r *simulation.Report) { r.Broken = map[string]string{"request/R1": "panic"} },
		"another end":                 func(s *Scenario, _ *simulation.Report) { s.Expected.FinalStatus = "returned" },
		"a request that does not end": func(_ *Scenario, r *simulation.Report) { r.Requests["R1"] = access.Request{State: access.RequestOpen} },
		"somebody else asked":         func(_ *Scenario, r *simulation.Report) { r.Asked[0].Person = "olaf" },
		"asked a second early":        func(_ *Scenario, r *simulation.Report) { r.Asked[0].At = r.Asked[0].At.Add(-time.Second) },
		"answered at another time":    func(_ *Scenario, r *simulation.Report) { r.Asked[0].AnsweredAt = r.Asked[0].At.Add(time.Minute) },
		"asked in another request":    func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].Request = "R2" },
		"asked about something else":  func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].Item = "github" },
		"asked by another rule":       func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].Rule = 2.0 },
		"another stage":               func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].Stage = 2.0 },
		"one more asked":              func(s *Scenario, _ *simulation.Report) { s.Expected.Asked = nil },
		"not for somebody away":       func(s *Scenario, _ *simulation.Report) { s.Expected.Asked[0].OnBehalfOf = "olaf" },
		"held a second early":         func(_ *Scenario, r *simulation.Report) { r.Held[0].From = r.Held[0].From.Add(-time.Second) },
		"gone a second early":         func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = r.Held[0].Until.Add(-time.Second) },
		"gone too late":               func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = r.Held[0].Until.Add(61 * time.Second) },
		"still held":                  func(_ *Scenario, r *simulation.Report) { r.Held[0].Until = time.Time{} },
		"held by somebody else":       func(_ *Scenario, r *simulation.Report) { r.Held[0].Person = "sam" },
		"something else held":         func(_ *Scenario, r *simulation.Report) { r.Held[0].Resource = "wiki" },
		"something more held":         func(_ *Scenario, r *simulation.Report) { r.Held = append(r.Held, r.Held[0]) },
		"held for less time":          func(s *Scenario, _ *simulation.Report) { s.Expected.Access[0].Elapsed = 7200 },
		"held by another request":     func(_ *Scenario, r *simulation.Report) { r.Leases[0].RequestID = "R2" },
		"held by two requests":        func(s *Scenario, _ *simulation.Report) { s.Expected.Access[0].Requests = []string{"R1", "R2"} },
		"ended for another reason":    func(_ *Scenario, r *simulation.Report) { r.Leases[0].EndReason = access.Revoked },
		"ended by nobody's lease":     func(_ *Scenario, r *simulation.Report) { r.Leases[0].PersonID = "sam" },
		"became nothing else":         func(s *Scenario, _ *simulation.Report) { s.Expected.Access[0].EndReason = "tier_change" },
		"over at another time":        func(s *Scenario, r *simulation.Report) { s.Expected.RequestEnds["R1"] = r.Held[0].From },
		"nobody told":                 func(_ *Scenario, r *simulation.Report) { r.Messages = nil },
		"told early":                  func(_ *Scenario, r *simulation.Report) { r.Messages[0].At = r.Messages[0].At.Add(-time.Second) },
		"somebody else told":          func(_ *Scenario, r *simulation.Report) { r.Messages[0].To = "sam" },
		"told of another end": func(_ *Scenario, r *simulation.Report) {
			r.Messages[0].Text = "It is open until Mon 1 Mar 2027, 11:00:00 UTC."
		},
		"told in other words":         func(s *Scenario, _ *simulation.Report) { s.Expected.Notified[0].Includes = "ends 17:00" },
		"told in words nobody knows":  func(s *Scenario, _ *simulation.Report) { s.Expected.Notified[0].Includes = "is open" },
		"told to do something else":   func(s *Scenario, _ *simulation.Report) { s.Expected.Notified[0].Kind = "revoke" },
		"told by pigeon":              func(s *Scenario, _ *simulation.Report) { s.Expected.Notified[0].Via = "pigeon" },
		"told in another channel":     func(_ *Scenario, r *simulation.Report) { r.Hooks[0].Hook = "wiki" },
		"told by a step of its own":   func(_ *Scenario, r *simulation.Report) { r.Messages[0].About = "notify" },
		"a review that nobody did":    func(s *Scenario, _ *simulation.Report) { s.Expected.Review = &Review{By: "mara"} },
		"no word of the next opening": func(s *Scenario, r *simulation.Report) { s.Expected.NextOpening = r.Held[0].From },
		"a sentence nothing holds":    func(s *Scenario, _ *simulation.Report) { s.Expected.Checks = []string{"All is well."} },
		"another scenario's sentence": func(s *Scenario, _ *simulation.Report) { s.Expected.Checks = []string{"ruth.adler is not asked."} },
		"a reason nothing holds":      func(s *Scenario, _ *simulation.Report) { s.Expected.Reason = "just so" },
		"a sentence that is not true": func(s *Scenario, _ *simulation.Report) {
			s.ID, s.Expected.Checks = "PC-02-D", []string{"tom.weber never receives a task."}
		},
		"a refusal without a request":  func(_ *Scenario, r *simulation.Report) { delete(r.Requests, "R1") },
		"what has no place of its own": func(s *Scenario, _ *simulation.Report) { s.Expected.Access[0].Target = "okta_group:jira[tier=Pro]" },
	} {
		scenario, report, play := happened()
		if name == "a sentence that is not true" {
			report.Messages = append(report.Messages, simulation.Message{At: report.Messages[0].At, To: "tom.weber", About: "approval_needed"})
		}
		change(&scenario, &report)
		if len((Result{Report: report, play: play}).compare(scenario)) == 0 {
			t.Errorf("%s: no difference was found", name)
		}
	}
	scenario, report, play := happened()
	if found := (Result{Report: report, play: play}).compare(scenario); len(found) > 0 {
		t.Errorf("everything is as expected: %v", found)
	}
}
