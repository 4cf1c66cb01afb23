package workflows

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func retired(e *access.Entitlement) {
	e.Withdrawn = access.Withdrawal{At: monday, By: "olaf", Reason: "Use the new one."}
}

func atMost(longest time.Duration) func(*access.Entitlement) {
	return func(e *access.Entitlement) { e.MaxDuration = longest }
}

func TestWhatWasRetiredMeanwhileIsNotGiven(t *testing.T) {
	for name, bundle := range map[string][]string{"one": nil, "a bundle": {"jira/user", "wiki/user"}} {
		o := newOffice(t)
		o.bundle = bundle
		o.becomes(time.Hour, retired)
		o.says(2*time.Hour, "mara", access.Approve, nil)
		state := o.run(t, simplePlan())
		if state != access.RequestNotGranted || len(o.handed) != 0 || !strings.Contains(o.saved.Request.Detail, "is retired and not given any more. Use the new one.") {
			t.Errorf("%s: ended as %s with %d leases: %s", name, state, len(o.handed), o.saved.Request.Detail)
		}
	}
}

func TestALimitThatWasLoweredMeanwhileHolds(t *testing.T) {
	for name, c := range map[string]struct {
		ask     access.Ask
		lowered time.Duration // the approval comes after two hours
		want    access.EndReason
	}{
		"before it is approved":  {access.Ask{Duration: 3 * time.Hour}, time.Hour, access.Expiry},
		"before a window begins": {access.Ask{From: monday.Add(5 * time.Hour), Until: monday.Add(8 * time.Hour)}, 3 * time.Hour, access.LimitLowered},
	} {
		o := newOffice(t)
		o.keepOwners()
		o.asking = c.ask
		o.says(2*time.Hour, "mara", access.Approve, nil)
		o.becomes(c.lowered, atMost(time.Hour))
		plan := simplePlan()
		plan.Steps[0].Request.Windows = &builder.WindowRules{Absolute: true}
		o.run(t, plan)
		lease := o.handed[0]
		if held := lease.EndedAt.Sub(lease.OpenedAt); held != time.Hour || lease.EndReason != c.want {
			t.Errorf("%s: held for %s and ended by %s", name, held, lease.EndReason)
		}
	}
}

func TestASeriesIsHeldAgainstTheLimitsOfEachDay(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.becomes(30*time.Hour, atMost(20*time.Minute))
	o.becomes(60*time.Hour, retired)
	o.run(t, mornings(o))
	var held []time.Duration
	for _, lease := range o.handed {
		held = append(held, lease.EndedAt.Sub(lease.OpenedAt))
	}
	if len(held) != 2 || held[0] != time.Hour || held[1] != 20*time.Minute {
		t.Errorf("held for %v", held)
	}
	if at := o.toldAt("ada", "window_refused"); at != 71*time.Hour {
		t.Errorf("told after %s", at)
	}
}

// limitedTo has the owner of what was handed over first end it no later than a moment.
func (o *office) limitedTo(after time.Duration, last time.Time, reason access.EndReason) {
	o.env.RegisterDelayedCallback(func() {
		lease, _ := o.find("r1.give")
		lease = lease.Within(last, reason)
		lease.Rev, lease.Note = lease.Rev+1, "An auditor asked for it."
		o.mu.Lock()
		o.keep(lease)
		o.mu.Unlock()
		o.tellOf(lease)
	}, after)
}

func TestTheHolderHearsOnceThatALimitCutsTheirAccess(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.asking = access.Ask{Duration: 4 * time.Hour}
	o.limitedTo(time.Hour, monday.Add(2*time.Hour), access.LimitLowered)
	// Whatever the directory says meanwhile does not lengthen it again.
	o.directorySays(70*time.Minute, "ada", func(p *access.Person) { p.Until = monday.Add(3 * time.Hour) })
	o.directorySays(80*time.Minute, "ada", func(p *access.Person) { p.Until = time.Time{} })
	state := o.run(t, granting(builder.GrantStep{}))
	lease := o.handed[0]
	if lease.EndedAt.Sub(monday) != 2*time.Hour || lease.EndReason != access.LimitLowered || state != access.RequestEndedEarly {
		t.Errorf("ended after %s by %s: %s", lease.EndedAt.Sub(monday), lease.EndReason, state)
	}
	if said := o.words("ada", "access_changed"); strings.Count(said, "longest time that it may be held was lowered. An auditor asked for it.") != 1 {
		t.Errorf("told %q", said)
	}
}

func TestMoreTimeIsNotMoreThanMayBeHeldByNow(t *testing.T) {
	longer := granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, By: hours(4)}})
	for name, c := range map[string]struct {
		becomes func(*access.Entitlement)
		held    time.Duration
		refused access.Code
	}{
		"as before":     {atMost(24 * time.Hour), 5 * time.Hour, ""},
		"some of it":    {atMost(2 * time.Hour), 2 * time.Hour, ""},
		"none of it":    {atMost(time.Hour), time.Hour, access.CodeTooLong},
		"it is retired": {retired, time.Hour, access.CodeTooLong},
	} {
		o := newOffice(t)
		o.keepOwners()
		o.becomes(10*time.Minute, c.becomes)
		var refused error
		o.extends(20*time.Minute, 4*time.Hour, &refused)
		o.run(t, longer)
		refusal, is := asRefusal(refused)
		if is != (c.refused != "") || is && refusal.Code != c.refused {
			t.Errorf("%s: refused with %v", name, refused)
		}
		if held := o.handed[0].EndedAt.Sub(o.handed[0].OpenedAt); held != c.held {
			t.Errorf("%s: held for %s", name, held)
		}
	}
}
