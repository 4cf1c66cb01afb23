package access

import "time"

// AuditLine is one thing that somebody or something did, refused attempts
// included. Lines are only ever appended; each carries the hash of the one before.
type AuditLine struct {
	Seq       int64          `json:"seq"`
	ID        string         `json:"id"` // the same act recorded twice has the same id and is one line
	At        time.Time      `json:"at"`
	Actor     string         `json:"actor"`  // a person's id, or "curfew"
	Action    string         `json:"action"` // "request.submitted", "decision.refused", "access.ended"
	Object    string         `json:"object"` // what it was done to: "request/…", "lease/…"
	RequestID string         `json:"request_id,omitempty"`
	Detail    string         `json:"detail,omitempty"` // a sentence
	Data      map[string]any `json:"data,omitempty"`
	PrevHash  string         `json:"prev_hash"`
	Hash      string         `json:"hash"`
}

// System is the actor of what nobody did by hand.
const System = "curfew"

// Message is a line in somebody's own message list in the console.
type Message struct {
	ID        string    `json:"id"` // the same message sent twice has the same id and is one message
	PersonID  string    `json:"person_id"`
	RequestID string    `json:"request_id,omitempty"`
	About     string    `json:"about"` // "request_approved", "access_started", …
	Text      string    `json:"text"`
	At        time.Time `json:"at"`
	ReadAt    time.Time `json:"read_at,omitzero"`
}

// Event says that something changed, for pages that are open. It carries no
// content: who hears it asks again for what they may see.
type Event struct {
	ID       int64     `json:"id"`
	At       time.Time `json:"at"`
	Topic    string    `json:"topic"` // "request", "approval", "access", "message", "catalogue", "automation"
	Ref      string    `json:"ref"`   // the thing's id
	Audience []string  `json:"-"`     // people's ids; admins and auditors hear everything
}
