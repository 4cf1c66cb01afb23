package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// LedgerWork is what an owner does with the ledger. All of it is short and runs
// as local activities first.
type LedgerWork struct{ Ledger Ledger }

// LoadKey returns what the ledger knows of a key; see Ledger.LoadKey.
func (w *LedgerWork) LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error) {
	record, err := w.Ledger.LoadKey(ctx, key)
	return record, applicationError(err)
}

// ClaimLeases commits leases before anything is done for them; see Ledger.ClaimLeases.
func (w *LedgerWork) ClaimLeases(ctx context.Context, leases []access.Lease) ([]access.Lease, error) {
	claimed, err := w.Ledger.ClaimLeases(ctx, leases)
	return claimed, applicationError(err)
}

// SaveKey writes what became of a key; see Ledger.SaveKey.
func (w *LedgerWork) SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error) {
	saved, err := w.Ledger.SaveKey(ctx, snapshot)
	return saved, applicationError(err)
}
