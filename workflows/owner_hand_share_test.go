package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestASecondLeaseHasATryOfItsOwnAndEndsAsWhatItShares(t *testing.T) {
	later := func(lease access.Lease) access.Lease {
		lease.From = monday.Add(30 * time.Minute)
		return lease
	}
	t.Run("while the first waits, nobody named", func(t *testing.T) {
		w := newWorld(t)
		calls := w.answers(refusing("provision"))
		w.acquireAt(0, byHand("a", time.Hour))
		w.acquireAt(30*time.Minute, later(leaseFor("b", time.Hour)))
		w.holds(2*time.Hour, true)
		w.run(t)
		if a, b := w.endOf(t, "a"), w.endOf(t, "b"); a.OpenedAt.IsZero() || b.EndReason != access.NotGiven || calls["provision"] != 2 {
			t.Errorf("a opened %s, b ended for %s, %v", a.OpenedAt, b.EndReason, calls)
		}
	})
	t.Run("while the first waits and the system has recovered", func(t *testing.T) {
		w := newWorld(t)
		with := refusing("provision")
		w.answers(with)
		w.acquireAt(0, byHand("a", time.Hour))
		w.env.RegisterDelayedCallback(func() { delete(with, "provision") }, 20*time.Minute)
		w.acquireAt(30*time.Minute, later(byHand("b", time.Hour)))
		w.run(t)
		for _, id := range []string{"a", "b"} {
			if lease := w.endOf(t, id); lease.OpenedAt.Sub(monday) != 30*time.Minute || lease.State != access.Ended || lease.Hand != access.NoHand {
				t.Errorf("%+v", lease)
			}
		}
	})
	t.Run("while the first was given by hand", func(t *testing.T) {
		w := newWorld(t)
		calls := w.answers(refusing("read", "provision", "deprovision"))
		w.acquireAt(0, byHand("a", time.Hour))
		w.doneAt(20*time.Minute, "a", access.HandToGive)
		w.acquireAt(30*time.Minute, later(byHand("b", 2*time.Hour)))
		w.doneAt(3*time.Hour, "b", access.HandToTake)
		w.run(t)
		if a, b := w.endOf(t, "a"), w.endOf(t, "b"); a.Late() != 0 || !a.Shares || b.OpenedAt.Sub(monday) != 30*time.Minute || b.ConfirmedAt.Sub(monday) != 3*time.Hour {
			t.Errorf("%+v\n%+v", a, b)
		}
		if calls["provision"]+calls["deprovision"] != 0 {
			t.Errorf("%v were tried", calls)
		}
		w.expectHands(t, "b", access.HandGave, access.HandToTake, access.HandTook)
	})
	t.Run("while the first is to be taken away", func(t *testing.T) {
		w := newWorld(t)
		w.answers(refusing("read", "provision", "deprovision"))
		w.acquireAt(0, byHand("a", time.Hour))
		w.doneAt(20*time.Minute, "a", access.HandToGive)
		b := byHand("b", time.Hour)
		b.From = monday.Add(90 * time.Minute)
		w.acquireAt(90*time.Minute, b)
		w.doneAt(3*time.Hour, "b", access.HandToTake)
		w.run(t)
		if a, b := w.endOf(t, "a"), w.endOf(t, "b"); a.ConfirmedAt.Sub(monday) != 90*time.Minute || b.OpenedAt.Sub(monday) != 90*time.Minute || b.ConfirmedAt.Sub(monday) != 3*time.Hour {
			t.Errorf("%+v\n%+v", a, b)
		}
		w.expectHands(t, "a", access.HandToGive, access.HandGave, access.HandToTake, access.HandGave)
	})
}

func TestAHigherTierByHandHoldsUpNobodysEnd(t *testing.T) {
	tier := func(lease access.Lease, level string) access.Lease {
		lease.Attributes = []access.Attribute{{Name: "tier", Value: level, Scale: []string{"Basic", "Pro"}}}
		return lease
	}
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" && w.env.Now().After(monday.Add(5*time.Minute)) {
			return &integrations.Refused{Message: "No Pro for anybody."}, false
		}
		return nil, false
	}
	pro := tier(byHand("b", time.Hour), "Pro")
	pro.From = monday.Add(10 * time.Minute)
	w.acquireAt(0, tier(leaseFor("a", time.Hour), "Basic"))
	w.acquireAt(10*time.Minute, pro)
	w.env.RegisterDelayedCallback(func() { w.held = access.Holding{Present: true, Attributes: map[string]string{"tier": "Pro"}} }, 2*time.Hour)
	w.doneAt(2*time.Hour, "b", access.HandToGive)
	w.holds(4*time.Hour, false)
	w.run(t)
	if a, b := w.endOf(t, "a"), w.endOf(t, "b"); a.Late() > 10*time.Second || b.OpenedAt.Sub(monday) != 2*time.Hour || b.Holds != "" || b.State != access.Ended {
		t.Errorf("%+v\n%+v", a, b)
	}
}

func TestAnExtensionOfWhatWasGivenByHandMovesItsEnd(t *testing.T) {
	w := newWorld(t)
	w.answers(refusing("read", "provision", "deprovision"))
	w.acquireAt(0, byHand("a", time.Hour))
	w.doneAt(10*time.Minute, "a", access.HandToGive)
	w.prolongAt(40*time.Minute, "a", 30*time.Minute)
	w.doneAt(2*time.Hour, "a", access.HandToTake)
	w.run(t)
	if lease := w.endOf(t, "a"); lease.EndedAt.Sub(lease.OpenedAt) != 90*time.Minute || lease.State != access.Ended {
		t.Errorf("lasted %s, %s", lease.EndedAt.Sub(lease.OpenedAt), lease.State)
	}
}
