package store

import (
	"hash/fnv"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// takeTurns makes other claims of the same entitlements, and of those that may not
// be held together with them, wait until the transaction ends: what is counted must
// not change before it is used. On SQLite the whole transaction does that already.
func (s *Store) takeTurns(tx *gorm.DB, leases []access.Lease) error {
	if s.driver != Postgres {
		return nil
	}
	var turns []int64
	for _, lease := range leases {
		turns = append(turns, turnOf(lease.EntitlementID))
		for _, id := range lease.Apart {
			turns = append(turns, turnOf(id))
		}
	}
	// In one order, so that no two transactions wait for each other.
	for _, turn := range sortedSet(turns) {
		if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", turn).Error; err != nil {
			return err
		}
	}
	return nil
}

// turnOf is the number of an entitlement's advisory lock. Two that share one by
// chance only wait for each other.
func turnOf(entitlementID string) int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte("entitlement/" + entitlementID)) // a hash takes everything
	return int64(hash.Sum64())
}
