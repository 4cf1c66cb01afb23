package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// LoadKey returns the row of a key with its leases that are not settled yet, in
// the order of their beginnings; an empty settled record where there is none. A
// lease stays unsettled after its end until the key itself was saved as settled,
// as what it wanted may still have to be put right.
func (s *Store) LoadKey(ctx context.Context, key access.Key) (record access.KeyRecord, err error) {
	if err := checkKey(key); err != nil {
		return record, err
	}
	err = s.snapshot(ctx, "reading a key", func(tx *gorm.DB) error {
		var rows []keyRow
		if err := tx.Where("key = ?", key.String()).Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			record = untouched(key)
			return nil
		}
		var leases []leaseRow
		err := tx.Where("key = ? AND NOT settled", key.String()).Order("from_at, id").Find(&leases).Error
		record = rows[0].record(leases)
		return err
	})
	return record, err
}

// lockKeys makes sure that the keys have rows and keeps others from changing them
// and their leases until the transaction ends.
func lockKeys(tx *gorm.DB, keys ...access.Key) (map[access.Key]keyRow, error) {
	// In one order, so that no two transactions wait for each other.
	keys = slices.Clone(keys)
	slices.SortFunc(keys, func(a, b access.Key) int { return cmp.Compare(a.String(), b.String()) })
	rows := map[access.Key]keyRow{}
	for _, key := range slices.Compact(keys) {
		row := rowOfKey(untouched(key))
		if err := tx.Clauses(orNothing).Create(&row).Error; err != nil {
			return nil, err
		}
		var there keyRow
		if err := locked(tx).Where("key = ?", row.Key).Take(&there).Error; err != nil {
			return nil, err
		}
		rows[key] = there
	}
	return rows, nil
}

func checkKey(key access.Key) error {
	if err := key.Validate(); err != nil {
		return access.Refuse(access.CodeInvalid, "The key %q cannot be used: %s.", key, err).At("key")
	}
	return nil
}
