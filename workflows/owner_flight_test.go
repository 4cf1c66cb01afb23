package workflows

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// flight is how long a call is under way here before it has its effect, also where
// nobody waits for it any more.
const flight = 20 * time.Second

// slow has the calls of one kind take that long, from a moment until another.
func (w *world) slow(do string, from, until time.Duration) {
	delay := func() time.Duration {
		if after := w.env.Now().Sub(monday); after < from || after >= until {
			return 0
		}
		return flight
	}
	switch do {
	case "provision":
		call := w.env.OnActivity("Provision", mock.Anything, mock.Anything)
		call.AfterFn(delay).Return(func(ctx context.Context, in activities.ProvisionInput) (activities.Confirmed, error) {
			holding, err := w.Provision(ctx, in.Key, in.Want)
			return activities.Confirmed{Holding: holding, At: w.env.Now(), Attempt: 1}, err
		})
	default:
		call := w.env.OnActivity("Deprovision", mock.Anything, mock.Anything)
		call.AfterFn(delay).Return(func(ctx context.Context, key access.Key) (activities.Confirmed, error) {
			removal, err := w.Deprovision(ctx, key)
			return activities.Confirmed{Holding: removal.Holding, At: w.env.Now(), Attempt: 1}, err
		})
	}
}

// settledBy is when what a stray effect left behind is put right at the latest.
const settledBy = flight + settleTime + 10*time.Second

func TestAChangeWhileItIsBeingGivenCountsThoughTheEffectLandsLate(t *testing.T) {
	over := func(reason access.EndReason) func(*world) {
		return func(w *world) {
			w.endAt(10*time.Second, EndInput{LeaseID: "a", Reason: reason, By: "rhea", Note: "No."})
		}
	}
	for name, c := range map[string]struct {
		change func(*world)
		ends   time.Duration // of the lease
	}{
		"a person becomes inactive": {over(access.Offboarding), 10 * time.Second},
		"an admin revokes it":       {over(access.Revoked), 10 * time.Second},
		"it is given back":          {over(access.EarlyReturn), 10 * time.Second},
		"the run is cancelled":      {func(w *world) { w.env.RegisterDelayedCallback(w.env.CancelWorkflow, 10*time.Second) }, 10 * time.Second},
		"a limit that has passed":   {func(w *world) { w.limitAt(10*time.Second, 0) }, 10 * time.Second},
		"a limit to come":           {func(w *world) { w.limitAt(10*time.Second, 30*time.Minute) }, 30 * time.Minute},
		"its end moves later":       {func(w *world) { w.prolongAt(10*time.Second, "a", time.Hour) }, 2*time.Hour + flight},
		"its end moves earlier":     {func(w *world) { w.boundAt(10*time.Second, "a", 1, 40*time.Minute) }, 40 * time.Minute},
		"it is looked at":           {func(w *world) { w.lookAt(10 * time.Second) }, time.Hour + flight},
		"another wants the same":    {func(w *world) { w.acquireAt(10*time.Second, leaseFor("b", 30*time.Minute)) }, time.Hour + flight},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.slow("provision", 0, time.Minute)
			w.acquireAt(0, leaseFor("a", time.Hour))
			c.change(w)
			var after bool
			w.later(monday.Add(c.ends+settledBy), func() { after = w.held.Present })
			w.run(t)
			if lease := w.endOf(t, "a"); after || w.held.Present || lease.EndedAt.Sub(monday) != c.ends {
				t.Errorf("over after %s; held soon after: %v, in the end: %v; effects %v", lease.EndedAt.Sub(monday), after, w.held.Present, w.effects)
			}
		})
	}
}

func TestAChangeWhileItIsBeingTakenAwayCountsThoughTheEffectLandsLate(t *testing.T) {
	soon := time.Hour + 10*time.Second
	again := leaseFor("b", time.Hour)
	again.From = monday.Add(soon)
	for name, c := range map[string]struct {
		change func(*world)
		until  time.Duration // held again
	}{
		"somebody else wants it":   {func(w *world) { w.acquireAt(soon, again) }, 2*time.Hour + 10*time.Second},
		"more time comes too late": {func(w *world) { w.prolongAt(soon, "a", time.Hour) }, 0},
		"it is revoked as well":    {func(w *world) { w.endAt(soon, EndInput{LeaseID: "a", Reason: access.Revoked, By: "rhea"}) }, 0},
		"a limit is set":           {func(w *world) { w.limitAt(soon, 2*time.Hour) }, 0},
		"it is looked at":          {func(w *world) { w.lookAt(soon) }, 0},
		"the run is cancelled":     {func(w *world) { w.env.RegisterDelayedCallback(w.env.CancelWorkflow, soon) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.slow("deprovision", time.Hour, time.Hour+time.Minute)
			w.acquireAt(0, leaseFor("a", time.Hour))
			c.change(w)
			var after bool
			w.later(monday.Add(soon+settledBy), func() { after = w.held.Present })
			w.run(t)
			if lease := w.endOf(t, "a"); lease.EndedAt.Sub(monday) != time.Hour || lease.EndReason != access.Expiry {
				t.Errorf("over after %s for %s", lease.EndedAt.Sub(monday), lease.EndReason)
			}
			if w.held.Present || after != (c.until > 0) {
				t.Errorf("held soon after: %v, in the end: %v; effects %v", after, w.held.Present, w.effects)
			}
			if lease := w.leases["b"]; c.until > 0 && (lease.State != access.Ended || lease.OpenedAt.IsZero()) {
				t.Errorf("what came meanwhile is %s, open since %s", lease.State, lease.OpenedAt)
			}
		})
	}
}
