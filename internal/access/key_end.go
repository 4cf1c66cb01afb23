package access

import (
	"slices"
	"time"
)

// Resumed is the record as somebody takes it up who does not know what was done last:
// what was settled may have changed outside since, and with a lease begins anew.
func (r KeyRecord) Resumed() KeyRecord {
	if r.Settled && len(r.Leases) > 0 {
		r.Baseline, r.Applied, r.Settled = nil, nil, false
	}
	return r
}

// Untouched reports whether, as far as the record knows, nothing was ever changed
// outside for it: what was there before is read before the first change, and people
// were asked for nothing.
func (r KeyRecord) Untouched() bool {
	return r.Baseline == nil && !slices.ContainsFunc(r.Leases, func(lease Lease) bool {
		return !lease.OpenedAt.IsZero() || lease.Hand != NoHand && lease.State.Rank() < Ended.Rank()
	})
}

// Unsure reports whether something was given without knowing what was there before,
// and not by hand: nobody can say what may be taken away.
func (r KeyRecord) Unsure() bool {
	return r.Baseline == nil && !r.Untouched() && !slices.ContainsFunc(r.Leases, func(lease Lease) bool { return lease.Hand != NoHand })
}

// Leaves is what may stay of the key where nothing can be given: what was there before,
// and what open leases hold. What is still to be opened begins anew.
func (r KeyRecord) Leaves(at time.Time) Holding {
	open := slices.DeleteFunc(slices.Clone(r.Leases), func(lease Lease) bool { return lease.State == Scheduled || lease.State == Opening })
	return Merge(r.Before(), open, at)
}

// Over is the record with the right of those leases over at that moment, and which of
// them were live until then. Of every lease that is over and takes something with it,
// the outside system is told from now on.
func (r KeyRecord) Over(ids []string, at, now time.Time, by, note string) (over KeyRecord, fresh []Lease) {
	r.Leases = slices.Clone(r.Leases)
	for i, lease := range r.Leases {
		if slices.Contains(ids, lease.ID) && !lease.State.Over() {
			r.Leases[i] = lease.Finished(at, Revoked, by, note)
			fresh = append(fresh, r.Leases[i])
		}
	}
	for i, lease := range r.Leases {
		if lease.State == Ending && lease.IssuedAt.IsZero() && !r.Untouched() && r.Takes(lease, now) {
			r.Leases[i].IssuedAt = now
		}
	}
	return r, fresh
}

// Confirm is the record with every end confirmed that waited for it, and which those
// are: reading back showed found.
func (r KeyRecord) Confirm(found Holding, at time.Time) (confirmed KeyRecord, ended []Lease) {
	r.Leases = slices.Clone(r.Leases)
	r.Applied, r.Attention = &found, ""
	for i, lease := range r.Leases {
		if lease.State != Ending {
			continue
		}
		lease.State, lease.ConfirmedAt = Ended, at
		if at.Before(lease.EndedAt) {
			lease.ConfirmedAt = lease.EndedAt
		}
		if lease.OpenedAt.IsZero() {
			lease.State = RefusedLease
		}
		lease.Shares, lease.Holds = r.Shared(lease, at)
		r.Leases[i] = lease
		ended = append(ended, lease)
	}
	return r, ended
}

// Unconfirmed reports whether there is a lease whose end is not confirmed.
func (r KeyRecord) Unconfirmed() bool {
	return slices.ContainsFunc(r.Leases, func(lease Lease) bool { return lease.State.Rank() < Ended.Rank() })
}
