package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// ClaimLeases commits leases that want to begin, all or none, and returns each as
// the ledger has it from now on, in the same order: a lease that was over already
// comes back over. A lease that is not there yet is inserted; one that is keeps
// its state and takes a higher Rev's end. One without an end is refused.
func (s *Store) ClaimLeases(ctx context.Context, leases []access.Lease) (claimed []access.Lease, err error) {
	var keys []access.Key
	for _, lease := range leases {
		if err := checkLease(lease); err != nil {
			return nil, err
		}
		if !lease.HardEnd.After(lease.From) {
			return nil, access.Refuse(access.CodeInvalid, "The lease %q ends before it begins.", lease.ID).At("hard_end")
		}
		keys = append(keys, lease.Key)
	}
	err = s.write(ctx, "claiming leases", func(tx *gorm.DB) error {
		claimed = nil
		if _, err := lockKeys(tx, keys...); err != nil {
			return err
		}
		var changed []access.Lease
		for _, lease := range leases {
			has, fresh, err := claimLease(tx, lease)
			if err != nil {
				return err
			}
			claimed = append(claimed, has)
			if fresh {
				changed = append(changed, has)
			}
		}
		events, err := leaseEvents(tx, changed)
		if err != nil {
			return err
		}
		return s.record(tx, nil, events)
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

// claimLease returns the lease as the ledger has it, and whether that is new.
func claimLease(tx *gorm.DB, lease access.Lease) (has access.Lease, changed bool, err error) {
	row := rowOfLease(lease)
	done := tx.Clauses(orNothing).Create(&row)
	if done.Error != nil || done.RowsAffected == 1 {
		return row.lease(), true, done.Error
	}
	var there leaseRow
	if err := tx.Where("id = ?", lease.ID).Take(&there).Error; err != nil {
		return access.Lease{}, false, err
	}
	if err := there.isOf(lease.Key); err != nil {
		return access.Lease{}, false, err
	}
	has, changed = extended(there.lease(), lease)
	if !changed {
		return has, false, nil
	}
	row = rowOfLease(has)
	row.Settled = there.Settled
	return row.lease(), true, tx.Save(&row).Error
}
