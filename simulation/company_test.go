package simulation

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

var monday = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)

const jira = "jira/user"

// asking is a plan that asks the manager for a day and then gives for at most ten days.
func asking() builder.Plan {
	return builder.Plan{Format: builder.PlanFormat, Automation: "jira", Title: "Jira", Steps: []builder.Step{
		{
			ID: "ask", Kind: builder.KindRequest, Next: []builder.Exit{{Port: builder.PortNext, To: "manager"}},
			Request: &builder.RequestStep{Entitlements: []string{jira}, Duration: builder.Durations{Default: hours(1), Max: hours(240)}},
		},
		{
			ID: "manager", Kind: builder.KindApproval, Title: "Manager",
			Approval: &builder.ApprovalStep{Approvers: []builder.ApproverRule{{Manager: "requester"}}, Quorum: 1, Timeout: hours(24)},
			Next:     []builder.Exit{{Port: builder.PortApproved, To: "give"}, {Port: builder.PortDenied, To: "no"}, {Port: builder.PortTimedOut, To: "no"}},
		},
		{
			ID: "give", Kind: builder.KindGrant, Title: "Give", Grant: &builder.GrantStep{GiveUp: hours(4)},
			Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortFailed, To: "done"}},
		},
		{ID: "done", Kind: builder.KindEnd, End: &builder.EndStep{Outcome: builder.OutcomeDone}},
		{ID: "no", Kind: builder.KindEnd, End: &builder.EndStep{Outcome: builder.OutcomeDenied}},
	}}
}

func hours(n int) builder.Duration { return builder.Duration(time.Duration(n) * time.Hour) }

// office is Ada and Sam, who work for Mara, and a Jira.
func office() Setup {
	return Setup{
		Start: monday, Plans: []builder.Plan{asking()},
		Company: Company{
			People: []access.Person{{Login: "ada", ManagerID: "mara"}, {Login: "sam", ManagerID: "mara"}, {Login: "mara"}},
			Entitlements: []access.Entitlement{{
				ID: jira, MaxDuration: 30 * 24 * time.Hour, Target: access.Target{Connector: "okta", Resource: "group/jira"},
			}},
		},
	}
}

func at(after time.Duration, does Act) Input { return Input{At: monday.Add(after), Do: does} }

func wants(request, who string, long time.Duration) Submit {
	return Submit{Request: request, Entitlements: []string{jira}, Requester: who, Ask: access.Ask{Duration: long}}
}

func agrees(request string) Decide {
	return Decide{Request: request, Person: "mara", Verdict: access.Approve}
}

// ran fails the test where the simulation or Curfew broke.
func ran(t *testing.T, setup Setup, inputs ...Input) Report {
	t.Helper()
	report, err := Run(t.Context(), setup, inputs)
	if err != nil || len(report.Broken) > 0 {
		t.Fatalf("%v, broken: %v", err, report.Broken)
	}
	return report
}

// stretch fails the test unless somebody held it in exactly one stretch, of these bounds.
func stretch(t *testing.T, report Report, from, until time.Duration) {
	t.Helper()
	if len(report.Held) != 1 || !report.Held[0].From.Equal(monday.Add(from)) || !report.Held[0].Until.Equal(monday.Add(until)) {
		t.Errorf("held %+v, expected from %s until %s", report.Held, monday.Add(from), monday.Add(until))
	}
}
