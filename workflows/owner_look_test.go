package workflows

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func (w *world) lookAt(after time.Duration) {
	w.later(monday.Add(after), func() { w.env.SignalWorkflow(SignalLook, LookInput{Why: "Reconciled by hand."}) })
}

func (w *world) drifted() (n int) {
	for _, line := range w.audit {
		if line.Action == "access.drifted" && strings.HasPrefix(line.Detail, "Reconciled by hand.") {
			n++
		}
	}
	return n
}

// counting counts the calls that were asked for, failed ones included.
func (w *world) counting() map[string]int {
	asked := map[string]int{}
	w.fail = func(do string) (error, bool) {
		asked[do]++
		return nil, false
	}
	return asked
}

func TestALookPutsRightWhatSomebodyElseChanged(t *testing.T) {
	tier := leaseFor("a", 2*time.Hour)
	tier.Attributes = []access.Attribute{{Name: "tier", Value: "Pro", Scale: []string{"Basic", "Pro"}}}
	for name, c := range map[string]struct {
		lease access.Lease
		drift access.Holding
	}{
		"taken away": {leaseFor("a", 2*time.Hour), access.Holding{}},
		"changed":    {tier, access.Holding{Present: true, Attributes: map[string]string{"tier": "Basic"}}},
	} {
		w := newWorld(t)
		w.acquireAt(0, c.lease)
		w.later(monday.Add(30*time.Minute), func() { w.held = c.drift })
		w.lookAt(time.Hour)
		var after access.Holding
		w.later(monday.Add(61*time.Minute), func() { after = w.held })
		w.run(t)
		if !after.Present || c.lease.Attributes != nil && after.Attributes["tier"] != "Pro" {
			t.Errorf("%s: a minute after the look is held %+v", name, after)
		}
		if w.drifted() != 1 || w.takenAt() != 2*time.Hour || w.held.Present {
			t.Errorf("%s: written down %d times, taken after %s", name, w.drifted(), w.takenAt())
		}
	}
}

func TestALookTakesAwayWhatCameBackAfterItsEnd(t *testing.T) {
	w := newWorld(t)
	later := leaseFor("b", time.Hour)
	later.From, later.State = monday.Add(5*time.Hour), access.Scheduled
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.acquireAt(time.Minute, later)
	w.later(monday.Add(2*time.Hour), func() { w.held = access.Holding{Present: true} })
	w.lookAt(3 * time.Hour)
	w.run(t)
	if taken := w.effects[2]; taken.do != "deprovision" || taken.at.Sub(monday) != 3*time.Hour || w.drifted() != 1 {
		t.Errorf("effects %v, written down %d times", w.effects, w.drifted())
	}
}

func TestALookThatFindsNothingWrongCostsOneReadingAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	asked := w.counting()
	w.acquireAt(0, leaseFor("a", 10*time.Hour))
	for hour := range 9 {
		w.lookAt(time.Duration(hour+1) * time.Hour)
	}
	w.run(t)
	if asked["read"] != 1+9 || asked["provision"] != 1 || asked["deprovision"] != 1 || w.drifted() != 0 {
		t.Errorf("asked for %v", asked)
	}
	if w.takenAt() != 10*time.Hour || slices.Contains(w.actions(), "access.attention") {
		t.Errorf("taken after %s; %v", w.takenAt(), w.actions())
	}
}

func TestALookAtWhatNothingIsHeldOfReadsNothingAndIsOver(t *testing.T) {
	w := newWorld(t)
	asked := w.counting()
	w.held = access.Holding{Present: true} // somebody else's
	w.lookAt(0)
	w.run(t)
	if len(asked) != 0 || !w.held.Present {
		t.Errorf("asked for %v", asked)
	}
}

func TestALookWaitsForItsTurnAndIsNotLost(t *testing.T) {
	t.Run("while something is under way", func(t *testing.T) {
		w := newWorld(t)
		w.acquireAt(0, leaseFor("a", 3*time.Hour))
		w.acquireAt(time.Hour, leaseFor("b", time.Hour))
		down := true
		w.later(monday.Add(30*time.Minute), func() {
			w.fail = func(do string) (error, bool) {
				if down && do == "read" {
					return errors.New("503"), false
				}
				return nil, false
			}
			w.held = access.Holding{}
		})
		w.lookAt(40 * time.Minute)
		w.later(monday.Add(42*time.Minute), func() { down = false })
		var after access.Holding
		w.later(monday.Add(44*time.Minute), func() { after = w.held })
		w.run(t)
		if !after.Present || w.drifted() != 1 {
			t.Errorf("held %v, written down %d times", after.Present, w.drifted())
		}
	})
	t.Run("while the ledger does not answer", func(t *testing.T) {
		w := newWorld(t)
		w.acquireAt(0, leaseFor("a", 3*time.Hour))
		w.downBetween(time.Hour, 90*time.Minute)
		w.later(monday.Add(time.Hour), func() { w.held = access.Holding{} })
		w.lookAt(70 * time.Minute)
		var after access.Holding
		w.later(monday.Add(92*time.Minute), func() { after = w.held })
		w.run(t)
		if !after.Present || w.drifted() != 1 {
			t.Errorf("held %v, written down %d times", after.Present, w.drifted())
		}
	})
	t.Run("over a new run", func(t *testing.T) {
		w := newWorld(t)
		day := 24 * time.Hour
		w.acquireAt(0, leaseFor("a", 40*day))
		w.later(monday.Add(29*day), func() { w.held = access.Holding{} })
		w.downBetween(30*day-time.Minute, 30*day+time.Minute)
		w.lookAt(30*day - 30*time.Second)
		runs := w.run(t)
		if w.drifted() != 1 || runs < 2 {
			t.Errorf("written down %d times in %d runs", w.drifted(), runs)
		}
	})
}

func TestALookThatTheOutsideSystemRefusesCallsSomebodyAndIsOver(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 3*time.Hour))
	w.later(monday.Add(time.Hour), func() {
		w.fail = func(do string) (error, bool) {
			if do == "read" {
				return &integrations.Refused{Message: "The token may not read groups."}, false
			}
			return nil, false
		}
	})
	w.lookAt(time.Hour)
	w.run(t)
	if !slices.Contains(w.actions(), "access.attention") || w.takenAt() != 3*time.Hour || w.drifted() != 0 {
		t.Errorf("taken after %s; %v", w.takenAt(), w.actions())
	}
}

func TestALookTakesInWhatOnlyTheLedgerKnows(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.later(monday.Add(20*time.Minute), func() {
		w.leases["b"] = leaseFor("b", 2*time.Hour).Confirmed(monday.Add(10 * time.Minute))
	})
	w.lookAt(30 * time.Minute)
	w.run(t)
	lease := w.endOf(t, "b")
	if w.takenAt() != 130*time.Minute || lease.State != access.Ended || w.count("provision") != 1 {
		t.Errorf("taken after %s, the ledger says %s; effects %v", w.takenAt(), lease.State, w.effects)
	}
}

func TestOfALookWhatGivesLessCounts(t *testing.T) {
	for name, c := range map[string]struct {
		change func(w *world, lease access.Lease) access.Lease
		ends   time.Duration
		reason access.EndReason
	}{
		"over in the ledger": {func(_ *world, l access.Lease) access.Lease {
			return l.Finished(monday.Add(20*time.Minute), access.Revoked, "olaf", "No.")
		}, 30 * time.Minute, access.Revoked},
		"a higher revision in the ledger": {func(_ *world, l access.Lease) access.Lease {
			l = l.Prolonged(time.Hour)
			l.Rev = 1
			return l
		}, 3 * time.Hour, access.Expiry},
		"an earlier end of the same revision": {func(_ *world, l access.Lease) access.Lease {
			return l.Within(monday.Add(time.Hour), access.LeaveDate)
		}, time.Hour, access.LeaveDate},
		"a later end of the same revision": {func(_ *world, l access.Lease) access.Lease {
			return l.Prolonged(time.Hour)
		}, 2 * time.Hour, access.Expiry},
		"a ledger of yesterday, with less": {func(w *world, l access.Lease) access.Lease {
			w.record.Seq = 1
			l.State, l.OpenedAt, l.Ends = access.Opening, time.Time{}, time.Time{}
			return l
		}, 2 * time.Hour, access.Expiry},
	} {
		w := newWorld(t)
		w.acquireAt(0, leaseFor("a", 2*time.Hour))
		w.later(monday.Add(25*time.Minute), func() { w.leases["a"] = c.change(w, w.leases["a"]) })
		w.lookAt(30 * time.Minute)
		w.run(t)
		if lease := w.endOf(t, "a"); w.takenAt() != c.ends || lease.EndReason != c.reason || lease.State != access.Ended {
			t.Errorf("%s: taken after %s for %s", name, w.takenAt(), lease.EndReason)
		}
		if w.count("provision") != 1 || !w.record.Settled {
			t.Errorf("%s: effects %v, settled %v", name, w.effects, w.record.Settled)
		}
	}
}

func TestALookWritesAgainWhatTheLedgerLost(t *testing.T) {
	for name, lose := range map[string]func(*world){
		"all of it":       func(w *world) { w.leases, w.record = map[string]access.Lease{}, access.KeyRecord{} },
		"the key's state": func(w *world) { w.record = access.KeyRecord{Key: testKey, Seq: 1} },
	} {
		w := newWorld(t)
		w.acquireAt(0, leaseFor("a", 2*time.Hour))
		w.later(monday.Add(20*time.Minute), func() { lose(w) })
		w.later(monday.Add(30*time.Minute), func() {
			w.fail = func(do string) (error, bool) { return errLedgerDown, false } // that nothing else is written
		})
		w.lookAt(30 * time.Minute)
		var lease access.Lease
		var key access.KeyRecord
		w.later(monday.Add(31*time.Minute), func() { lease, key, w.fail = w.leases["a"], w.record, nil })
		w.run(t)
		if lease.State != access.Open || key.Seq < 2 || key.Baseline == nil || w.takenAt() != 2*time.Hour || w.count("provision") != 1 {
			t.Errorf("%s: the ledger has %s and %+v after the look; effects %v", name, lease.State, key, w.effects)
		}
	}
}

func TestARunOfYesterdayLearnsThatItIsAllOver(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	// The world has gone on without this run: it ended, was settled, and somebody else
	// gave it since.
	w.later(monday.Add(20*time.Minute), func() {
		over := w.leases["a"].Finished(monday.Add(10*time.Minute), access.EarlyReturn, "ada", "")
		over.State, over.ConfirmedAt = access.Ended, monday.Add(10*time.Minute)
		w.leases["a"] = over
		w.record = access.KeyRecord{Key: testKey, Seq: 90, Settled: true}
	})
	w.lookAt(30 * time.Minute)
	w.run(t)
	if w.count("deprovision") != 0 || w.count("provision") != 1 || !w.held.Present {
		t.Errorf("effects %v", w.effects)
	}
	if w.record.Seq <= 90 || w.endOf(t, "a").EndReason != access.EarlyReturn {
		t.Errorf("the ledger is at %d, %s", w.record.Seq, w.endOf(t, "a").EndReason)
	}
}

func TestStandingAccessThatSomebodyTookAwayIsNotGivenBackByALook(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	later := leaseFor("b", time.Hour)
	later.From, later.State = monday.Add(5*time.Hour), access.Scheduled
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.acquireAt(time.Minute, later)
	w.later(monday.Add(2*time.Hour), func() { w.held = access.Holding{} })
	w.lookAt(3 * time.Hour)
	var after bool
	w.later(monday.Add(4*time.Hour), func() { after = w.held.Present })
	w.run(t)
	if after || w.held.Present || w.drifted() != 1 {
		t.Errorf("given back: %v, at the end %v; effects %v", after, w.held.Present, w.effects)
	}
}
