package simulation

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestTakingAwayIsTriedForAsLongAsItTakes(t *testing.T) {
	t.Parallel()
	back := 3 * time.Hour // hundreds of attempts
	report := ran(
		t, office(), at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
		at(0, Fault{Kind: Unavailable, Connector: "okta", Do: "deprovision", Until: monday.Add(back)}),
	)
	if len(report.Held) != 1 || report.Held[0].Until.Before(monday.Add(back)) || report.Held[0].Until.After(monday.Add(back+15*time.Second)) {
		t.Errorf("held %+v", report.Held)
	}
	if report.Requests["r1"].State != access.RequestCompleted {
		t.Errorf("r1 is %s", report.Requests["r1"].State)
	}
}

func TestALimitedSystemIsLeftAloneUntilItSaid(t *testing.T) {
	t.Parallel()
	report := ran(
		t, office(), at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
		at(time.Hour, Fault{Kind: RateLimited, Connector: "okta", Until: monday.Add(time.Hour + 37*time.Second)}),
	)
	stretch(t, report, 0, time.Hour+37*time.Second)
	failed := slices.DeleteFunc(report.Calls, func(c Call) bool { return c.Error == "" })
	if len(failed) != 1 {
		t.Errorf("it was called %d times while it asked for patience", len(failed))
	}
}

func TestWhatASystemRefusesIsNotGiven(t *testing.T) {
	t.Parallel()
	for _, kind := range []FaultKind{Refusing, Gone} {
		report := ran(
			t, office(), at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
			at(0, Fault{Kind: kind, Connector: "okta", Resource: "group/jira", Do: "provision"}),
		)
		if len(report.Held) > 0 || report.Requests["r1"].State != access.RequestNotGranted {
			t.Errorf("%s: held %+v, r1 is %s", kind, report.Held, report.Requests["r1"].State)
		}
	}
}

func TestAFaultOfAnotherSystemIsNone(t *testing.T) {
	t.Parallel()
	report := ran(
		t, office(), at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
		at(0, Fault{Kind: Unavailable, Connector: "github"}), at(0, Fault{Kind: Unavailable, Connector: "okta", Resource: "group/other"}),
		at(0, Fault{Kind: Unavailable, Hook: "okta"}),
	)
	stretch(t, report, 0, time.Hour)
}

func TestNothingGetsThroughWhileThePlatformIsDown(t *testing.T) {
	t.Parallel()
	report := ran(
		t, office(), at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")),
		at(30*time.Minute, PlatformDown{Until: monday.Add(2 * time.Hour)}), at(40*time.Minute, GiveBack{"r1", "ada"}),
	)
	if len(report.Held) != 1 || report.Held[0].Until.Before(monday.Add(2*time.Hour)) || report.Held[0].Until.After(monday.Add(2*time.Hour+time.Minute)) {
		t.Errorf("held %+v", report.Held)
	}
	if len(report.Refused) != 1 || report.Refused[0].Code != access.CodeUnavailable {
		t.Errorf("refused %+v", report.Refused)
	}
}

func TestWhatWasHeldBeforeStays(t *testing.T) {
	t.Parallel()
	setup := office()
	setup.Company.Standing = []Standing{{Person: "ada", Connector: "okta", Resource: "group/jira"}}
	report := ran(t, setup, at(0, wants("r1", "ada", time.Hour)), at(0, agrees("r1")))
	if len(report.Held) != 1 || !report.Held[0].Standing || !report.Held[0].Until.IsZero() || report.Held[0].Person != "ada" {
		t.Errorf("held %+v", report.Held)
	}
}

func TestAFactOutsideDecidesAndEnds(t *testing.T) {
	t.Parallel()
	setup := office()
	plan := asking()
	plan.Steps[2].Grant.Facts = []builder.FactEnd{{Fact: "on-call", Reason: access.ShiftEnd}}
	setup.Plans = []builder.Plan{plan}
	inputs := []Input{at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1"))}
	if report := ran(t, setup, inputs...); len(report.Held) > 0 || report.Requests["r1"].State != access.RequestNotGranted {
		t.Errorf("not on call: held %+v, r1 is %s", report.Held, report.Requests["r1"].State)
	}
	shift := at(0, FactIs{Fact: "on-call", Person: "ada", Until: monday.Add(2 * time.Hour)})
	report := ran(t, setup, append(inputs, shift)...)
	stretch(t, report, 0, 2*time.Hour)
	if report.Leases[0].EndReason != access.ShiftEnd {
		t.Errorf("ended by %s", report.Leases[0].EndReason)
	}
}

func TestWhoeverIsOnCallDecidesAndElseTheFallback(t *testing.T) {
	t.Parallel()
	setup := office()
	setup.Company.People = append(setup.Company.People, access.Person{Login: "olaf"})
	plan := asking()
	plan.Steps[1].Approval.Approvers = []builder.ApproverRule{{OnCall: "sre"}}
	plan.Steps[1].Approval.Fallback = []builder.ApproverRule{{Manager: "requester"}}
	setup.Plans = []builder.Plan{plan}
	for name, c := range map[string]struct {
		so   []Act
		asks string
	}{
		"nobody is":           {nil, "mara"},
		"everybody is":        {[]Act{FactIs{Fact: "sre"}}, "mara"},
		"the requester is":    {[]Act{FactIs{Fact: "sre", Person: "ada"}}, "mara"},
		"the shift was over":  {[]Act{FactIs{Fact: "sre", Person: "olaf", Until: monday}}, "mara"},
		"it cannot be asked":  {[]Act{FactIs{Fact: "sre", Person: "olaf"}, Fault{Kind: Unavailable, Fact: "sre"}}, "mara"},
		"a colleague is":      {[]Act{FactIs{Fact: "sre", Person: "olaf"}}, "olaf"},
		"it is asked anew":    {[]Act{FactIs{Fact: "sre", Person: "olaf"}, Fault{Kind: Unavailable, Fact: "sre", Until: monday.Add(20 * time.Second)}}, "olaf"},
		"both are, of course": {[]Act{FactIs{Fact: "sre", Person: "ada"}, FactIs{Fact: "sre", Person: "olaf"}}, "olaf"},
	} {
		inputs := []Input{at(0, wants("r1", "ada", 4*time.Hour)), at(time.Hour, Decide{Request: "r1", Person: c.asks, Verdict: access.Approve})}
		for _, so := range c.so {
			inputs = append(inputs, at(0, so))
		}
		report := ran(t, setup, inputs...)
		stretch(t, report, time.Hour, 5*time.Hour)
		if len(report.Asked) != 1 || report.Asked[0].Person != c.asks {
			t.Errorf("%s: asked %+v", name, report.Asked)
		}
	}
}

func TestTheDirectoryIsHeardAtOnce(t *testing.T) {
	t.Parallel()
	leaves := ChangePerson{Login: "ada", Change: func(p *access.Person) { p.Status = access.Inactive }}
	report := ran(t, office(), at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")), at(time.Hour, leaves))
	stretch(t, report, 0, time.Hour)
	if report.Requests["r1"].State != access.RequestEndedEarly {
		t.Errorf("r1 is %s", report.Requests["r1"].State)
	}
}

func TestADelegateIsAskedInstead(t *testing.T) {
	t.Parallel()
	away := Delegate{Person: "mara", Delegate: "sam", From: monday.Add(time.Hour), Until: monday.Add(48 * time.Hour), Reason: "leave"}
	report := ran(
		t, office(), at(0, away), at(2*time.Hour, wants("r1", "ada", time.Hour)),
		at(3*time.Hour, Decide{Request: "r1", Person: "sam", Verdict: access.Approve}),
	)
	stretch(t, report, 3*time.Hour, 4*time.Hour)
	if len(report.Asked) != 1 || report.Asked[0].Person != "sam" || !slices.Equal(report.Asked[0].OnBehalfOf, []string{"mara"}) {
		t.Errorf("asked %+v", report.Asked)
	}
}
