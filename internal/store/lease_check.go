package store

import "github.com/curfewhq/curfew/internal/access"

// checkLease refuses what could not be ended: no lease is recorded without an end.
func checkLease(lease access.Lease) error {
	switch {
	case lease.ID == "":
		return access.Refuse(access.CodeInvalid, "A lease needs an id.").At("id")
	case lease.State.Rank() == 0:
		return access.Refuse(access.CodeInvalid, "The lease %q is in no known state: %q.", lease.ID, lease.State).At("state")
	case lease.HardEnd.IsZero():
		return access.Refuse(access.CodeInvalid, "The lease %q has no end.", lease.ID).At("hard_end")
	}
	return checkKey(lease.Key)
}

// isOf refuses a lease that would change its key: what is locked is the key.
func (r leaseRow) isOf(key access.Key) error {
	if r.Key == key.String() {
		return nil
	}
	return access.Refuse(access.CodeConflict, "The lease %q is of the key %q and cannot be of %q.", r.ID, r.Key, key).At("key")
}
