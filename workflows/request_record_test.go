package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// The record has seen more snapshots than a run has made of which a crash or a reset has
// undone some, and takes none of it before it has a number of its own.
func TestARunIsBelievedAtOnceWhateverWasUndone(t *testing.T) {
	o := newOffice(t)
	o.saved.Request.Seq = 40
	var believed time.Time
	o.onSave = func() {
		if o.saved.Request.Seq > 40 && believed.IsZero() {
			believed = o.env.Now()
		}
	}
	o.says(time.Hour, "mara", access.Deny, nil)
	o.run(t, simplePlan())
	if believed.Sub(monday) > time.Minute || o.saved.Request.State != access.RequestDenied {
		t.Errorf("the record takes what it says at %s, and in the end that it is %s", believed, o.saved.Request.State)
	}
}

// What the record has is what everybody was told, and the run's history says the same.
func TestARunTakesTheEndThatItGaveBefore(t *testing.T) {
	o := newOffice(t)
	o.before = access.RequestReturned
	o.says(time.Hour, "mara", access.Deny, nil)
	if state := o.run(t, simplePlan()); state != access.RequestReturned {
		t.Errorf("it ended as %s", state)
	}
}
