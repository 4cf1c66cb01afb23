package simulation

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// A system that answers nothing at all: what people say is all there is, and owners
// whose runs go on as new all the time keep asking for it once.
func TestWhatIsDoneByHandIsAskedForOnceByAllRunsOfAnOwner(t *testing.T) {
	t.Parallel()
	setup, plan := office(), asking()
	plan.Steps[2].Grant.ByHand = &builder.ByHandRule{People: []access.ApproverRule{{Person: "sam"}}, Within: hours(8)}
	setup.Plans, setup.Limits.Suggest = []builder.Plan{plan}, 30
	byHand := func(after time.Duration, taken bool) []Input {
		return []Input{
			at(after, ByHand{Person: "ada", Entitlement: jira, Taken: taken}),
			at(after, Decide{Request: "r1", Person: "sam", Verdict: access.Done}),
		}
	}
	inputs := append([]Input{
		at(0, Fault{Kind: Refusing, Connector: "okta"}),
		at(time.Minute, wants("r1", "ada", 4*time.Hour)), at(5*time.Minute, agrees("r1")),
	}, append(byHand(90*time.Minute, false), byHand(345*time.Minute, true)...)...)
	report := ran(t, setup, inputs...)
	stretch(t, report, 90*time.Minute, 345*time.Minute)
	lease := report.Leases[0]
	if lease.OpenedAt.Sub(monday) != 90*time.Minute || lease.EndedAt.Sub(monday) != 330*time.Minute || lease.ConfirmedAt.Sub(monday) != 345*time.Minute {
		t.Errorf("%+v", lease)
	}
	if runs := report.Runs["access/"+lease.Key.String()]; runs < 5 {
		t.Errorf("the owner had %d runs, so nothing could get lost", runs)
	}
	if asked := len(report.Asked); asked != 3 {
		t.Errorf("%d were asked: %+v", asked, report.Asked)
	}
	for _, call := range report.Calls {
		if call.Do != "read" {
			t.Errorf("%s at %s", call.Do, call.At)
		}
	}
}
