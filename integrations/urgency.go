package integrations

import "context"

// Urgency says what goes first where an outside system allows only so many calls a
// minute: what is urgent, then ends, then everything ordinary, imports last.
type Urgency string

// The urgencies.
const (
	Ordinary Urgency = ""       // giving, and reading what somebody holds
	Urgent   Urgency = "urgent" // giving in an emergency, and the read before it
	Ending   Urgency = "ending" // taking away, if only a part
	Import   Urgency = "import" // reading everybody and everything there is
)

type urgencyKey struct{}

// WithUrgency says how urgent the calls are that are made with the context.
func WithUrgency(ctx context.Context, urgency Urgency) context.Context {
	return context.WithValue(ctx, urgencyKey{}, urgency)
}

// UrgencyOf is how urgent a call is; Ordinary where nobody said.
func UrgencyOf(ctx context.Context) Urgency {
	urgency, _ := ctx.Value(urgencyKey{}).(Urgency)
	return urgency
}

// Reserve is how many of the calls that a system allows in a minute are not to be
// used by work of this urgency. Curfew leaves a fifth to everybody else, whatever
// the hurry; each urgency besides leaves something to those that go before it, so
// that an emergency finds calls left in the middle of a thousand ends. Parts of a
// call are left as well.
func (u Urgency) Reserve(limit int) int {
	percent := 30
	switch u {
	case Urgent:
		percent = 20
	case Ending:
		percent = 25
	case Import:
		percent = 50
	}
	return (limit*percent + 99) / 100
}
