package simulation

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// weeks is how long the series of aSeries goes on.
const weeks = 20

// aSeries is two windows a week by r1, and the same thing all the time by r2, so that
// runs of both workflows grow old. Meanwhile whatever a run could forget is done, and
// done again.
func aSeries(suggest int) (Setup, []Input) {
	setup, plan, long := office(), asking(), asking()
	plan.Steps[0].Request.Windows = &builder.WindowRules{Recurring: &builder.RecurringRule{MaxWindow: hours(8), MaxSpan: hours(24 * 400), Zone: "UTC"}}
	plan.Steps[0].Request.Questions = []builder.Question{{ID: "ticket", Label: "Ticket", Type: builder.QuestionText}}
	plan.Steps[2].Grant.While = `subject.department != "Sales"`
	plan.Steps[2].Grant.Events = []builder.EventEnd{{Event: "ticket.closed", Matter: "ticket", Reason: access.TicketClosed}}
	long.Automation, long.Steps[0].Request.Duration.Max = "long", hours(24*7*weeks)
	setup.Plans, setup.Limits.Suggest = []builder.Plan{plan, long}, suggest
	setup.Company.Entitlements[0].MaxDuration = 7 * weeks * day
	setup.Company.People = append(setup.Company.People, access.Person{Login: "olaf"})
	series := Submit{Request: "r1", Entitlements: []string{jira}, Requester: "ada", Answers: map[string]any{"ticket": "T-1"}, Ask: access.Ask{
		Series: &access.Series{Rule: "FREQ=WEEKLY;BYDAY=MO,TH", Start: "10:00", End: "12:00", Zone: "UTC", First: "2027-03-04", Last: "2027-08-30"},
	}}
	always := wants("r2", "ada", 7*weeks*day)
	always.Automation = "long"
	click := Decide{Request: "r1", Person: "olaf", Verdict: access.Approve, ID: "click"}
	ticket := OutsideEvent{Event: "ticket.closed", Matter: "T-1"}
	department := func(name string) ChangePerson {
		return ChangePerson{Login: "ada", Change: func(p *access.Person) { p.Department = name }}
	}
	inputs := []Input{
		at(0, Delegate{Person: "mara", Delegate: "olaf", From: monday, Until: monday.Add(day)}),
		at(time.Minute, series), at(time.Hour, click), at(2*day, always), at(2*day+time.Hour, agrees("r2")),
	}
	for week := 1; week < weeks; week++ {
		// A Monday's window, which is where runs begin anew.
		open, shut := time.Duration(7*week)*day+61*time.Minute, time.Duration(7*week)*day+3*time.Hour
		switch week % 5 {
		case 1: // the delegate is back to nothing, and clicks as before
			inputs = append(inputs, at(open, click), at(shut, click))
		case 2:
			inputs = append(inputs, at(open, Extend{Request: "r1", Person: "ada", By: time.Hour, ID: "more"}), at(shut, Withdraw{"r1", "ada"}))
		case 3: // what comes in the moment of an end ends the next window
			inputs = append(inputs, at(open, ticket), at(shut, ticket))
		case 4:
			inputs = append(inputs, at(open, department("Sales")), at(shut+7*day, department("Data")))
		}
	}
	return setup, append(inputs, at((7*weeks+1)*day, GiveBack{"r1", "ada"}))
}

func TestRunsThatGoOnAsNewForgetNothing(t *testing.T) {
	t.Parallel()
	setup, inputs := aSeries(-1)
	one := ran(t, setup, inputs...)
	setup, inputs = aSeries(100)
	many := ran(t, setup, inputs...)
	t.Logf("runs: %v and %v", one.Runs, many.Runs)
	for id, runs := range many.Runs {
		if id != "request/r2" && runs < one.Runs[id]+4 {
			t.Errorf("%s went on as new %d times", id, runs-one.Runs[id])
		}
	}
	for what, both := range map[string][2]any{
		"held": {one.Held, many.Held}, "leases": {one.Leases, many.Leases}, "states": {one.States, many.States},
		"asked": {one.Asked, many.Asked}, "messages": {inOrder(one.Messages), inOrder(many.Messages)},
		"refused": {one.Refused, many.Refused}, "audit": {said(one), said(many)},
	} {
		if !reflect.DeepEqual(both[0], both[1]) {
			t.Errorf("%s are not the same:\n%+v\n%+v", what, both[0], both[1])
		}
	}
	if request := many.Requests["r1"]; request.State != access.RequestReturned || len(many.Leases) < weeks {
		t.Errorf("r1 is %s with %d leases", request.State, len(many.Leases))
	}
}

// said is the audit log without what only a log has.
func said(report Report) (lines []access.AuditLine) {
	for _, line := range report.Audit {
		lines = append(lines, access.AuditLine{ID: line.ID, At: line.At, Actor: line.Actor, Action: line.Action, Object: line.Object, Detail: line.Detail})
	}
	return slices.SortedFunc(slices.Values(lines), func(a, b access.AuditLine) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
}

func inOrder(messages []Message) []Message {
	return slices.SortedFunc(slices.Values(messages), func(a, b Message) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.To, b.To), cmp.Compare(a.About, b.About), cmp.Compare(a.Text, b.Text))
	})
}
