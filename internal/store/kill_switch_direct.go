package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// KillDirect lists leases of a switch that were ended directly, past the runs that own
// them, by their ids and after one of them. Every one of them has its audit line; see
// access.KillSwitch.DirectLine.
func (s *Store) KillDirect(ctx context.Context, id, after string, most int) ([]access.Lease, error) {
	var rows []leaseRow
	err := direct(ofSwitch(s.read(ctx), id), id).Select("leases.*").Where("leases.id > ?", after).
		Order("leases.id").Limit(most).Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading what was ended directly", err)
}

// direct are those of the leases of a switch that were ended directly.
func direct(leases *gorm.DB, id string) *gorm.DB {
	line := storable(access.KillSwitch{ID: id}.DirectLine(""))
	return leases.Joins("JOIN audit ON audit.id = CAST(? AS text) || leases.id", line)
}
