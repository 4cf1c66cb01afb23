package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestGivingWaitsForTheLedgerAndTakingAwayDoesNot(t *testing.T) {
	w := newWorld(t)
	down := monday.Add(50 * time.Minute)
	up := monday.Add(2 * time.Hour)
	w.ledgerUp = func() bool { now := w.env.Now(); return now.Before(down) || !now.Before(up) }
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if len(w.effects) != 2 || w.effects[1].do != "deprovision" {
		t.Fatalf("effects %v", w.effects)
	}
	if out := w.effects[1].at; out.After(monday.Add(time.Hour + ledgerWait)) {
		t.Errorf("taken away at %s: it waited for the ledger", out)
	}
	if !w.effects[0].justified {
		t.Error("given before the ledger had the lease")
	}
	if w.endOf(t, "a").State != access.Ended {
		t.Error("the ledger was not brought up to date")
	}
}

// ledgerWait is how long an end waits for a ledger that does not answer at the most: for
// what is written within a workflow task and, after that, by an activity.
const ledgerWait = 5*time.Second + databasePatience

func TestAnEndWaitsOnceForALedgerThatWasAwayBeforeIt(t *testing.T) {
	for _, before := range []time.Duration{time.Second, 12 * time.Second, 22 * time.Second, 31 * time.Second, 44 * time.Second} {
		w := newWorld(t)
		down := time.Hour - before
		w.ledgerUp = func() bool { now := w.env.Now().Sub(monday); return now < down || now > 3*time.Hour/2 }
		w.acquireAt(0, leaseFor("a", time.Hour))
		w.acquireAt(time.Minute, leaseFor("b", 2*time.Hour))
		w.endAt(down, EndInput{LeaseID: "b", Reason: access.EarlyReturn, By: "ada"})
		w.run(t)
		if late := w.takenAt() - time.Hour; len(w.effects) != 2 || late < 0 || late > ledgerWait {
			t.Errorf("away %s before: taken %s late, effects %v", before, late, w.effects)
		}
	}
}

func TestAnEndThatPassesWhileTheOwnerIsAtWorkIsNotSleptOver(t *testing.T) {
	w := newWorld(t)
	end := monday.Add(time.Hour)
	w.ledgerUp = func() bool {
		now := w.env.Now()
		return now.Before(end.Add(-5*time.Second)) || now.After(end.Add(3*time.Second))
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.acquireAt(time.Minute, leaseFor("b", 2*time.Hour))
	// Writing this into the ledger takes until after the end of the other.
	w.endAt(time.Hour-4*time.Second, EndInput{LeaseID: "b", Reason: access.EarlyReturn, By: "ada"})
	w.run(t)
	if n := len(w.effects); n != 2 {
		t.Fatalf("effects %v", w.effects)
	}
	if out := w.effects[1].at; out.After(end.Add(30 * time.Second)) {
		t.Errorf("taken away at %s, due at %s", out, end)
	}
}

func TestALeaseThatEndedInTheLedgerNeverComesBack(t *testing.T) {
	w := newWorld(t)
	over := leaseFor("a", time.Hour).Finished(monday, access.Revoked, "owner", "")
	w.leases["a"] = over
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if len(w.effects) != 0 || w.held.Present {
		t.Errorf("effects %v", w.effects)
	}
}

func TestARunThatWasTerminatedIsTakenUpFromTheLedger(t *testing.T) {
	w := newWorld(t)
	lease := leaseFor("a", time.Hour).Confirmed(monday)
	w.leases["a"] = lease
	w.held = access.Holding{Present: true}
	absent := access.Holding{}
	w.record = access.KeyRecord{Key: testKey, Seq: 7, Baseline: &absent, Applied: &access.Holding{Present: true}}
	w.run(t)
	if w.held.Present || w.endOf(t, "a").State != access.Ended {
		t.Errorf("held %v, lease %s: what was ours was taken for standing access", w.held.Present, w.endOf(t, "a").State)
	}
}

func TestABaselineOfLongAgoIsNotTakenForToday(t *testing.T) {
	w := newWorld(t)
	w.leases["a"] = leaseFor("a", time.Hour)
	w.held = access.Holding{Present: true}
	absent := access.Holding{}
	w.record = access.KeyRecord{Key: testKey, Seq: 9, Settled: true, Baseline: &absent, Applied: &absent}
	w.run(t)
	if !w.held.Present || len(w.effects) != 0 {
		t.Errorf("held %v after %v: what somebody else gave meanwhile was taken away", w.held.Present, w.effects)
	}
}

// What a crash has undone of an owner's run stays in the ledger, and the owner hears of it
// when it writes there again.
func TestWhatIsOverInTheLedgerIsOverForItsOwner(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 4*time.Hour))
	cut := monday.Add(time.Hour)
	w.env.RegisterDelayedCallback(func() {
		w.leases["a"] = w.leases["a"].Finished(cut, access.EarlyReturn, "ada", "")
	}, time.Hour)
	w.acquireAt(2*time.Hour, leaseFor("b", time.Minute))
	w.run(t)
	if lease := w.endOf(t, "a"); !lease.EndedAt.Equal(cut) || lease.ConfirmedAt.After(monday.Add(2*time.Hour+2*time.Minute)) {
		t.Errorf("it was over at %s, and confirmed at %s", lease.EndedAt, lease.ConfirmedAt)
	}
}

func TestALeaseWasOverWhenTheLedgerFirstSaidSo(t *testing.T) {
	w := newWorld(t)
	cut := monday.Add(time.Hour)
	w.acquireAt(0, leaseFor("a", 4*time.Hour))
	w.endAt(2*time.Hour, EndInput{LeaseID: "a", Reason: access.Revoked, By: "rhea"})
	w.env.RegisterDelayedCallback(func() {
		w.leases["a"] = w.leases["a"].Finished(cut, access.EarlyReturn, "ada", "")
	}, 2*time.Hour)
	w.run(t)
	told := w.told[len(w.told)-1]
	if lease := w.endOf(t, "a"); !lease.EndedAt.Equal(cut) || !told.EndedAt.Equal(cut) || told.EndReason != access.EarlyReturn {
		t.Errorf("it was over at %s, and its request was told %s for %s", lease.EndedAt, told.EndedAt, told.EndReason)
	}
}

// Whoever hands over once more what is over, as a run that was reset does, has nothing
// looked at and nothing forgotten.
func TestASettledKeyRemembersWhatWasThereBefore(t *testing.T) {
	w := newWorld(t)
	held := access.Holding{Present: true}
	w.held, w.record = held, access.KeyRecord{Key: testKey, Seq: 9, Settled: true, Baseline: &held, Applied: &held}
	over := leaseFor("a", time.Hour).Confirmed(monday.Add(-2*time.Hour)).Finished(monday.Add(-time.Hour), access.Expiry, access.System, "")
	over.State, over.ConfirmedAt = access.Ended, monday.Add(-time.Hour)
	w.leases["a"] = over
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if w.record.Baseline == nil || !w.record.Baseline.Present || !w.record.Settled || len(w.effects) != 0 {
		t.Errorf("the ledger says %+v, effects %v", w.record, w.effects)
	}
}
