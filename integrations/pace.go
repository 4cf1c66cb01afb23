package integrations

// Pace is how much work a connector can do in a minute within the limits of its
// outside system as far as they are known, less what other work leaves alone. It is
// what lateness is predicted from: the slowest kind of thing the connector has
// lately worked on counts.
type Pace struct {
	RemovalsPerMinute   int
	ProvisionsPerMinute int
}

// Paced is a Provider whose system limits how fast it can be changed.
type Paced interface {
	// Pace says what can be done in a minute right now. It makes no call.
	Pace() Pace
}
