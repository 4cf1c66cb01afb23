package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SaveKey writes a snapshot in one transaction and says what the ledger keeps of leases
// that are over there and not, or otherwise, in the snapshot. The key's row is replaced
// only by a higher Seq; a lease's row only as advanced allows; audit lines are added once
// by their id. A lease that is not there is written, as the owner can rebuild the
// ledger. A key saved as settled settles its leases that are over; so does an old
// snapshot where nothing of the key is live any more, as an owner that does again what a
// crash has undone may need fewer snapshots for it than the row has seen.
func (s *Store) SaveKey(ctx context.Context, snapshot access.KeySnapshot) (saved access.KeySaved, err error) {
	record := snapshot.Record
	if err := checkKey(record.Key); err != nil {
		return saved, err
	}
	for _, lease := range record.Leases {
		if err := checkLease(lease); err != nil {
			return saved, err
		}
		if err := rowOfLease(lease).isOf(record.Key); err != nil {
			return saved, err
		}
	}
	err = s.write(ctx, "saving a key", func(tx *gorm.DB) error {
		rows, err := lockKeys(tx, record.Key)
		if err != nil {
			return err
		}
		there := rows[record.Key]
		var changed []access.Lease
		saved.Kept = nil
		for _, lease := range record.Leases {
			now, moved, err := saveLease(tx, lease, record.Seq >= there.Seq)
			if err != nil {
				return err
			}
			if moved {
				changed = append(changed, lease)
			}
			if now.State.Over() && !sameOver(now, lease) {
				saved.Kept = append(saved.Kept, now)
			}
		}
		switch {
		case record.Seq > there.Seq:
			err = replaceKey(tx, record)
		case record.Settled && !there.Settled:
			err = settleOver(tx, there)
		}
		if err != nil {
			return err
		}
		events, err := leaseEvents(tx, changed)
		if err != nil {
			return err
		}
		return s.record(tx, snapshot.Audit, events)
	})
	return saved, err
}

// saveLease answers with the lease as the ledger has it, and whether its row was written;
// current tells whether the snapshot is at least as new as the key's row.
func saveLease(tx *gorm.DB, lease access.Lease, current bool) (now access.Lease, moved bool, err error) {
	row := rowOfLease(lease)
	done := tx.Clauses(orNothing).Create(&row)
	if done.Error != nil || done.RowsAffected == 1 {
		return lease, true, done.Error
	}
	var there leaseRow
	if err := tx.Where("id = ?", lease.ID).Take(&there).Error; err != nil {
		return lease, false, err
	}
	if err := there.isOf(lease.Key); err != nil {
		return lease, false, err
	}
	next, moved := advanced(there.lease(), lease, current)
	if !moved {
		return next, false, nil
	}
	row = rowOfLease(next)
	row.Settled = there.Settled
	return next, true, tx.Save(&row).Error
}

// sameOver tells whether two copies say of a lease that it was over at the same moment,
// and where its end is confirmed in both, that this was at the same moment.
func sameOver(a, b access.Lease) bool {
	if !a.State.Over() || !b.State.Over() || !precise(a.EndedAt).Equal(precise(b.EndedAt)) {
		return false
	}
	return a.ConfirmedAt.IsZero() || b.ConfirmedAt.IsZero() || precise(a.ConfirmedAt).Equal(precise(b.ConfirmedAt))
}

func replaceKey(tx *gorm.DB, record access.KeyRecord) error {
	row := rowOfKey(record)
	if err := tx.Save(&row).Error; err != nil || !record.Settled {
		return err
	}
	return settleLeases(tx, row)
}

// settleOver settles a key of which no lease is live.
func settleOver(tx *gorm.DB, row keyRow) error {
	var live int64
	err := tx.Model(&leaseRow{}).Where("key = ? AND list_group = ?", row.Key, leasesLive).Count(&live).Error
	if err != nil || live > 0 {
		return err
	}
	if err := tx.Model(&row).Update("settled", true).Error; err != nil {
		return err
	}
	return settleLeases(tx, row)
}

func settleLeases(tx *gorm.DB, row keyRow) error {
	return tx.Model(&leaseRow{}).Where("key = ? AND list_group = ?", row.Key, leasesOver).Update("settled", true).Error
}
