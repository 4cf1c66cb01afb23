package store

import (
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// A claim that comes while the lease is being ended has to see the end: what it
// read before would make the lease live again.
func TestAClaimWaitsForWhoeverHoldsTheKey(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
		must(t, err)
		var claiming sync.WaitGroup
		must(t, s.write(t.Context(), "ending", func(tx *gorm.DB) error {
			if _, err := lockKeys(tx, jira); err != nil {
				return err
			}
			claiming.Go(func() {
				longer := lease
				longer.Rev = 1
				claimed, err := s.ClaimLeases(t.Context(), []access.Lease{longer})
				if err != nil || !claimed[0].State.Over() {
					t.Errorf("claimed %+v, %v", claimed, err)
				}
			})
			time.Sleep(300 * time.Millisecond) // time enough to claim, if nothing held it back
			_, _, err := saveLease(tx, lease.Finished(noon, access.Revoked, "olga", ""), true)
			return err
		}))
		claiming.Wait()
	})
}
