package workflows

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAKeyThatIsNeverSettledDoesNotRememberAllOfTheYear(t *testing.T) {
	w := newWorld(t)
	day := 24 * time.Hour
	w.acquireAt(0, leaseFor("base", 365*day))
	times := 0
	for at := day; at < 364*day; at += 5 * day {
		lease := leaseFor(fmt.Sprintf("at-%d", at/day), time.Hour)
		lease.Attributes = []access.Attribute{{Name: "tier", Value: "Pro", Scale: []string{"Basic", "Pro"}}}
		lease.From, lease.GiveUp = monday.Add(at), monday.Add(at+time.Hour)
		lease.HardEnd = lease.GiveUp.Add(time.Hour)
		w.later(lease.From, func() { w.update(UpdateAcquire, "acquire/"+lease.ID, lease) })
		times++
	}
	first := w.leases
	w.later(monday.Add(200*day+time.Hour), func() { // handed over once more, long after
		w.update(UpdateAcquire, "acquire/once-more", first["at-1"])
	})
	w.run(t)
	for i, state := range w.carried {
		if n := len(state.Record.Leases); n > 2 || len(state.Told) != n {
			t.Errorf("run %d hands on %d leases, told of %d", i+1, n, len(state.Told))
		}
	}
	if gave := w.count("provision"); gave != 1+2*times || w.count("deprovision") != 1 {
		t.Errorf("%d given and %d taken, for %d times", gave, w.count("deprovision"), times)
	}
	for id, lease := range w.leases {
		if lease.State != access.Ended {
			t.Errorf("%s is %s in the ledger", id, lease.State)
		}
	}
}

func TestWhatMayStillComeBackIsRemembered(t *testing.T) {
	w := newWorld(t)
	day := 24 * time.Hour
	w.acquireAt(0, leaseFor("base", 60*day))
	pro := leaseFor("pro", time.Hour)
	pro.Attributes = []access.Attribute{{Name: "tier", Value: "Pro", Scale: []string{"Basic", "Pro"}}}
	pro.From, pro.GiveUp, pro.HardEnd = monday.Add(30*day-time.Hour-10*time.Second), monday.Add(31*day), monday.Add(32*day)
	w.later(pro.From, func() { w.update(UpdateAcquire, "acquire/pro", pro) })
	// Its end is unclear as the run is as old as it may be, and the effect lands late.
	w.later(monday.Add(30*day-time.Minute), func() {
		lost := false
		w.fail = func(do string) (error, bool) {
			if do == "provision" && !lost {
				lost = true
				return errLedgerDown, true
			}
			return nil, false
		}
	})
	w.later(monday.Add(30*day+20*time.Second), func() { w.held.Attributes["tier"] = "Pro" })
	w.run(t)
	if w.held.Present || len(w.carried) == 0 || len(w.carried[0].Record.Leases) != 2 {
		t.Fatalf("held %v", w.held)
	}
	var lowered int
	for _, seen := range w.effects {
		if at := seen.at.Sub(monday); seen.do == "provision" && at > 30*day+20*time.Second && at < 30*day+2*time.Minute {
			lowered++
		}
	}
	if lowered != 1 {
		t.Errorf("what came back was taken away %d times: %v", lowered, w.effects)
	}
}
