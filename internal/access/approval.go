package access

import "time"

// ApproverRule says whom an approval asks. Exactly one field is set.
type ApproverRule struct {
	Manager string `json:"manager,omitempty"` // "requester" or "subject": that person's manager
	Person  string `json:"person,omitempty"`  // a login
	Group   string `json:"group,omitempty"`   // a group's name
	Owner   string `json:"owner,omitempty"`   // "entitlement": its owner
}

// Approver is somebody who is asked, and why.
type Approver struct {
	PersonID string `json:"person_id"`
	Name     string `json:"name"`
	Via      string `json:"via"` // "manager of Ada Lindqvist", "owner of Salesforce / Enterprise"
}

// ApprovalState is whether an approval still asks, or how it ended.
type ApprovalState string

// The states of an approval; all but ApprovalOpen are final.
const (
	ApprovalOpen     ApprovalState = "open"
	ApprovalApproved ApprovalState = "approved"
	ApprovalDenied   ApprovalState = "denied"
	ApprovalTimedOut ApprovalState = "timed_out"
	ApprovalClosed   ApprovalState = "closed" // the request ended before it was decided
)

// Approval is one stage of a request that asks people.
type Approval struct {
	ID        string        `json:"id"` // "<request>.<step>"
	RequestID string        `json:"request_id"`
	StepID    string        `json:"step_id"`
	Title     string        `json:"title"`
	Approvers []Approver    `json:"approvers"`
	Quorum    int           `json:"quorum"` // how many have to approve; one denial denies
	Decisions []Decision    `json:"decisions,omitempty"`
	State     ApprovalState `json:"state"`
	OpenedAt  time.Time     `json:"opened_at"`
	DueAt     time.Time     `json:"due_at"`
	ClosedAt  time.Time     `json:"closed_at,omitzero"`
}

// Verdict is what an approver says.
type Verdict string

// The two verdicts.
const (
	Approve Verdict = "approve"
	Deny    Verdict = "deny"
)

// Decision is what one person said in one approval. Its id comes from the client,
// so that the same click sent twice is one decision.
type Decision struct {
	ID       string    `json:"id"`
	PersonID string    `json:"person_id"`
	Verdict  Verdict   `json:"verdict"`
	Comment  string    `json:"comment,omitempty"`
	At       time.Time `json:"at"`
}

// CheckDecision says why a decision must not count, or nil. The requester and the
// person the access is for never decide, whoever they are otherwise.
func CheckDecision(approval Approval, requesterID, subjectID string, decision Decision) *Refusal {
	switch {
	case decision.PersonID == requesterID || decision.PersonID == subjectID:
		return Refuse(CodeOwnRequest, "You may not decide about your own access. Somebody else who is asked has to.")
	case decision.Verdict != Approve && decision.Verdict != Deny:
		return Refuse(CodeInvalid, "A decision is either \"approve\" or \"deny\", not %q.", decision.Verdict)
	case decision.ID == "":
		return Refuse(CodeInvalid, "A decision needs an id of its own, so that sending it twice counts once.")
	case !approval.asks(decision.PersonID):
		return Refuse(CodeNotAsked, "You are not asked in %q, so your decision would not count.", approval.Title)
	case approval.State != ApprovalOpen:
		return Refuse(CodeAlreadyClosed, "%q is closed already: %s.", approval.Title, approval.State)
	}
	for _, earlier := range approval.Decisions {
		if earlier.PersonID == decision.PersonID && earlier.ID != decision.ID {
			return Refuse(CodeAlreadyDecided, "You have decided this already: %s.", earlier.Verdict)
		}
	}
	return nil
}

// Tally says how an approval stands after its decisions: one denial denies,
// Quorum approvals by different people who are asked approve. With nobody to ask,
// or a quorum below one, it never becomes approved.
func Tally(approval Approval) ApprovalState {
	if approval.State != ApprovalOpen {
		return approval.State
	}
	approved := map[string]bool{}
	for _, decision := range approval.Decisions {
		if !approval.asks(decision.PersonID) {
			continue
		}
		if decision.Verdict == Deny {
			return ApprovalDenied
		}
		approved[decision.PersonID] = true
	}
	if approval.Quorum >= 1 && len(approved) >= approval.Quorum {
		return ApprovalApproved
	}
	return ApprovalOpen
}

func (a Approval) asks(personID string) bool {
	for _, approver := range a.Approvers {
		if approver.PersonID == personID {
			return true
		}
	}
	return false
}
