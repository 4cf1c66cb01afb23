package activities

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// OwnerSeen is what Temporal knows of the owner of a key, without asking it.
type OwnerSeen struct {
	Runs bool
	// AtWork says that a task of it or a call waits its turn or is carried out, so that
	// it moves on by itself: to be told of anything only makes more work for it.
	AtWork bool
	// DoneAt is when its last run was done, with nothing of ours held any more; zero
	// where it runs, was stopped, or is not known.
	DoneAt time.Time
	// Requests are those whose leases it answers for, and EndsAt is when the last of
	// these ends, as it showed them last; empty and zero where it showed nothing yet.
	Requests []string
	EndsAt   time.Time
}

// endTolerance is by how much the same end may differ where it is kept twice.
const endTolerance = time.Second

// differs reports whether an owner that runs and the ledger know of different leases.
// While one of them is just beginning or ending nothing is said: both hear of it in
// their turn.
func (s OwnerSeen) differs(record access.KeyRecord) bool {
	var last time.Time
	unknown := slices.Clone(s.Requests)
	missing := false
	for _, lease := range record.Leases {
		unknown = slices.DeleteFunc(unknown, func(request string) bool { return request == lease.RequestID })
		switch lease.State {
		case access.Ended, access.RefusedLease:
			continue
		case access.Opening, access.Ending:
			return false
		}
		missing = missing || !slices.Contains(s.Requests, lease.RequestID)
		if end := lease.End(); end.After(last) {
			last = end
		}
	}
	return len(s.Requests) > 0 && (missing || len(unknown) > 0 || last.Sub(s.EndsAt).Abs() > endTolerance)
}
