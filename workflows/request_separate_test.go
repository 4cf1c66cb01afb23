package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// twice asks mara and then olaf, who have to be different people; if he says nothing
// for an hour, mara would be asked as well.
func twice() builder.Plan {
	plan := simplePlan()
	second := plan.Steps[1]
	second.ID, second.Title = "second", "Second"
	second.Approval = &builder.ApprovalStep{
		Approvers: []access.ApproverRule{{Person: "olaf"}}, Quorum: 1, Timeout: hours(24), Separate: true,
		Escalations: []builder.Escalation{{After: hours(1), Approvers: []access.ApproverRule{{Person: "mara"}, {Person: "rhea"}}}},
	}
	plan.Steps[1].Next = []builder.Exit{{Port: builder.PortApproved, To: "second"}, {Port: builder.PortDenied, To: "no"}, {Port: builder.PortTimedOut, To: "no"}}
	plan.Steps = append(plan.Steps[:2:2], append([]builder.Step{second}, plan.Steps[2:]...)...)
	return plan
}

func TestWhoApprovedBeforeIsNotAskedInAnybodysPlaceNorAsWell(t *testing.T) {
	o := newOffice(t)
	o.change("olaf", func(p *access.Person) { p.ManagerID = "mara" })
	o.change("mara", func(p *access.Person) { p.ManagerID = "" })
	o.says(time.Minute, "mara", access.Approve, nil)
	o.directorySays(2*time.Hour, "olaf", leaves)
	o.run(t, twice())
	for _, approval := range o.saved.Approvals {
		if approval.ID == "r1.second" && (approval.Asks("mara") || approval.Asks("olaf") || !approval.Asks("rhea")) {
			t.Errorf("asked are %s", names(approval.Approvers))
		}
	}
}

func TestADecisionIsAboutOneApprovalOnly(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var answers [3]error
	for i, in := range []DecideInput{
		{ApprovalID: "r1.lead", Decision: access.Decision{ID: "click", PersonID: "mara", Verdict: access.Approve}},
		{ApprovalID: "r1.second", Decision: access.Decision{ID: "click", PersonID: "olaf", Verdict: access.Approve}},
		{ApprovalID: "r1.second", Decision: access.Decision{ID: "other", PersonID: "olaf", Verdict: access.Approve}},
	} {
		o.env.RegisterDelayedCallback(func() { o.sends(UpdateDecide, in, &answers[i]) }, time.Duration(i+1)*time.Minute)
	}
	state := o.run(t, twice())
	if state != access.RequestCompleted || answers[0] != nil || answers[1] == nil || answers[2] != nil {
		t.Errorf("ended as %s, answered %v", state, answers)
	}
}
