package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// byHand is a lease that people give where the system has not within an hour, and
// they have eight more.
func byHand(id string, duration time.Duration) access.Lease {
	lease := leaseFor(id, duration)
	lease.ByHandAt, lease.GiveUp = monday.Add(time.Hour), monday.Add(9*time.Hour)
	lease.HardEnd = lease.GiveUp.Add(duration)
	return lease
}

var errDown = errors.New("503 Service Unavailable")

// answers has the outside system answer calls of each kind so, and counts them all.
func (w *world) answers(with map[string]error) map[string]int {
	calls := map[string]int{}
	w.fail = func(do string) (error, bool) {
		calls[do]++
		return with[do], false
	}
	return calls
}

func refusing(dos ...string) map[string]error {
	with := map[string]error{}
	for _, do := range dos {
		with[do] = &integrations.Refused{Code: "410", Message: "It is gone."}
	}
	return with
}

// doneAt is somebody's word.
func (w *world) doneAt(after time.Duration, id string, asked access.Hand) {
	w.env.RegisterDelayedCallback(func() {
		w.env.SignalWorkflow(SignalDone, DoneInput{LeaseID: id, Asked: asked, By: "omar", Name: "Omar", At: w.env.Now()})
	}, after)
}

func (w *world) holds(after time.Duration, present bool) {
	w.env.RegisterDelayedCallback(func() { w.held = access.Holding{Present: present} }, after)
}

// hands lists what a request heard was done by hand, each hand once in a row, without
// the beginning at which nothing was.
func (w *world) hands(id string) []access.Hand {
	var hands []access.Hand
	for _, lease := range w.told {
		if lease.ID == id {
			hands = append(hands, lease.Hand)
		}
	}
	if len(hands) > 0 && hands[0] == access.NoHand {
		hands = slices.Compact(hands)[1:]
	}
	return slices.Compact(hands)
}

func (w *world) expectHands(t *testing.T, id string, want ...access.Hand) {
	t.Helper()
	if got := w.hands(id); !slices.Equal(got, want) {
		t.Errorf("the request of %s heard of %q, want %q", id, got, want)
	}
}
