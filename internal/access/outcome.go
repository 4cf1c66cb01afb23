package access

import "strings"

// Outcome is how an approval that is closed ended, for whoever was not heard:
// "approved by Maria Lopez", "it was not decided in time". Those who voted for what
// became of it are named in the order of their decisions.
func (a Approval) Outcome() string {
	switch a.State {
	case ApprovalTimedOut:
		return "it was not decided in time"
	case ApprovalClosed:
		return "nothing is left to decide"
	}
	word := string(a.State)
	switch a.Kind {
	case AsksAnswers:
		word = "answered"
	case AsksReview:
		word = "reviewed"
	case AsksByHand:
		word = "done"
	}
	var by []string
	for _, decision := range a.Decisions {
		if (decision.Verdict == Deny) == (a.State == ApprovalDenied) {
			by = append(by, a.NameOf(decision.PersonID))
		}
	}
	if len(by) == 0 {
		return word
	}
	return word + " by " + strings.Join(by, " and ")
}
