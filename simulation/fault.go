package simulation

import (
	"errors"
	"fmt"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// FaultKind is how an outside system fails.
type FaultKind string

// The kinds of faults. Whatever fails changes nothing.
const (
	Unavailable FaultKind = "unavailable"  // answers 5xx: nobody knows, try again
	RateLimited FaultKind = "rate_limited" // asks to come back when the fault is over
	Gone        FaultKind = "gone"         // says that it does not exist any more
	Refusing    FaultKind = "refused"      // will not do it, however often it is asked
)

// Fault makes calls fail from the input's moment until Until, zero being for ever.
// What it leaves empty it does not look at. It counts before everything else that
// happens at its moment.
type Fault struct {
	Kind      FaultKind
	Until     time.Time
	Connector string // calls to this connector
	Resource  string // and only about this resource
	Do        string // and only "read", "provision" or "deprovision"
	Fact      string // or asking this fact
	Hook      string // or posting to this hook
}

// attempt is a call as faults see it.
type attempt struct{ connector, resource, do, fact, hook string }

func (f Fault) concerns(a attempt) bool {
	switch {
	case f.Fact != "" || f.Hook != "":
		return f.Fact != "" && f.Fact == a.fact || f.Hook != "" && f.Hook == a.hook
	default:
		return f.Connector == a.connector && a.connector != "" &&
			(f.Resource == "" || f.Resource == a.resource) && (f.Do == "" || f.Do == a.do)
	}
}

// faults are all there will be.
type faults []spell[Fault]

func (f faults) of(a attempt, at time.Time) error {
	for _, fault := range f {
		if fault.holds(at) && fault.what.concerns(a) {
			return fault.what.answer(a)
		}
	}
	return nil
}

func (f Fault) answer(a attempt) error {
	what := a.connector + a.fact + a.hook
	switch f.Kind {
	case RateLimited:
		return &integrations.RetryLater{At: f.Until, Reason: "rate limit of " + what + " reached"}
	case Gone:
		return &integrations.Gone{What: "resource", ID: a.resource}
	case Refusing:
		return &integrations.Refused{Code: "simulated", Message: what + " refuses."}
	default:
		return &integrations.Unknown{Doing: fmt.Sprintf("%s %s", a.do, what), Err: errors.New("it answers 503")}
	}
}
