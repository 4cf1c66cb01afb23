package oktasim

import (
	"fmt"
	"sync"
	"time"
)

// Where a connection is dropped.
const (
	DropBefore = "before" // nothing happens, and no answer arrives
	DropAfter  = "after"  // the effect happens, but its answer is lost
)

// Fault is ordered misbehaviour of calls.
type Fault struct {
	// Route is the path of an operation as Okta's description writes it, for
	// instance "/api/v1/groups/{groupId}/users/{userId}"; empty is every operation.
	Route string `json:"route"`
	// Method is an HTTP method; empty is every method.
	Method string `json:"method"`
	// Times is how many calls it strikes; 0 is all until faults are cleared.
	Times int `json:"times"`
	// LatencyMS delays the call. Its effect still happens if the caller leaves.
	LatencyMS int `json:"latency_ms"`
	// Status answers with that error instead of doing anything. 429 carries the
	// rate-limit headers.
	Status int `json:"status"`
	// Code is Okta's error code in that answer; the usual one where empty.
	Code string `json:"code"`
	// ResetSeconds is when a 429 ends, counted from now.
	ResetSeconds int `json:"reset_seconds"`
	// Drop closes the connection, see DropBefore and DropAfter.
	Drop string `json:"drop"`
	// LateMS closes the connection and lets the effect happen that much later, or
	// earlier when Faults.Land is called: the caller believes that it failed.
	LateMS int `json:"late_ms"`
}

// Validate refuses a fault that could never strike or says two things at once.
func (f Fault) Validate() error {
	switch {
	case f.Drop != "" && f.Drop != DropBefore && f.Drop != DropAfter:
		return fmt.Errorf("a fault drops %q or %q, not %q", DropBefore, DropAfter, f.Drop)
	case f.Times < 0 || f.LatencyMS < 0 || f.LateMS < 0 || f.ResetSeconds < 0:
		return fmt.Errorf("times and durations of a fault are not negative")
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("a fault answers with a status from 400 to 599, not %d", f.Status)
	case f.Status != 0 && (f.Drop != "" || f.LateMS > 0), f.Drop != "" && f.LateMS > 0:
		return fmt.Errorf("a fault has one of status, drop and late_ms")
	case f.Status == 0 && f.Drop == "" && f.LateMS == 0 && f.LatencyMS == 0:
		return fmt.Errorf("a fault needs a status, drop, late_ms or latency_ms")
	}
	if f.Route == "" {
		return nil
	}
	for _, r := range table() {
		if r.path == f.Route && (f.Method == "" || f.Method == r.method) {
			return nil
		}
	}
	return fmt.Errorf("no operation has the route %q with method %q", f.Route, f.Method)
}

// Faults are the ordered faults, struck in the order they were added.
type Faults struct {
	mu      sync.Mutex
	ordered []Fault
	late    []*lateEffect
}

type lateEffect struct {
	once sync.Once
	land func()
}

func newFaults() *Faults { return &Faults{} }

// Add orders faults; either all of them or, where one is wrong, none.
func (f *Faults) Add(faults ...Fault) error {
	for _, fault := range faults {
		if err := fault.Validate(); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ordered = append(f.ordered, faults...)
	return nil
}

// Clear takes all orders back. Effects that are late still land.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ordered = nil
}

// List shows what is still ordered.
func (f *Faults) List() []Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Fault{}, f.ordered...)
}

// Land lets every late effect happen now and returns how many there were.
func (f *Faults) Land() int {
	f.mu.Lock()
	late := f.late
	f.late = nil
	f.mu.Unlock()
	for _, effect := range late {
		effect.once.Do(effect.land)
	}
	return len(late)
}

func (f *Faults) take(method, path string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.ordered {
		if (fault.Route != "" && fault.Route != path) || (fault.Method != "" && fault.Method != method) {
			continue
		}
		if fault.Times == 1 {
			f.ordered = append(f.ordered[:i:i], f.ordered[i+1:]...)
		} else if fault.Times > 1 {
			f.ordered[i].Times--
		}
		return fault, true
	}
	return Fault{}, false
}

func (f *Faults) hold(after time.Duration, land func()) {
	effect := &lateEffect{land: land}
	f.mu.Lock()
	f.late = append(f.late, effect)
	f.mu.Unlock()
	time.AfterFunc(after, func() {
		f.mu.Lock()
		f.late = without(f.late, effect)
		f.mu.Unlock()
		effect.once.Do(effect.land)
	})
}

func without(late []*lateEffect, gone *lateEffect) []*lateEffect {
	var rest []*lateEffect
	for _, effect := range late {
		if effect != gone {
			rest = append(rest, effect)
		}
	}
	return rest
}
