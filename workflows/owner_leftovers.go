package workflows

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// dropLeftovers forgets, before a new run, the leases whose end is confirmed, told and
// in the ledger, or a key that is never settled would remember all of years. The ledger
// keeps them, and refuses one that is handed over once more. While anything is unclear
// what they wanted may still have to be put right, and they stay.
func (o *owner) dropLeftovers(now time.Time) {
	if o.unsaved || !o.ReadAgainAt.IsZero() || !o.converged(o.want(now)) {
		return
	}
	o.Record.Leases = slices.DeleteFunc(o.Record.Leases, func(lease access.Lease) bool { return !unconfirmed(lease) })
	gone := func(id string) bool { _, known := o.find(id); return !known }
	o.Told = slices.DeleteFunc(o.Told, func(t ToldLease) bool { return gone(t.LeaseID) })
	o.Reported = slices.DeleteFunc(o.Reported, func(r ReportedLate) bool { return gone(r.LeaseID) })
	o.Words = slices.DeleteFunc(o.Words, func(w HeardWord) bool { return gone(w.LeaseID) })
	o.Limits = slices.DeleteFunc(o.Limits, func(l LeaseLimit) bool { return gone(l.LeaseID) })
	o.Numbered = slices.DeleteFunc(o.Numbered, func(n NumberedLease) bool { return gone(n.LeaseID) })
}
