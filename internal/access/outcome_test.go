package access

import "testing"

func TestWhoeverWasNotHeardReadsWhoDecided(t *testing.T) {
	t.Parallel()
	approval := Approval{
		Approvers: []Approver{{PersonID: "m", Name: "Maria"}, {PersonID: "v", Name: "Victor"}, {PersonID: "t", Name: "Tom"}},
		Decisions: []Decision{{PersonID: "m", Verdict: Approve}, {PersonID: "v", Verdict: Deny}, {PersonID: "t", Verdict: Approve}},
	}
	for _, c := range []struct {
		kind  ApprovalKind
		state ApprovalState
		want  string
	}{
		{AsksApproval, ApprovalTimedOut, "it was not decided in time"},
		{AsksApproval, ApprovalClosed, "nothing is left to decide"},
		{AsksApproval, ApprovalDenied, "denied by Victor"},
		{AsksApproval, ApprovalApproved, "approved by Maria and Tom"},
		{AsksReview, ApprovalApproved, "reviewed by Maria and Tom"},
		{AsksAnswers, ApprovalApproved, "answered by Maria and Tom"},
		{AsksByHand, ApprovalApproved, "done by Maria and Tom"},
	} {
		approval.Kind, approval.State = c.kind, c.state
		if got := approval.Outcome(); got != c.want {
			t.Errorf("%s %s: %q, expected %q", c.kind, c.state, got, c.want)
		}
	}
	if got := (Approval{State: ApprovalDenied}).Outcome(); got != "denied" {
		t.Errorf("denied by nobody: %q", got)
	}
}
