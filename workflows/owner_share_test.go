package workflows

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// prolongAt hands a higher revision of a lease over that ends so much later.
func (w *world) prolongAt(after time.Duration, id string, by time.Duration) {
	w.reviseAt(after, id, 1, func(lease access.Lease) access.Lease { return lease.Prolonged(by) })
}

// boundAt hands a higher revision of a lease over that ends at a moment at the latest.
func (w *world) boundAt(after time.Duration, id string, rev int, last time.Duration) {
	w.reviseAt(after, id, rev, func(lease access.Lease) access.Lease {
		return lease.Within(monday.Add(last), access.LeaveDate)
	})
}

// reviseAt hands a revision of a lease over, made of it as it is then.
func (w *world) reviseAt(after time.Duration, id string, rev int, change func(access.Lease) access.Lease) {
	w.env.RegisterDelayedCallback(func() {
		lease := change(w.leases[id])
		lease.Rev = rev
		w.env.UpdateWorkflow(UpdateAcquire, fmt.Sprintf("acquire/%s/%d", id, rev), &testsuite.TestUpdateCallback{
			OnReject: func(err error) { panic(err) }, OnAccept: func() {}, OnComplete: func(any, error) {},
		}, lease)
	}, after)
}

func TestAHigherRevisionMovesTheEndAndGivesNothingAnew(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.prolongAt(30*time.Minute, "a", 30*time.Minute)
	w.run(t)
	lease := w.endOf(t, "a")
	if length := lease.ConfirmedAt.Sub(lease.OpenedAt); length != 90*time.Minute || lease.EndReason != access.Expiry {
		t.Errorf("lasted %s, ended by %s", length, lease.EndReason)
	}
	if w.count("provision") != 1 || w.count("deprovision") != 1 {
		t.Errorf("%d given, %d taken", w.count("provision"), w.count("deprovision"))
	}
}

func TestALeaseSaysWhetherTheAccessIsSharedAtItsOpeningAndItsEnd(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	w.acquireAt(time.Hour, leaseFor("b", 2*time.Hour))
	shared := map[string]bool{}
	w.env.RegisterDelayedCallback(func() {
		for id, lease := range w.leases {
			shared[id] = lease.Shares
		}
	}, 90*time.Minute)
	w.run(t)
	if shared["a"] || !shared["b"] {
		t.Errorf("at their openings: %v", shared)
	}
	if a, b := w.endOf(t, "a"), w.endOf(t, "b"); !a.Shares || b.Shares || a.Holds != "" {
		t.Errorf("at their ends: %v %q and %v", a.Shares, a.Holds, b.Shares)
	}
}

// The second is confirmed after the end of the first, which is read together with it:
// what the first gave was held all the time.
func TestALeaseThatEndsWhileAnotherOpensSaysThatTheAccessStays(t *testing.T) {
	w := newWorld(t)
	pro := leaseFor("b", 4*time.Hour)
	pro.Attributes = []access.Attribute{{Name: "tier", Value: "Pro", Scale: []string{"Basic", "Pro"}}}
	w.fail = func(do string) (error, bool) {
		if now := w.env.Now().Sub(monday); do == "provision" && now > time.Hour && now < 2*time.Hour+time.Minute {
			return &integrations.Unknown{Doing: "change tier", Err: errors.New("timeout")}, false
		}
		return nil, false
	}
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	w.acquireAt(2*time.Hour-time.Minute, pro)
	w.run(t)
	a, b := w.endOf(t, "a"), w.endOf(t, "b")
	if b.OpenedAt.Before(a.EndedAt) || !a.ConfirmedAt.Equal(b.OpenedAt) {
		t.Fatalf("the first ended at %s, confirmed at %s; the second opened at %s", a.EndedAt, a.ConfirmedAt, b.OpenedAt)
	}
	if !a.Shares || b.Shares {
		t.Errorf("shared at their ends: %v and %v", a.Shares, b.Shares)
	}
}

func TestALeaseThatChangesALevelSaysWhatIsHeldAfterwards(t *testing.T) {
	tier := func(id, level string, lasts time.Duration) access.Lease {
		lease := leaseFor(id, lasts)
		lease.Attributes = []access.Attribute{{Name: "tier", Value: level, Scale: []string{"Basic", "Pro"}}}
		return lease
	}
	w := newWorld(t)
	w.acquireAt(0, tier("a", "Basic", 4*time.Hour))
	w.acquireAt(time.Hour, tier("b", "Pro", time.Hour))
	var opened access.Lease
	w.env.RegisterDelayedCallback(func() { opened = w.leases["b"] }, 90*time.Minute)
	w.run(t)
	if ended := w.endOf(t, "b"); opened.Holds != "tier Pro" || ended.Holds != "tier Basic" || !ended.Shares {
		t.Errorf("opened as %q, ended as %q", opened.Holds, ended.Holds)
	}
	if last := w.endOf(t, "a"); last.Shares || last.Holds != "" {
		t.Errorf("the last one left %q", last.Holds)
	}
}
