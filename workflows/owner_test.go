package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
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

func TestTakingAwayNeverGivesUpAndItsLatenessIsRecorded(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && w.env.Now().Before(monday.Add(26*time.Hour)) {
			return errors.New("500 Internal Server Error"), false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	lease := w.endOf(t, "a")
	if w.held.Present || lease.State != access.Ended {
		t.Fatalf("held %v, lease %s", w.held.Present, lease.State)
	}
	if lease.Late() < 24*time.Hour {
		t.Errorf("late by %s, the outside system was down for a day", lease.Late())
	}
	late := 0
	for _, action := range w.actions() {
		if action == "access.late" {
			late++
		}
	}
	if late != 3 {
		t.Errorf("reported late %d times, want at 1, 5 and 15 minutes", late)
	}
}

func TestARefusedEndStaysOpenAndIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	refused := 0
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && refused < 3 {
			refused++
			return &integrations.Refused{Code: "E0000046", Message: "A group gives this app."}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if w.held.Present || w.endOf(t, "a").State != access.Ended {
		t.Fatal("a refusal ended the trying")
	}
	if !slices.Contains(w.actions(), "access.attention") {
		t.Error("nobody was called")
	}
}

func TestARefusedBeginningGivesNothing(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Refused{Message: "The group is managed by a rule."}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	lease := w.endOf(t, "a")
	if lease.State != access.RefusedLease || lease.EndReason != access.NotGiven || w.held.Present {
		t.Errorf("lease %s for %s, held %v", lease.State, lease.EndReason, w.held.Present)
	}
	if lease.EndedAt.After(monday.Add(time.Minute)) {
		t.Errorf("said so at %s only", lease.EndedAt)
	}
}

func TestAnEffectThatLandsAfterEverybodyGaveUpIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Unknown{Doing: "add member", Err: errors.New("timeout")}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.endAt(10*time.Second, EndInput{LeaseID: "a", Reason: access.EarlyReturn, By: "ada"})
	landed := false
	w.env.RegisterDelayedCallback(func() {
		landed = true
		if w.endOf(t, "a").State != access.RefusedLease {
			t.Error("not confirmed as absent before the late effect")
		}
		w.held = access.Holding{Present: true} // the call of before, at last
	}, 35*time.Second)
	w.run(t)
	if !landed || w.held.Present {
		t.Errorf("the owner waited for it: %v; it is still held: %v", landed, w.held.Present)
	}
}

func TestAnAnswerThatWasLostIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) {
		if do == "provision" {
			return &integrations.Unknown{Doing: "add member", Err: errors.New("connection reset")}, true
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.endAt(10*time.Minute, EndInput{LeaseID: "a", Reason: access.Revoked, By: "owner", Note: "not needed"})
	w.run(t)
	if w.held.Present {
		t.Error("what was given without an answer is still held")
	}
	if lease := w.endOf(t, "a"); lease.State != access.RefusedLease && lease.State != access.Ended {
		t.Errorf("the lease is %s", lease.State)
	}
}

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
