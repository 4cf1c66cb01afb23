package access

import "time"

// RequestState is where a request stands, in the words of the product.
type RequestState string

// The states of a request; see Final for those it never leaves.
const (
	RequestSubmitted  RequestState = "submitted"   // recorded, its workflow not yet at work
	RequestWaiting    RequestState = "waiting"     // somebody is asked
	RequestGranting   RequestState = "granting"    // approved, not yet confirmed by the outside system
	RequestScheduled  RequestState = "scheduled"   // approved; its next window has not begun
	RequestOpen       RequestState = "open"        // the person holds the access
	RequestEnding     RequestState = "ending"      // over, not yet read back
	RequestReviewing  RequestState = "reviewing"   // over and gone; somebody still has to review it
	RequestCompleted  RequestState = "completed"   // ended as planned
	RequestReturned   RequestState = "returned"    // the holder gave it back
	RequestEndedEarly RequestState = "ended_early" // somebody else cut it
	RequestDenied     RequestState = "denied"
	RequestTimedOut   RequestState = "timed_out"   // nobody decided in time
	RequestCancelled  RequestState = "cancelled"   // withdrawn by the one who asked
	RequestNotGranted RequestState = "not_granted" // approved, but it could not be given
	RequestFailed     RequestState = "failed"      // its run could not go on; access, if any, still ends
)

// Final reports whether a request in this state is over.
func (s RequestState) Final() bool {
	switch s {
	case RequestSubmitted, RequestWaiting, RequestGranting, RequestScheduled, RequestOpen, RequestEnding, RequestReviewing:
		return false
	default:
		return true
	}
}

// Request is one person's ask, run by one version of one automation.
type Request struct {
	ID                string `json:"id"`
	Automation        string `json:"automation"` // its name
	AutomationTitle   string `json:"automation_title"`
	AutomationVersion int    `json:"automation_version"`
	PlanHash          string `json:"plan_hash"`
	RequesterID       string `json:"requester_id"`
	SubjectID         string `json:"subject_id"`     // whose access it is; the requester, unless asked for somebody else
	EntitlementID     string `json:"entitlement_id"` // of a bundle, its first
	// Bundle is everything that is asked for together, in the automation's order;
	// empty where it is one entitlement.
	Bundle  []string       `json:"bundle,omitempty"`
	Reason  string         `json:"reason"`
	Answers map[string]any `json:"answers,omitempty"`
	Ask     Ask            `json:"ask"`
	State   RequestState   `json:"state"`
	// Detail is one sentence for people about where it stands or why it ended.
	Detail    string    `json:"detail,omitempty"`
	StepID    string    `json:"step_id,omitempty"` // where in the automation it is
	LeaseID   string    `json:"lease_id,omitempty"`
	Seq       int64     `json:"seq"`              // rises with every change; a record never goes back
	RunID     string    `json:"run_id,omitempty"` // of its workflow in Temporal: the run that says all this
	CreatedAt time.Time `json:"created_at"`
	ClosedAt  time.Time `json:"closed_at,omitzero"`
}

// Ask is for how long, from when until when, or at which hours somebody wants
// access. Exactly one of Duration (counted from the opening), From with Until, and
// Series is set.
type Ask struct {
	Duration time.Duration `json:"duration,omitempty"`
	From     time.Time     `json:"from,omitzero"`
	Until    time.Time     `json:"until,omitzero"`
	Series   *Series       `json:"series,omitempty"`
}

// Series is an ask for hours that come again, in the texts of internal/windows: an
// RFC 5545 rule, two clocks, a zone, and the dates on which the first and the last
// window may begin.
type Series struct {
	Rule  string `json:"rule"`
	Start string `json:"start"`
	End   string `json:"end"`
	Zone  string `json:"zone"`
	First string `json:"first"`
	Last  string `json:"last"`
}

// Length is how long the access would last at a stretch; of a series it is not
// known here, and zero.
func (a Ask) Length() time.Duration {
	if a.Duration > 0 {
		return a.Duration
	}
	return a.Until.Sub(a.From)
}
