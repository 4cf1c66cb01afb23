package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// stops tells the request to end everything of itself, from where nobody can wait.
func (o *office) stops(after time.Duration, in StopInput) {
	o.env.RegisterDelayedCallback(func() { o.env.SignalWorkflow(SignalStop, in) }, after)
}

var killed = StopInput{PersonID: "rhea", Reason: access.Revoked, Note: "Kill switch: stolen laptop."}

func TestARequestThatIsToldToStopEndsEverythingOfItself(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.stops(20*time.Minute, killed)
	o.stops(21*time.Minute, killed)
	state := o.run(t, granting(builder.GrantStep{}))
	if state != access.RequestEndedEarly || o.handed[0].EndedBy != "rhea" || o.handed[0].Note != killed.Note {
		t.Errorf("ended as %s by %q: %q", state, o.handed[0].EndedBy, o.handed[0].Note)
	}
}

func TestASeriesThatIsToldToStopOpensNoMore(t *testing.T) {
	for name, c := range map[string]struct {
		after  time.Duration
		opened int
	}{"before its first window": {time.Hour, 0}, "between two windows": {30 * time.Hour, 1}} {
		o := newOffice(t)
		o.keepOwners()
		o.stops(c.after, killed)
		if state := o.run(t, mornings(o)); state != access.RequestEndedEarly || len(openings(o)) != c.opened {
			t.Errorf("%s: ended as %s, opened after %v", name, state, openings(o))
		}
	}
}

func TestAStopThatIsNotAllowedChangesNothing(t *testing.T) {
	for name, in := range map[string]StopInput{
		"without a word":           {PersonID: "rhea", Reason: access.Revoked},
		"given back by another":    {PersonID: "rhea", Reason: access.EarlyReturn},
		"for a reason of its own":  {PersonID: "rhea", Reason: access.Expiry, Note: "n"},
		"before anything is given": killed,
	} {
		o := newOffice(t)
		o.keepOwners()
		after := 20 * time.Minute
		plan := granting(builder.GrantStep{})
		if name == "before anything is given" {
			plan, after = simplePlan(access.ApproverRule{Manager: "requester"}), time.Minute
			o.says(2*time.Minute, "mara", access.Approve, nil)
		}
		o.stops(after, in)
		if state := o.run(t, plan); state != access.RequestCompleted {
			t.Errorf("%s: ended as %s", name, state)
		}
	}
}

func TestAStopThatComesInWhileARunWritesItsLastIsNotLost(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.asItEnds(func() { o.env.SignalWorkflow(SignalStop, killed) })
	if _, state := o.goesOn(t, mornings(o), nil); state != access.RequestEndedEarly || len(o.handed) != 1 {
		t.Errorf("ended as %s, with %d leases", state, len(o.handed))
	}
}
