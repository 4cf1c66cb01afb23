package access

import "time"

// RequestState is where a request stands, in the words of the product.
type RequestState string

// The states of a request; see Final for those it never leaves.
const (
	RequestSubmitted  RequestState = "submitted"   // recorded, its workflow not yet at work
	RequestWaiting    RequestState = "waiting"     // somebody is asked
	RequestGranting   RequestState = "granting"    // approved, not yet confirmed by the outside system
	RequestOpen       RequestState = "open"        // the person holds the access
	RequestEnding     RequestState = "ending"      // over, not yet read back
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
	case RequestSubmitted, RequestWaiting, RequestGranting, RequestOpen, RequestEnding:
		return false
	default:
		return true
	}
}

// Request is one person's ask, run by one version of one automation.
type Request struct {
	ID                string         `json:"id"`
	Automation        string         `json:"automation"` // its name
	AutomationTitle   string         `json:"automation_title"`
	AutomationVersion int            `json:"automation_version"`
	PlanHash          string         `json:"plan_hash"`
	RequesterID       string         `json:"requester_id"`
	SubjectID         string         `json:"subject_id"` // whose access it is; the requester, unless asked for somebody else
	EntitlementID     string         `json:"entitlement_id"`
	Reason            string         `json:"reason"`
	Answers           map[string]any `json:"answers,omitempty"`
	Ask               Ask            `json:"ask"`
	State             RequestState   `json:"state"`
	// Detail is one sentence for people about where it stands or why it ended.
	Detail    string    `json:"detail,omitempty"`
	StepID    string    `json:"step_id,omitempty"` // where in the automation it is
	LeaseID   string    `json:"lease_id,omitempty"`
	Seq       int64     `json:"seq"` // rises with every change; a record never goes back
	CreatedAt time.Time `json:"created_at"`
	ClosedAt  time.Time `json:"closed_at,omitzero"`
}

// Ask is for how long, or from when until when, somebody wants access. Either
// Duration is set (counted from the opening), or From and Until are.
type Ask struct {
	Duration time.Duration `json:"duration,omitempty"`
	From     time.Time     `json:"from,omitzero"`
	Until    time.Time     `json:"until,omitzero"`
}

// Length is how long the access would last.
func (a Ask) Length() time.Duration {
	if a.Duration > 0 {
		return a.Duration
	}
	return a.Until.Sub(a.From)
}
