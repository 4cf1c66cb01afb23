package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// lastMoment has the directory say, after some minutes, that ada leaves so many
// minutes after the beginning; zero is that nothing is known of it.
func (o *office) lastMoment(after, last int) {
	o.directorySays(minutes(after), "ada", func(p *access.Person) {
		p.Until = time.Time{}
		if last != 0 {
			p.Until = monday.Add(minutes(last))
		}
	})
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func TestALastMomentThatBecomesKnownIsCarriedByTheLease(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.lastMoment(20, 30)
	o.change("ada", func(p *access.Person) { p.Employment = access.Contractor })
	var carried access.Lease
	o.env.RegisterDelayedCallback(func() { carried = o.handed[0] }, 25*time.Minute)
	state := o.run(t, granting(builder.GrantStep{}))
	if carried.Rev != 1 || !carried.HardEnd.Equal(monday.Add(30*time.Minute)) || carried.Cap != access.ContractEnd {
		t.Errorf("carries %d, %s, %s", carried.Rev, carried.HardEnd, carried.Cap)
	}
	// No note: its owner ended it, and nobody told the owner to.
	lease := o.handed[0]
	if lease.EndReason != access.ContractEnd || lease.EndedAt.Sub(monday) != 30*time.Minute || lease.Note != "" {
		t.Errorf("ended by %s after %s: %q", lease.EndReason, lease.EndedAt.Sub(monday), lease.Note)
	}
	if state != access.RequestEndedEarly || o.toldAt("ada", "access_changed") != 20*time.Minute {
		t.Errorf("ended as %s, told after %s", state, o.toldAt("ada", "access_changed"))
	}
}

func TestALastMomentCutsAndNeverProlongsWhatWasGranted(t *testing.T) {
	type says struct{ after, last int }
	longer := builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}
	for name, c := range map[string]struct {
		says   []says
		extend int // after so many minutes, by thirty
		ends   int
	}{
		"moved earlier":             {says: []says{{10, 50}, {20, 40}}, ends: 40},
		"moved later":               {says: []says{{10, 30}, {20, 50}}, ends: 50},
		"moved beyond the end":      {says: []says{{10, 30}, {20, 600}}, ends: 60},
		"lifted":                    {says: []says{{10, 30}, {20, 0}}, ends: 60},
		"over already":              {says: []says{{10, 5}}, ends: 10},
		"over, and lifted too late": {says: []says{{10, 20}, {30, 0}}, ends: 20},
		"known from the start":      {says: []says{{0, 30}, {10, 50}}, ends: 30},
		"after an extension":        {extend: 10, says: []says{{20, 80}}, ends: 80},
		"before an extension":       {says: []says{{10, 50}}, extend: 20, ends: 50},
		"lifted, with an extension": {says: []says{{10, 50}, {30, 0}}, extend: 20, ends: 90},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			for _, each := range c.says {
				if each.after == 0 {
					o.change("ada", func(p *access.Person) { p.Until = monday.Add(minutes(each.last)) })
					continue
				}
				o.lastMoment(each.after, each.last)
			}
			var refused error
			if c.extend > 0 {
				o.extends(minutes(c.extend), 30*time.Minute, &refused)
			}
			o.run(t, granting(longer))
			if ended := o.handed[0].EndedAt.Sub(monday); ended != minutes(c.ends) || refused != nil {
				t.Errorf("ended after %s, the extension: %v", ended, refused)
			}
		})
	}
}

func TestNothingOpensAfterTheHoldersLastMoment(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.lastMoment(60, 25*60)
	state := o.run(t, mornings(o))
	if at := openings(o); len(at) != 1 || state != access.RequestCompleted || o.toldAt("ada", "window_refused") != 47*time.Hour {
		t.Errorf("ended as %s, opened after %v, told after %s", state, at, o.toldAt("ada", "window_refused"))
	}
}

func TestAnEndThatCannotBeMovedHoldsNoOtherEndUp(t *testing.T) {
	for name, disturb := range map[string]func(o *office){
		"a last moment": func(o *office) { o.lastMoment(10, 40) },
		"an extension":  func(o *office) { o.extends(10*time.Minute, 30*time.Minute, new(error)) },
		"one agreed to": func(o *office) {
			o.extends(5*time.Minute, 30*time.Minute, new(error))
			o.decides(10*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			o.deaf = func(lease access.Lease) bool { return lease.Rev > 0 }
			disturb(o)
			o.env.RegisterDelayedCallback(func() {
				o.env.UpdateWorkflowNoRejection(UpdateStop, "stop", t, StopInput{PersonID: "mara", Reason: access.Revoked, Note: "Enough."})
			}, 11*time.Minute)
			grant := builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}
			if name == "one agreed to" {
				grant = extendable()
			}
			o.run(t, granting(grant))
			if ended := o.handed[0].EndedAt.Sub(monday); ended != 11*time.Minute {
				t.Errorf("ended after %s", ended)
			}
		})
	}
}

func TestARevisionThatTheLedgerDidNotTakeIsNotTheNumberOfTheNext(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.full = 1
	var refused error
	o.extends(10*time.Minute, 30*time.Minute, &refused)
	o.lastMoment(20, 40)
	o.run(t, granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}))
	if lease := o.handed[0]; lease.EndedAt.Sub(monday) != 40*time.Minute || lease.Rev != 2 || refused == nil {
		t.Errorf("ended after %s, revision %d, the extension: %v", lease.EndedAt.Sub(monday), lease.Rev, refused)
	}
}

func TestTheRunEndsWhatItsOwnerCouldNotBeTold(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.deaf = func(lease access.Lease) bool { return lease.Rev > 0 }
	o.lastMoment(10, 30)
	o.run(t, granting(builder.GrantStep{}))
	if lease := o.handed[0]; lease.EndedAt.Sub(monday) != 30*time.Minute || lease.EndReason != access.LeaveDate {
		t.Errorf("ended after %s by %s", lease.EndedAt.Sub(monday), lease.EndReason)
	}
}

func TestTwoExtensionsAtOnceAreNotMoreThanTheRuleAllows(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.deaf = func(lease access.Lease) bool { return lease.Rev > 0 && o.env.Now().Sub(monday) < 11*time.Minute }
	var first, second error
	o.extends(10*time.Minute, 30*time.Minute, &first)
	o.extends(10*time.Minute+time.Second, 30*time.Minute, &second)
	o.run(t, granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50}}))
	if ended := o.handed[0].EndedAt.Sub(monday); ended != 90*time.Minute || first != nil || second == nil {
		t.Errorf("ended after %s; first: %v, second: %v", ended, first, second)
	}
}
