package workflows

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// issue writes on every lease that has come to its end, and of which something has to
// be taken, that the outside system is told so now, and says which. It is written with
// whatever is written next, and makes nothing wait.
func (o *owner) issue(now time.Time) (issued []string) {
	for _, lease := range o.Record.Leases {
		if lease.State == access.Ending && lease.IssuedAt.IsZero() && o.Record.Takes(lease, now) {
			issued = append(issued, lease.ID)
		}
	}
	o.issueAt(issued, now)
	return issued
}

// issueAt corrects the moment; zero where the outside system was not told after all.
func (o *owner) issueAt(issued []string, at time.Time) {
	for i := range o.Record.Leases {
		if slices.Contains(issued, o.Record.Leases[i].ID) {
			o.Record.Leases[i].IssuedAt = at
		}
	}
}
