package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestALeaseIsGivenAndTakenAwayAtItsEnd(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	lease := w.endOf(t, "a")
	if lease.State != access.Ended || lease.EndReason != access.Expiry {
		t.Fatalf("ended as %s for %s", lease.State, lease.EndReason)
	}
	if got := lease.EndedAt.Sub(lease.OpenedAt); got != time.Hour {
		t.Errorf("lasted %s, asked for an hour from the confirmation", got)
	}
	if w.held.Present || w.count("provision") != 1 || w.count("deprovision") != 1 {
		t.Errorf("held %v after effects %v", w.held.Present, w.effects)
	}
	want := []string{"access.claimed", "access.opened", "access.over", "access.ended"}
	if !slices.Equal(w.actions(), want) {
		t.Errorf("audit %v, want %v", w.actions(), want)
	}
	if !w.record.Settled {
		t.Error("the key is not settled in the ledger")
	}
}

func TestNothingIsTakenAwayWhileAnotherLeaseCoversIt(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", time.Hour))
	later := leaseFor("b", time.Hour)
	later.From = monday.Add(30 * time.Minute)
	w.acquireAt(30*time.Minute, later)
	w.run(t)
	if w.count("provision") != 1 || w.count("deprovision") != 1 {
		t.Fatalf("effects %v, want one in and one out", w.effects)
	}
	out := w.effects[1].at
	if out.Before(monday.Add(90 * time.Minute)) {
		t.Errorf("taken away at %s, while the second lease still ran", out)
	}
	if first := w.endOf(t, "a"); first.State != access.Ended || first.EndedAt.After(monday.Add(61*time.Minute)) {
		t.Errorf("the first lease ended %s at %s", first.State, first.EndedAt)
	}
}

func TestStandingAccessIsNeverTakenAway(t *testing.T) {
	w := newWorld(t)
	w.held = access.Holding{Present: true}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if !w.held.Present || len(w.effects) != 0 {
		t.Errorf("held %v after effects %v", w.held.Present, w.effects)
	}
	if lease := w.endOf(t, "a"); lease.State != access.Ended {
		t.Errorf("the lease is %s", lease.State)
	}
}

func TestATierFallsBackToTheOneBefore(t *testing.T) {
	scale := []string{"Basic", "Pro", "Enterprise"}
	tier := func(id, value string, d time.Duration) access.Lease {
		lease := leaseFor(id, d)
		lease.Attributes = []access.Attribute{{Name: "licenseType", Value: value, Scale: scale}}
		return lease
	}
	w := newWorld(t)
	w.held = access.Holding{Present: true, Attributes: map[string]string{"licenseType": "Basic"}}
	w.acquireAt(0, tier("pro", "Pro", 2*time.Hour))
	w.acquireAt(10*time.Minute, tier("ent", "Enterprise", time.Hour))
	var seen []string
	for _, at := range []time.Duration{5 * time.Minute, 30 * time.Minute, 80 * time.Minute, 130 * time.Minute} {
		w.env.RegisterDelayedCallback(func() { seen = append(seen, w.held.Attributes["licenseType"]) }, at)
	}
	w.env.RegisterDelayedCallback(func() {}, 3*time.Hour)
	w.run(t)
	if got := w.held.Attributes["licenseType"]; got != "Basic" || w.count("deprovision") != 0 {
		t.Errorf("left with %q after %v", got, w.effects)
	}
	if want := []string{"Pro", "Enterprise", "Pro"}; len(seen) < 3 || !slices.Equal(seen[:3], want) {
		t.Errorf("tiers %v, want %v", seen, want)
	}
}

func TestGivingBackEndsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 8*time.Hour))
	w.endAt(time.Hour, EndInput{LeaseID: "a", Reason: access.EarlyReturn, By: "ada"})
	w.run(t)
	lease := w.endOf(t, "a")
	if lease.EndReason != access.EarlyReturn || lease.EndedAt.After(monday.Add(61*time.Minute)) || w.held.Present {
		t.Errorf("ended for %s at %s, held %v", lease.EndReason, lease.EndedAt, w.held.Present)
	}
}

// A cancellation that the run hears of while it waits for the ledger comes after an end
// that passes meanwhile.
func TestACancellationMakesNoLeaseLonger(t *testing.T) {
	w := newWorld(t)
	end := monday.Add(time.Hour)
	w.ledgerUp = func() bool {
		return w.env.Now().Before(end.Add(-10*time.Second)) || w.env.Now().After(end.Add(5*time.Second))
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.acquireAt(time.Hour-10*time.Second, leaseFor("b", time.Hour))
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour+2*time.Second)
	w.run(t)
	if lease := w.endOf(t, "a"); lease.EndedAt.After(end) || lease.EndReason != access.Expiry {
		t.Errorf("it ended %s late for %s", lease.EndedAt.Sub(end), lease.EndReason)
	}
}

func TestACancelledRunEndsEveryLeaseInOrder(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 8*time.Hour))
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)
	w.run(t)
	lease := w.endOf(t, "a")
	if lease.State != access.Ended || lease.EndReason != access.Revoked || w.held.Present {
		t.Errorf("lease %s for %s, held %v", lease.State, lease.EndReason, w.held.Present)
	}
	if lease.EndedAt.After(monday.Add(61 * time.Minute)) {
		t.Errorf("ended at %s only", lease.EndedAt)
	}
}

func TestALeaseOfAYearEndsOnTimeAfterManyRuns(t *testing.T) {
	w := newWorld(t)
	year := 365 * 24 * time.Hour
	w.acquireAt(0, leaseFor("a", year))
	if runs := w.run(t); runs < 12 {
		t.Errorf("a year took %d runs; no run may be older than 30 days", runs)
	}
	lease := w.endOf(t, "a")
	if got := lease.ConfirmedAt.Sub(lease.OpenedAt); got < year || got > year+time.Minute {
		t.Errorf("lasted %s", got)
	}
	if w.count("provision") != 1 || w.count("deprovision") != 1 || w.held.Present {
		t.Errorf("effects %v", w.effects)
	}
}

func TestAnAbsoluteWindowOpensAndClosesOnItsMoments(t *testing.T) {
	w := newWorld(t)
	lease := leaseFor("a", 0)
	lease.From, lease.Ends = monday.Add(3*time.Hour), monday.Add(5*time.Hour)
	lease.GiveUp, lease.HardEnd, lease.State = lease.Ends, lease.Ends, access.Scheduled
	w.acquireAt(0, lease)
	w.run(t)
	if len(w.effects) != 2 {
		t.Fatalf("effects %v", w.effects)
	}
	for i, want := range []time.Time{lease.From, lease.Ends} {
		if got := w.effects[i].at; got.Before(want) || got.After(want.Add(time.Minute)) {
			t.Errorf("%s at %s, want %s", w.effects[i].do, got, want)
		}
	}
	if w.endOf(t, "a").EndReason != access.WindowEnd {
		t.Errorf("ended for %s", w.endOf(t, "a").EndReason)
	}
}

func TestAnEndThatIsAskedForAfterTheLeaseEndedIsItsOwn(t *testing.T) {
	open := leaseFor("a", time.Hour).Confirmed(monday)
	o := &owner{key: testKey, OwnerState: OwnerState{Record: access.KeyRecord{Leases: []access.Lease{open}}}}
	o.finish(open, open.End().Add(100*time.Millisecond), access.Revoked, "rhea", "Enough.")
	over, _ := o.find("a")
	if !over.EndedAt.Equal(open.End()) || over.EndReason != access.Expiry || over.EndedBy != access.System {
		t.Errorf("it ended at %s as %s by %s", over.EndedAt, over.EndReason, over.EndedBy)
	}
}
