package access

import "time"

// ApproverRule says whom an approval asks. Exactly one of Manager, Person, Group,
// Owner, OnCall and Where is set.
type ApproverRule struct {
	Manager string `json:"manager,omitempty"` // "requester" or "subject": that person's manager
	// Level is how many steps up that manager stands; 0 and 1 are the direct one.
	Level int `json:"level,omitempty"`
	// Levels is how far up somebody is looked for when that manager cannot be
	// asked; 0 is as far as the directory goes.
	Levels int    `json:"levels,omitempty"`
	Person string `json:"person,omitempty"` // a login
	Group  string `json:"group,omitempty"`  // a group's name
	Owner  string `json:"owner,omitempty"`  // "entitlement": its owner
	// OnCall is a fact outside, by its name in the configuration: everybody of whom
	// it is true when they are asked.
	OnCall string `json:"on_call,omitempty"`
	// Where is CEL over person, requester, subject and entitlement: everybody of
	// whom it is true.
	Where string `json:"where,omitempty"`
}

// Approver is somebody who is asked, and why.
type Approver struct {
	PersonID string `json:"person_id"`
	Name     string `json:"name"`
	Login    string `json:"login,omitempty"`
	Via      string `json:"via"` // "manager of Ada Lindqvist", "owner of Salesforce / Enterprise"
	// OnBehalfOf names the people who are away and in whose place this one is asked.
	OnBehalfOf []string `json:"on_behalf_of,omitempty"`
	// AskedAt is when an escalation added them; zero for those asked from the start.
	AskedAt time.Time `json:"asked_at,omitzero"`
}

// ApprovalKind is what an approval asks its people for.
type ApprovalKind string

// The kinds of approvals. All of them wait in the same inbox.
const (
	AsksApproval  ApprovalKind = ""          // whether access is given
	AsksAnswers   ApprovalKind = "answers"   // the answers to a questions step
	AsksReview    ApprovalKind = "review"    // what became of access that nobody approved before
	AsksExtension ApprovalKind = "extension" // whether access may last longer
	AsksByHand    ApprovalKind = "by_hand"   // to do what the outside system would not
)

// CommentRule says when a decision needs a comment.
type CommentRule string

// The rules for comments.
const (
	CommentOptional CommentRule = ""
	CommentOnDenial CommentRule = "on_denial"
	CommentRequired CommentRule = "required"
)

// Evidence is what a comment has to show beyond being there.
type Evidence string

// The kinds of evidence; none of them asks for no more than a comment.
const (
	NoEvidence     Evidence = ""
	TextEvidence   Evidence = "text"   // at least shortestEvidence characters
	LinkEvidence   Evidence = "link"   // an address that begins with http:// or https://
	TicketEvidence Evidence = "ticket" // the key of a ticket, such as OPS-123
)

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
	ID        string       `json:"id"` // "<request>.<step>"
	RequestID string       `json:"request_id"`
	StepID    string       `json:"step_id"`
	Title     string       `json:"title"`
	Kind      ApprovalKind `json:"kind,omitempty"`
	Approvers []Approver   `json:"approvers"`
	Quorum    int          `json:"quorum"` // how many have to approve
	// Denials is how many denials deny; 0 is one.
	Denials   int           `json:"denials,omitempty"`
	Decisions []Decision    `json:"decisions,omitempty"`
	State     ApprovalState `json:"state"`
	OpenedAt  time.Time     `json:"opened_at"`
	DueAt     time.Time     `json:"due_at"`
	ClosedAt  time.Time     `json:"closed_at,omitzero"`
	// EntitlementID is which one of a bundle is decided about; empty is all of it.
	EntitlementID string `json:"entitlement_id,omitempty"`
	// Terms is what a decision may and has to say.
	Terms Terms `json:"terms,omitzero"`
}

// Terms is what a decision may and has to say beyond yes and no.
type Terms struct {
	Comment CommentRule `json:"comment,omitempty"`
	// Evidence is what the comment has to show.
	Evidence Evidence `json:"evidence,omitempty"`
	// Shorten lets an approver give less time than was asked for.
	Shorten bool `json:"shorten,omitempty"`
	// Postpone is by how much the start may be moved at most, counted from when it
	// could begin as asked; 0 is not at all.
	Postpone time.Duration `json:"postpone,omitempty"`
	// StepUp is how long ago the approver may have signed in at most; 0 is any time.
	StepUp time.Duration `json:"step_up,omitempty"`
	// Extend is how much longer the holder asks to keep the access.
	Extend time.Duration `json:"extend,omitempty"`
	// Task is what has to be done by hand before it can be said to be done.
	Task string `json:"task,omitempty"`
}

// Verdict is what an approver says.
type Verdict string

// The verdicts: Approve and Deny of an approval or an extension, Answer of a
// questions step, Justified and Unjustified of a review, Done of what is done by hand.
const (
	Approve     Verdict = "approve"
	Deny        Verdict = "deny"
	Answer      Verdict = "answer"
	Justified   Verdict = "justified"
	Unjustified Verdict = "unjustified"
	Done        Verdict = "done"
)

// Decision is what one person said in one approval. Its id comes from the client,
// so that the same click sent twice is one decision.
type Decision struct {
	ID       string    `json:"id"`
	PersonID string    `json:"person_id"`
	Verdict  Verdict   `json:"verdict"`
	Comment  string    `json:"comment,omitempty"`
	At       time.Time `json:"at"`
	// Duration and Start are what the approver gives instead of what was asked for;
	// zero leaves it as it is.
	Duration time.Duration `json:"duration,omitempty"`
	Start    time.Time     `json:"start,omitzero"`
	// AuthenticatedAt is when the approver last signed in.
	AuthenticatedAt time.Time `json:"authenticated_at,omitzero"`
	// Answers are what a questions step asked for.
	Answers map[string]any `json:"answers,omitempty"`
}

// Verdicts lists what a decision of that kind may say.
func (k ApprovalKind) Verdicts() []Verdict {
	switch k {
	case AsksAnswers:
		return []Verdict{Answer}
	case AsksReview:
		return []Verdict{Justified, Unjustified}
	case AsksByHand:
		return []Verdict{Done}
	default:
		return []Verdict{Approve, Deny}
	}
}

// Tally says how an approval stands after its decisions: as many denials as it
// takes deny, Quorum others by different people who are asked approve (or answer,
// or review). With nobody to ask, or a quorum below one, it never becomes approved.
func Tally(approval Approval) ApprovalState {
	if approval.State != ApprovalOpen {
		return approval.State
	}
	agreed, denied := map[string]bool{}, map[string]bool{}
	for _, decision := range approval.Decisions {
		switch {
		case !approval.Asks(decision.PersonID):
		case decision.Verdict == Deny:
			denied[decision.PersonID] = true
		default:
			agreed[decision.PersonID] = true
		}
	}
	switch {
	case len(denied) >= max(approval.Denials, 1):
		return ApprovalDenied
	case approval.Quorum >= 1 && len(agreed) >= approval.Quorum:
		return ApprovalApproved
	default:
		return ApprovalOpen
	}
}

// Asks tells whether somebody is asked in the approval.
func (a Approval) Asks(personID string) bool {
	for _, approver := range a.Approvers {
		if approver.PersonID == personID {
			return true
		}
	}
	return false
}

// LoginOf is the login of somebody who is or was asked, or their id.
func (a Approval) LoginOf(personID string) string {
	for _, approver := range a.Approvers {
		if approver.PersonID == personID && approver.Login != "" {
			return approver.Login
		}
	}
	return personID
}

// NameOf is the name of somebody who is or was asked, or their id.
func (a Approval) NameOf(personID string) string {
	for _, approver := range a.Approvers {
		if approver.PersonID == personID {
			return approver.Name
		}
	}
	return personID
}
