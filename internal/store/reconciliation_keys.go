package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// UnsettledKeys lists keys of a connector of which something of ours may be left
// outside, with their leases that are not settled, by the key and after that one.
func (s *Store) UnsettledKeys(ctx context.Context, connector, after string, limit int) (records []access.KeyRecord, err error) {
	err = s.snapshot(ctx, "reading keys", func(tx *gorm.DB) error {
		var rows []keyRow
		if err := tx.Where("connector = ? AND NOT settled AND key > ?", connector, after).Order("key").Limit(limit).Find(&rows).Error; err != nil {
			return err
		}
		records, err = withLeases(tx, rows)
		return err
	})
	return records, err
}

// KeysOf reads what the ledger knows of those subjects and a resource, and of
// everybody whose key of it is not settled, by the subject. A settled key comes with
// all the leases it ever had.
func (s *Store) KeysOf(ctx context.Context, connector, resource string, subjects []string) (records []access.KeyRecord, err error) {
	err = s.snapshot(ctx, "reading keys", func(tx *gorm.DB) error {
		query := tx.Where("connector = ? AND resource = ?", connector, resource)
		if subjects == nil {
			query = query.Where("NOT settled")
		} else {
			query = query.Where("subject IN ?", subjects)
		}
		var rows []keyRow
		if err := query.Order("subject").Find(&rows).Error; err != nil {
			return err
		}
		records, err = withLeases(tx, rows)
		return err
	})
	return records, err
}

// withLeases gives each key its leases: of one that is settled all of them, so that
// what it held last is known.
func withLeases(tx *gorm.DB, rows []keyRow) ([]access.KeyRecord, error) {
	keys := make([]string, len(rows))
	for i, row := range rows {
		keys[i] = row.Key
	}
	var leases []leaseRow
	if err := tx.Where("key IN ?", keys).Order("from_at, id").Find(&leases).Error; err != nil {
		return nil, err
	}
	byKey := map[string][]leaseRow{}
	for _, lease := range leases {
		byKey[lease.Key] = append(byKey[lease.Key], lease)
	}
	records := make([]access.KeyRecord, len(rows))
	for i, row := range rows {
		var its []leaseRow
		for _, lease := range byKey[row.Key] {
			if row.Settled || !lease.Settled {
				its = append(its, lease)
			}
		}
		records[i] = row.record(its)
	}
	return records, nil
}
