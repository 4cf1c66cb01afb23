package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// An owner that was terminated comes back with the next reconciliation, and what was
// ended meanwhile was ended for good.
func TestAnOwnerThatIsMissingIsToldWhenItIsBack(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.missing = monday.Add(25 * time.Minute)
	o.stops(20*time.Minute, killed)
	state := o.run(t, granting(builder.GrantStep{}))
	if state != access.RequestEndedEarly || o.handed[0].EndReason != access.Revoked {
		t.Errorf("the request is %s, its lease ended for %s", state, o.handed[0].EndReason)
	}
	if after := o.handed[0].EndedAt.Sub(monday); after < 25*time.Minute || after > 28*time.Minute || o.ends != 6 {
		t.Errorf("it was over after %s, and its owner was told %d times", after, o.ends)
	}
}

func TestAnOwnerThatNeverComesBackIsToldUntilItsEndIsKnown(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.missing = monday.Add(24 * time.Hour)
	o.stops(20*time.Minute, killed)
	if state := o.run(t, granting(builder.GrantStep{})); state != access.RequestEndedEarly || o.ends < 5 || o.ends > 15 {
		t.Errorf("the request is %s, and its owner was told %d times", state, o.ends)
	}
}
