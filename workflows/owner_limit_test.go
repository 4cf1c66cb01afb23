package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// limitAt sets a limit for the lease a.
func (w *world) limitAt(after, last time.Duration) {
	w.env.RegisterDelayedCallback(func() {
		w.env.SignalWorkflow(SignalLimit, LimitInput{LeaseID: "a", Last: monday.Add(last), Reason: access.LimitLowered, By: "olaf", Note: "Four hours are enough."})
	}, after)
}

func TestALimitEndsALeaseThenAndNeverLater(t *testing.T) {
	granted := leaseFor("a", 2*time.Hour)
	for name, c := range map[string]struct {
		last   time.Duration
		extend bool
		ends   time.Duration
		reason access.EndReason
	}{
		"before its end":               {last: 90 * time.Minute, ends: 90 * time.Minute, reason: access.LimitLowered},
		"before its end, and extended": {last: 90 * time.Minute, extend: true, ends: 90 * time.Minute, reason: access.LimitLowered},
		"after its end":                {last: 150 * time.Minute, ends: 2 * time.Hour, reason: access.Expiry},
		"after its end, and extended":  {last: 150 * time.Minute, extend: true, ends: 150 * time.Minute, reason: access.LimitLowered},
		"passed already":               {last: time.Minute, ends: 30 * time.Minute, reason: access.LimitLowered},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.acquireAt(0, granted)
			w.limitAt(30*time.Minute, c.last)
			w.limitAt(31*time.Minute, c.last)
			if c.extend {
				w.reviseAt(40*time.Minute, "a", 1, func(access.Lease) access.Lease { return granted.Prolonged(4 * time.Hour) })
			}
			w.run(t)
			lease := w.endOf(t, "a")
			if w.takenAt() != c.ends || lease.EndReason != c.reason || lease.Late() != 0 || w.count("provision") != 1 {
				t.Errorf("taken after %s for %s, %s late", w.takenAt(), lease.EndReason, lease.Late())
			}
		})
	}
}

func TestALimitIsAuditedAndToldToItsRequestWithTheNextRevision(t *testing.T) {
	w := newWorld(t)
	w.acquireAt(0, leaseFor("a", 2*time.Hour))
	w.limitAt(30*time.Minute, time.Hour)
	w.run(t)
	told := slices.ContainsFunc(w.told, func(l access.Lease) bool {
		return l.State == access.Open && l.Rev == 1 && l.HardEnd.Equal(monday.Add(time.Hour)) && l.Cap == access.LimitLowered && l.Note == "Four hours are enough."
	})
	audited := slices.ContainsFunc(w.audit, func(line access.AuditLine) bool {
		return line.Action == "access.shortened" && line.Actor == "olaf" && line.Detail == "Jira / User for Ada ends Mon 1 Mar 2027, 10:00:00 UTC at the latest now. Four hours are enough."
	})
	if !told || !audited {
		t.Errorf("told %v, audited %v: %+v", told, audited, w.audit)
	}
}

func TestARevisionThatDidNotKnowOfALimitStillCounts(t *testing.T) {
	for name, c := range map[string]struct{ bound, ends time.Duration }{
		"a last moment before the limit":  {50 * time.Minute, 50 * time.Minute},
		"a last moment beyond it, lifted": {3 * time.Hour, time.Hour},
	} {
		w := newWorld(t)
		granted := leaseFor("a", 2*time.Hour)
		w.acquireAt(0, granted)
		w.limitAt(30*time.Minute, time.Hour)
		// The owner has counted to 1 as well, and the request does not know.
		bound := func(access.Lease) access.Lease { return granted.Within(monday.Add(c.bound), access.LeaveDate) }
		w.reviseAt(30*time.Minute+time.Second, "a", 1, bound)
		once := bound(granted)
		once.Rev = 1
		w.later(monday.Add(31*time.Minute), func() { w.update(UpdateAcquire, "acquire/a/1/once-more", once) })
		w.run(t)
		if lease := w.endOf(t, "a"); w.takenAt() != c.ends || lease.Rev != 2 {
			t.Errorf("%s: taken after %s, revision %d", name, w.takenAt(), lease.Rev)
		}
	}
}

func TestALimitOutlivesTheRunThatHeardOfIt(t *testing.T) {
	day := 24 * time.Hour
	granted := leaseFor("a", 60*day)
	longer := granted.Prolonged(10 * day)
	longer.Rev = 2
	last := monday.Add(50 * day)
	t.Run("as it goes on as a new one", func(t *testing.T) {
		w := newWorld(t)
		w.acquireAt(0, granted)
		w.limitAt(time.Hour, 50*day)
		w.later(monday.Add(35*day), func() { w.update(UpdateAcquire, "acquire/a/2", longer) })
		w.run(t)
		if w.takenAt() != 50*day || w.endOf(t, "a").EndReason != access.LimitLowered {
			t.Errorf("taken after %s for %s", w.takenAt(), w.endOf(t, "a").EndReason)
		}
	})
	t.Run("terminated, and started from the ledger", func(t *testing.T) {
		w := newWorld(t)
		cut := granted.Confirmed(monday).Within(last, access.LimitLowered)
		cut.Rev = 1
		w.remembers(cut)
		w.later(monday.Add(5*day), func() { w.update(UpdateAcquire, "acquire/a/2", longer) })
		w.run(t)
		if w.takenAt() != 50*day || w.endOf(t, "a").EndReason != access.LimitLowered {
			t.Errorf("taken after %s for %s", w.takenAt(), w.endOf(t, "a").EndReason)
		}
	})
}
