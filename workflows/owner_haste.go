package workflows

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// haste is what the next giving goes before.
func (o *owner) haste(now time.Time) (priority int, urgency activities.Urgency) {
	switch {
	case o.urgent(now):
		return priorityUrgent, activities.Urgent
	case o.ending():
		return priorityEnd, activities.Ending
	default:
		return priorityBegin, ""
	}
}

// inTheWay reports whether the call that is under way waits in an ordinary place
// for what has become urgent meanwhile.
func (o *owner) inTheWay(now time.Time) bool {
	return !o.work.urgent && o.work.kind != taking && o.urgent(now)
}

// urgent reports whether an urgent lease waits to be opened, and not for people.
func (o *owner) urgent(now time.Time) bool {
	return slices.ContainsFunc(o.Record.Leases, func(l access.Lease) bool {
		return l.Urgent && o.opens(l, now) && !l.Waits(now)
	})
}

// ending reports whether the next change is part of an end, if only to a lower value.
func (o *owner) ending() bool {
	return slices.ContainsFunc(o.Record.Leases, func(l access.Lease) bool { return l.State == access.Ending })
}
