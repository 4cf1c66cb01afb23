package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Ledger is the write-ahead record of leases. A lease's row is committed before
// its first effect; once its right is over (access.LeaseState.Over) no call ever
// makes it live again.
type Ledger interface {
	// LoadKey returns the row of a key with its leases that are not settled yet;
	// an empty settled record where there is none.
	LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error)
	// ClaimLeases commits leases that want to begin and returns each as the ledger
	// has it from now on: a lease that was over already comes back over. A lease
	// that is not there yet is inserted; one that is keeps its state and takes a
	// higher Rev's end. One transaction for all of them.
	//
	// A new lease that would break its Seats or its Apart, or the Apart of another
	// live lease of the same person, comes back as access.RefusedLease with a note.
	// A later end that would is not taken: the lease comes back with the Rev it had.
	// So it is with what a standing kill switch covers.
	ClaimLeases(ctx context.Context, leases []access.Lease) ([]access.Lease, error)
	// SaveKey writes a snapshot in one transaction and says what the ledger keeps of
	// leases that are over there. The key's row is replaced only by a higher Seq; a
	// lease's row only by a state of the same or a higher rank
	// (access.LeaseState.Rank); audit lines are added once by their id.
	SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error)
	// KillSwitchOver is why nothing may be given for one of those leases any more, in
	// a sentence: a standing kill switch covers it. Empty where none does.
	KillSwitchOver(ctx context.Context, leaseIDs []string) (why string, err error)
	// RecordEffect adds one attempt at the outside system, once by its id. Of one that
	// is there already, attempts that were put off later take the place of its Last.
	RecordEffect(ctx context.Context, effect access.Effect) error
}
