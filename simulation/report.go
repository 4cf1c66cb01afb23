package simulation

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Report is exactly what happened, each list in order of time. People are logins.
type Report struct {
	Requests map[string]access.Request // by id, as they ended
	States   []State
	Asked    []Asked
	Held     []Held
	Leases   []access.Lease
	Messages []Message
	Hooks    []Posted
	Refused  []Refused
	Searched []Searched
	Calls    []Call
	Effects  []access.Effect
	Audit    []access.AuditLine
	// Broken are workflows that failed, by their id: a fault of Curfew's, never of
	// what was simulated.
	Broken map[string]string
	// Runs is how many runs each workflow took, one after the other, by its id.
	Runs  map[string]int
	Ended time.Time // when the last thing happened
	Steps int
}

// State is a state that a request came into.
type State struct {
	Request string
	At      time.Time
	State   access.RequestState
	Detail  string
}

// Asked is somebody who was asked to decide, answer or review.
type Asked struct {
	Request     string
	Approval    string
	Step        string
	Title       string
	Kind        access.ApprovalKind
	Entitlement string // of a bundle, where each is decided about apart
	Person      string
	Via         string
	OnBehalfOf  []string // names
	At          time.Time
	Due         time.Time
	Verdict     access.Verdict // empty where they said nothing
	Comment     string
	AnsweredAt  time.Time
	Outcome     access.ApprovalState // of the approval
	ClosedAt    time.Time
	Replaced    bool // somebody else was asked in their place later on
}

// Message is a line in somebody's own list.
type Message struct {
	At      time.Time
	To      string
	Request string
	About   string
	Text    string
}

// Refused is an input that was answered with no. It changed nothing.
type Refused struct {
	Input   int // its place among the inputs, as they were given
	At      time.Time
	Code    access.Code
	Field   string
	Message string
}
