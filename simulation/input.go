package simulation

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Input is something that somebody does, or that happens outside, at a moment. At
// one moment inputs count in their order, after everything else that is due then.
type Input struct {
	At time.Time
	Do Act
}

// Act is what an input does: one of this package's types.
type Act interface{ act(w *world) error }

// Submit asks for access, with the checks of the API. People are logins.
type Submit struct {
	Request string // its id
	// Automation by name; empty is the first one that offers it to the requester.
	Automation   string
	Entitlements []string // one, or all of a bundle
	Requester    string
	Subject      string // empty is the requester
	Reason       string
	Answers      map[string]any
	Ask          access.Ask
}

// Decide is somebody's word in an approval, questions step or review: the open one
// that asks them, unless Step says which.
type Decide struct {
	Request     string
	Step        string
	Entitlement string // of a bundle that is decided about apart
	Person      string
	Verdict     access.Verdict
	Comment     string
	Duration    time.Duration
	Start       time.Time
	// SignedInAt is when they signed in last; zero is just now.
	SignedInAt time.Time
	Answers    map[string]any
	// ID names the click, so that two inputs can be the same one; empty is a new one.
	ID string
}

// Withdraw takes a request back.
type Withdraw struct{ Request, Person string }

// GiveBack is the holder's own end of what they hold by a request.
type GiveBack struct{ Request, Person string }

// Revoke takes away what is held by a request, and every window to come.
type Revoke struct{ Request, Person, Note string }

// Extend asks for more time.
type Extend struct {
	Request, Person string
	By              time.Duration
	Reason          string
	ID              string // as in Decide
}

// ChangePerson is what a directory sync finds: somebody is not as they were.
type ChangePerson struct {
	Login  string
	Change func(*access.Person)
}

// ByHand is what a human does in an outside system itself: somebody holds something
// there, or no longer does, and nobody told Curfew.
type ByHand struct {
	Person      string // login of the holder
	Entitlement string
	Taken       bool // away; otherwise it is given
}

// Delegate makes somebody decide in somebody else's place.
type Delegate struct {
	Person, Delegate string // logins
	From, Until      time.Time
	Reason           string
}

// OutsideEvent is a signed event about a matter.
type OutsideEvent struct{ Event, Matter, Says string }
