package client

import "time"

// Person is somebody, as the contract's PersonCard.
type Person struct {
	ID    string `json:"id"`
	Login string `json:"login"`
	Name  string `json:"name"`
}

// Entitlement is a way to hold an app.
type Entitlement struct {
	ID       string `json:"id"`
	AppTitle string `json:"app_title"`
	Title    string `json:"title"`
	Risk     string `json:"risk"`
}

// Label is the entitlement as people say it.
func (e Entitlement) Label() string { return e.AppTitle + " / " + e.Title }

// Offer is one thing that may be asked for.
type Offer struct {
	Automation      string      `json:"automation"`
	AutomationTitle string      `json:"automation_title"`
	Entitlement     Entitlement `json:"entitlement"`
	Duration        struct {
		DefaultSeconds int64 `json:"default_seconds"`
		MaxSeconds     int64 `json:"max_seconds"`
	} `json:"duration"`
	ReasonRequired bool       `json:"reason_required"`
	Questions      []Question `json:"questions"`
	Steps          []string   `json:"steps"`
	Blocked        string     `json:"blocked"`
}

// Question is one thing the form asks.
type Question struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Type     string   `json:"type"`
	Required bool     `json:"required"`
	Choices  []string `json:"choices"`
}

// NewRequest asks for access.
type NewRequest struct {
	ID              string         `json:"id"`
	Automation      string         `json:"automation"`
	Entitlement     string         `json:"entitlement"`
	Subject         string         `json:"subject,omitempty"`
	Reason          string         `json:"reason,omitempty"`
	DurationSeconds int64          `json:"duration_seconds,omitempty"`
	From            *time.Time     `json:"from,omitempty"`
	Until           *time.Time     `json:"until,omitempty"`
	Series          *Series        `json:"series,omitempty"`
	Answers         map[string]any `json:"answers,omitempty"`
}

// Series is hours that come again; what the automation says itself may be left out.
type Series struct {
	Rule  string `json:"rule,omitempty"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	First string `json:"first"`
	Last  string `json:"last"`
}

// Request is what somebody asked for.
type Request struct {
	ID              string      `json:"id"`
	AutomationTitle string      `json:"automation_title"`
	Requester       Person      `json:"requester"`
	Subject         Person      `json:"subject"`
	Entitlement     Entitlement `json:"entitlement"`
	Reason          string      `json:"reason"`
	DurationSeconds int64       `json:"duration_seconds"`
	From            time.Time   `json:"from"`
	Until           time.Time   `json:"until"`
	State           string      `json:"state"`
	Final           bool        `json:"final"`
	Detail          string      `json:"detail"`
	Access          *Access     `json:"access"`
}

// RequestDetail is a request with its story.
type RequestDetail struct {
	Request Request `json:"request"`
}

// Approval is one stage that asks people.
type Approval struct {
	ID        string     `json:"id"`
	Request   Request    `json:"request"`
	Title     string     `json:"title"`
	Kind      string     `json:"kind"` // approval, answers, review, extension or by_hand
	Terms     Terms      `json:"terms"`
	Questions []Question `json:"questions"`
	State     string     `json:"state"`
	DueAt     time.Time  `json:"due_at"`
	MayDecide bool       `json:"may_decide"`

	UsesBefore *UsesBefore `json:"uses_before"`
}

// Terms is what has to be done by hand before it can be said to be done.
type Terms struct {
	Task string `json:"task"`
}

// NewDecision approves or denies.
type NewDecision struct {
	ID              string         `json:"id"`
	Verdict         string         `json:"verdict"`
	Comment         string         `json:"comment,omitempty"`
	DurationSeconds int64          `json:"duration_seconds,omitempty"`
	Start           *time.Time     `json:"start,omitempty"`
	Answers         map[string]any `json:"answers,omitempty"`
}

// NewExtension asks to keep access longer.
type NewExtension struct {
	ID        string `json:"id"`
	BySeconds int64  `json:"by_seconds"`
	Reason    string `json:"reason,omitempty"`
}

// Extended is what became of it.
type Extended struct {
	Until      time.Time `json:"until"`
	ApprovalID string    `json:"approval_id"`
}

// Access is one lease.
type Access struct {
	ID          string      `json:"id"`
	RequestID   string      `json:"request_id"`
	Person      Person      `json:"person"`
	Entitlement Entitlement `json:"entitlement"`
	State       string      `json:"state"`
	From        time.Time   `json:"from"`
	EndsAt      time.Time   `json:"ends_at"`
	EndedAt     time.Time   `json:"ended_at"`
	IssuedAt    time.Time   `json:"issued_at"`
	ConfirmedAt time.Time   `json:"confirmed_at"`
	EndReason   string      `json:"end_reason"`
	Note        string      `json:"note"`
	Attention   string      `json:"attention"`
	LateSeconds int64       `json:"late_seconds"`
}

// Over reports whether nothing more will happen to it.
func (a Access) Over() bool { return a.State == "ended" || a.State == "refused" }

// List is a part of a list; Next is empty at its end.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}
