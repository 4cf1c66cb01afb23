package integrations

import (
	"context"
	"time"
)

// Outside is what Curfew asks and tells beyond connectors: facts and hooks, each
// by its name in the configuration. Its methods honour the context's deadline,
// never retry by themselves, and answer with one of this package's errors; a name
// that is not configured is *Refused.
type Outside interface {
	// Ask says whether a fact is true of somebody right now. It changes nothing.
	Ask(ctx context.Context, question FactQuestion) (FactAnswer, error)
	// Who says of whom a fact is true right now. It changes nothing.
	Who(ctx context.Context, question WhoQuestion) (WhoAnswer, error)
	// Post tells a hook what happened and returns when it was taken. Whoever listens
	// knows by the ID that a second call is the same event.
	Post(ctx context.Context, event HookEvent) error
}

// FactQuestion asks whether a fact is true of somebody.
type FactQuestion struct {
	Fact   string     `json:"fact"` // its name in the configuration
	Person FactPerson `json:"person"`
	Matter string     `json:"matter,omitempty"` // what it is about, for instance a ticket
}

// FactPerson is as much of a person as an outside system needs to know who it is.
type FactPerson struct {
	ID    string `json:"id"`
	Login string `json:"login"`
	Email string `json:"email,omitempty"`
}

// FactAnswer is what an outside system says of a fact.
type FactAnswer struct {
	True bool `json:"true"`
	// Until is when that ends, as far as is known there; zero is not known.
	Until time.Time `json:"until,omitzero"`
	// Says is a sentence for people, for instance who is on call; possibly empty.
	Says string `json:"says,omitempty"`
}

// WhoQuestion asks of whom a fact is true.
type WhoQuestion struct {
	Fact string `json:"fact"` // its name in the configuration
}

// MostWho is how many people may be an answer. Whoever names more has not understood
// the question.
const MostWho = 50

// WhoAnswer is who that is, in the order of the answer, each once and at most MostWho.
// Nobody is an answer.
type WhoAnswer struct {
	Logins []string `json:"logins"`
}

// HookEvent is something that happened, for a hook.
type HookEvent struct {
	Hook string         `json:"hook"` // its name in the configuration
	ID   string         `json:"id"`   // of the event, however often it is posted
	Type string         `json:"type"` // "access.started"
	At   time.Time      `json:"at"`   // when it happened
	Text string         `json:"text,omitempty"`
	Data map[string]any `json:"data,omitempty"`
}
