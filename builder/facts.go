package builder

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Facts are everything that an expression can know: who asks for what, for whom,
// why and for how long. They are gathered once and then do not change, so that the
// same expression over the same facts always gives the same decision.
type Facts struct {
	Requester        access.Person      `json:"requester"`
	RequesterManager string             `json:"requester_manager,omitempty"` // a login
	Subject          access.Person      `json:"subject"`
	SubjectManager   string             `json:"subject_manager,omitempty"` // a login
	Entitlement      access.Entitlement `json:"entitlement"`
	Automation       string             `json:"automation"` // its name
	Reason           string             `json:"reason,omitempty"`
	Duration         time.Duration      `json:"duration"` // how long it would last
	// Answers by the question's id: text, float64, bool or, of several choices, texts.
	Answers map[string]any `json:"answers,omitempty"`
	// Lengths are the ids of the answers that are durations, see Plan.Lengths:
	// expressions compare them as such.
	Lengths []string `json:"lengths,omitempty"`
	// Approvals by the id of their step; a step that is not there was not asked.
	Approvals map[string]ApprovalFact `json:"approvals,omitempty"`
	// Known are the answers of facts outside, by name, and Open whether each calendar's
	// hours are open: both as they were recorded just before.
	Known map[string]bool `json:"known,omitempty"`
	Open  map[string]bool `json:"open,omitempty"`
	// Person is who is looked at, where an expression chooses people.
	Person        access.Person `json:"person,omitzero"`
	PersonManager string        `json:"person_manager,omitempty"` // a login
}

// ApprovalNotAsked is the state of an approval that a run has not come to.
const ApprovalNotAsked = "not_asked"

// ApprovalFact is what became of an approval.
type ApprovalFact struct {
	State string   `json:"state"`        // approved, denied, timed_out, or ApprovalNotAsked
	By    []string `json:"by,omitempty"` // logins of those who approved
}
