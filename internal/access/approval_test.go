package access

import (
	"testing"

	"pgregory.net/rapid"
)

func asking(quorum int, people ...string) Approval {
	approval := Approval{ID: "a", Title: "Manager", Quorum: quorum, State: ApprovalOpen}
	for _, person := range people {
		approval.Approvers = append(approval.Approvers, Approver{PersonID: person})
	}
	return approval
}

func TestDecisionsThatMustNotCount(t *testing.T) {
	closed := asking(1, "mara")
	closed.State = ApprovalApproved
	decided := asking(2, "mara", "olaf")
	decided.Decisions = []Decision{{ID: "d1", PersonID: "mara", Verdict: Approve}}
	for name, c := range map[string]struct {
		approval Approval
		decision Decision
		want     Code
	}{
		"the requester, even when asked": {asking(1, "ada"), Decision{ID: "d", PersonID: "ada", Verdict: Approve}, CodeOwnRequest},
		"whom the access is for":         {asking(1, "sam"), Decision{ID: "d", PersonID: "sam", Verdict: Approve}, CodeOwnRequest},
		"somebody who is not asked":      {asking(1, "mara"), Decision{ID: "d", PersonID: "olaf", Verdict: Approve}, CodeNotAsked},
		"neither yes nor no":             {asking(1, "mara"), Decision{ID: "d", PersonID: "mara", Verdict: "maybe"}, CodeInvalid},
		"without an id":                  {asking(1, "mara"), Decision{PersonID: "mara", Verdict: Approve}, CodeInvalid},
		"after it was closed":            {closed, Decision{ID: "d", PersonID: "mara", Verdict: Deny}, CodeAlreadyClosed},
		"a second one":                   {decided, Decision{ID: "d2", PersonID: "mara", Verdict: Deny}, CodeAlreadyDecided},
	} {
		refusal := CheckDecision(c.approval, "ada", "sam", c.decision)
		if refusal == nil || refusal.Code != c.want {
			t.Errorf("%s: %v, want %s", name, refusal, c.want)
		}
	}
	if again := CheckDecision(decided, "ada", "ada", decided.Decisions[0]); again != nil {
		t.Errorf("the same decision sent twice: %v", again)
	}
}

func TestNobodyToAskNeverApproves(t *testing.T) {
	for _, quorum := range []int{-1, 0, 1} {
		if got := Tally(asking(quorum)); got != ApprovalOpen {
			t.Errorf("quorum %d of nobody: %s", quorum, got)
		}
	}
}

func TestOnePersonIsOneVote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := []string{"a", "b", "c", "d"}
		approval := asking(rapid.IntRange(1, 4).Draw(t, "quorum"), people...)
		distinct := map[string]bool{}
		for i := range rapid.IntRange(0, 12).Draw(t, "decisions") {
			person := rapid.SampledFrom(append([]string{"stranger"}, people...)).Draw(t, "person")
			approval.Decisions = append(approval.Decisions, Decision{ID: string(rune('a' + i)), PersonID: person, Verdict: Approve})
			if person != "stranger" {
				distinct[person] = true
			}
		}
		if approved := Tally(approval) == ApprovalApproved; approved != (len(distinct) >= approval.Quorum) {
			t.Fatalf("%d different people of %d: approved %v", len(distinct), approval.Quorum, approved)
		}
	})
}
