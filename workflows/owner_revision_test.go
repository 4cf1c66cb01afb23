package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// downBetween makes the ledger not answer from one moment until another.
func (w *world) downBetween(from, until time.Duration) {
	w.ledgerUp = func() bool {
		after := w.env.Now().Sub(monday)
		return after < from || after >= until
	}
}

// takenAt is when the outside system let go of it.
func (w *world) takenAt() time.Duration {
	at := slices.IndexFunc(w.effects, func(seen effectSeen) bool { return seen.do == "deprovision" })
	if at < 0 {
		return -1
	}
	return w.effects[at].at.Sub(monday)
}

func TestAHigherRevisionMayEndEarlierAndEndAsGrantedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		lifted bool
		ends   time.Duration
		reason access.EndReason
	}{
		"cut":        {ends: 40 * time.Minute, reason: access.LeaveDate},
		"and lifted": {lifted: true, ends: time.Hour, reason: access.Expiry},
	} {
		w := newWorld(t)
		w.acquireAt(0, leaseFor("a", time.Hour))
		w.boundAt(20*time.Minute, "a", 1, 40*time.Minute)
		if c.lifted {
			w.reviseAt(30*time.Minute, "a", 2, func(lease access.Lease) access.Lease { return lease.EndingAs(leaseFor("a", time.Hour)) })
		}
		w.run(t)
		lease := w.endOf(t, "a")
		if w.takenAt().Round(time.Minute) != c.ends || lease.EndReason != c.reason || w.count("provision") != 1 {
			t.Errorf("%s: taken after %s by %s, given %d times", name, w.takenAt(), lease.EndReason, w.count("provision"))
		}
	}
}

func TestAnEndThatIsCutWhileItIsBeingGivenIsTheEndOfTrying(t *testing.T) {
	w := newWorld(t)
	w.fail = func(do string) (error, bool) { return errors.New("503"), false }
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.boundAt(5*time.Minute, "a", 1, 10*time.Minute)
	w.env.RegisterDelayedCallback(func() { w.fail = nil }, 20*time.Minute)
	w.run(t)
	lease := w.endOf(t, "a")
	if w.count("provision") != 0 || lease.State != access.RefusedLease || lease.EndedAt.Sub(monday) != 10*time.Minute {
		t.Errorf("given %d times, %s after %s", w.count("provision"), lease.State, lease.EndedAt.Sub(monday))
	}
}

func TestAnEarlierEndDoesNotWaitForTheLedger(t *testing.T) {
	w := newWorld(t)
	w.downBetween(10*time.Minute, 45*time.Minute)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.boundAt(20*time.Minute, "a", 1, 30*time.Minute)
	w.run(t)
	if at := w.takenAt(); at < 30*time.Minute || at > 32*time.Minute {
		t.Errorf("taken after %s", at)
	}
	if lease := w.endOf(t, "a"); lease.State != access.Ended || !lease.HardEnd.Equal(monday.Add(30*time.Minute)) {
		t.Errorf("the ledger has %s, until %s", lease.State, lease.HardEnd)
	}
}

func TestOfTwoRevisionsThatWaitForTheLedgerTheHigherCounts(t *testing.T) {
	w := newWorld(t)
	w.downBetween(10*time.Minute, 20*time.Minute)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.reviseAt(11*time.Minute, "a", 1, func(lease access.Lease) access.Lease { return lease.Prolonged(time.Hour) })
	w.boundAt(12*time.Minute, "a", 2, 50*time.Minute)
	w.run(t)
	if at, lease := w.takenAt(), w.endOf(t, "a"); at.Round(time.Minute) != 50*time.Minute || lease.Rev != 2 {
		t.Errorf("taken after %s, revision %d", at, lease.Rev)
	}
}

func TestAnEndDoesNotWaitForAChangeOfItsMoment(t *testing.T) {
	w := newWorld(t)
	w.downBetween(10*time.Minute, 40*time.Minute)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.prolongAt(11*time.Minute, "a", time.Hour)
	w.endAt(20*time.Minute, EndInput{LeaseID: "a", Reason: access.Revoked, By: "olaf", Note: "No."})
	w.run(t)
	if at := w.takenAt(); at < 20*time.Minute || at > 21*time.Minute {
		t.Errorf("taken after %s", at)
	}
}
