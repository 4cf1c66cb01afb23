package providertest

import (
	"context"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// Harness is an outside system of its own for one test, and a connector to it.
type Harness struct {
	Provider integrations.Provider

	// Keys are at least four different keys that nobody holds yet, of four subjects.
	Keys []access.Key
	// Tiers is an attribute of every key with two values, the lower one first, and
	// Beside another one with a value; both nil where a key has no attributes.
	Tiers  *Tiers
	Beside *access.Attribute
	// Managed is a key that something else holds for its subject and that the
	// connector must therefore leave alone; zero where there is no such thing.
	Managed access.Key

	// Outside reads what is held past the connector, with all of its attributes.
	Outside func(key access.Key) access.Holding
	// Give makes somebody hold it past the connector, as an administrator would.
	Give func(key access.Key, held access.Holding)
	// Effects counts what has changed in the outside system so far.
	Effects func() int
	// RemoveSubject and RemoveResource delete one half of a key.
	RemoveSubject, RemoveResource func(key access.Key)
	// Break makes every matching call misbehave until Mend; a failure the outside
	// system cannot have is skipped by returning false.
	Break func(how Failure, where Calls) bool
	Mend  func()
	// Limited is when a system broken by TooMany will listen again, and Land lets
	// effects that are late happen now.
	Limited func() time.Time
	Land    func()
	// Crowd makes more people hold the first key's resource than a page lists, and
	// LagBehind keeps lists from following for a while what happens from now on; both
	// are for providers that list, LagBehind nil where lists always follow at once.
	Crowd     func() []string
	LagBehind func()
	// Secret is what must never be seen in an error.
	Secret string
}

// Tiers is an attribute and two of its values.
type Tiers struct{ Name, Low, High string }

// Failure is a way to misbehave.
type Failure int

// The failures that a connector has to survive.
const (
	TooMany       Failure = iota // asks for patience until Limited
	Down                         // answers with an error of its own
	LostBefore                   // no answer, no effect
	LostAfter                    // no answer, but the effect
	Late                         // no answer, and the effect when Land is called
	Slow                         // answers after a second
	WrongPassword                // credentials are not accepted
)

// Calls are those that a failure strikes.
type Calls int

// Writes change something, All include reads.
const (
	All Calls = iota
	Writes
)

// held is the key with the attributes of one tier, where keys have any.
func (h Harness) held(tier func(*Tiers) string) access.Holding {
	want := access.Holding{Present: true}
	if h.Tiers != nil {
		want.Attributes = map[string]string{h.Tiers.Name: tier(h.Tiers)}
	}
	return want
}

func low(t *Tiers) string  { return t.Low }
func high(t *Tiers) string { return t.High }

func (h Harness) names() []string {
	if h.Tiers == nil {
		return nil
	}
	return []string{h.Tiers.Name}
}

func (h Harness) broken(t *testing.T, how Failure, where Calls) {
	t.Helper()
	if !h.Break(how, where) {
		t.Skip("this system cannot fail that way")
	}
	t.Cleanup(h.Mend)
}

func context5s(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	t.Cleanup(cancel)
	return ctx
}
