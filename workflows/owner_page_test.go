package workflows

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// stuckFor has nothing taken away for so long after the hour is over.
func (w *world) stuckFor(long time.Duration) {
	w.fail = func(do string) (error, bool) {
		if do == "deprovision" && w.env.Now().Before(monday.Add(time.Hour+long)) {
			return errors.New("503"), false
		}
		return nil, false
	}
}

func TestPeopleHeardOfALateEndAtEachMarkOnce(t *testing.T) {
	w := newWorld(t)
	w.schema = calmSince - 1
	w.hooks = []string{"pager"}
	w.renew(monday)
	w.stuckFor(6 * time.Minute)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	var told []string
	for _, message := range w.paged {
		told = append(told, fmt.Sprintf("%s after %s", message.PersonID, message.At.Sub(monday.Add(time.Hour))))
		if message.RequestID != "r-a" || message.About != "access_end_delayed" || !strings.Contains(message.Text, "is not confirmed") {
			t.Errorf("told %+v", message)
		}
	}
	slices.Sort(told)
	want := []string{"mara after 1m0s", "mara after 5m0s", "olaf after 1m0s", "olaf after 5m0s", "rhea after 1m0s", "rhea after 5m0s"}
	if !slices.Equal(told, want) {
		t.Errorf("told %v", told)
	}
	if len(w.posted) != 2 || w.posted[0].ID == w.posted[1].ID || w.posted[0].Hook != "pager" {
		t.Errorf("posted %+v", w.posted)
	}
}

func TestPeopleWhoCouldNotBeToldHeldNoEndUp(t *testing.T) {
	w := newWorld(t)
	w.schema = calmSince - 1
	w.hooks = []string{"deaf"}
	w.renew(monday)
	w.stuckFor(90 * time.Second)
	w.downBetween(time.Hour, time.Hour+150*time.Second)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if late := w.takenAt() - time.Hour - 90*time.Second; late < 0 || late > 15*time.Second {
		t.Errorf("taken %s after it could be", late)
	}
	if len(w.paged) == 0 || w.endOf(t, "a").State != access.Ended {
		t.Errorf("%d were told, and the ledger says %s", len(w.paged), w.endOf(t, "a").State)
	}
	if !slices.Contains(w.actions(), "hook.failed") {
		t.Error("that a hook did not take it is not on record")
	}
}

// The worker tells of it from the ledger: an owner that woke for it would be in the way of
// those who have not come to their end yet.
func TestAnEndThatIsLateWakesItsOwnerForNothing(t *testing.T) {
	w := newWorld(t)
	w.stuckFor(20 * time.Minute)
	w.acquireAt(0, leaseFor("a", time.Hour))
	w.run(t)
	if lease := w.endOf(t, "a"); lease.State != access.Ended || lease.Late() < 20*time.Minute || len(w.paged) != 0 {
		t.Errorf("%s, %s late, %d were told by it", lease.State, lease.Late(), len(w.paged))
	}
	stuck := access.Lease{ID: "a", State: access.Ending, EndedAt: monday, IssuedAt: monday}
	for calm, want := range map[bool]time.Duration{true: longestSleep, false: time.Minute} {
		o := &owner{calm: calm, terse: true, startedAt: monday, lookedAt: monday.Add(passing)}
		o.Record.Leases = []access.Lease{stuck}
		if at, why := o.nextWake(); at.Sub(o.lookedAt) > want || at.Sub(monday) < want {
			t.Errorf("calm %t: it wakes %s after the end was due, to %s", calm, at.Sub(monday), why)
		}
	}
}
