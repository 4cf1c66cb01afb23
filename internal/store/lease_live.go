package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// isLive is written out, as an index knows it: list_group = leasesLive.
const isLive = "list_group = 0"

// LiveLeasesOf lists the leases of an entitlement whose end is not confirmed, in the
// order of their ids, from the one after that id on and at most limit of them.
func (s *Store) LiveLeasesOf(ctx context.Context, entitlementID, after string, limit int) ([]access.Lease, error) {
	return page(s.read(ctx).Where("entitlement_id = ?", entitlementID).Where(isLive), after, limit)
}

// LeasesHeldBy is the same for the leases of a person.
func (s *Store) LeasesHeldBy(ctx context.Context, personID, after string, limit int) ([]access.Lease, error) {
	return page(s.read(ctx).Where("person_id = ?", personID).Where(isLive), after, limit)
}

// LeasesLeftBehind lists the leases that go on although their holder is inactive, or
// their last moment came before that moment: not those that are over and only wait
// for their end to be confirmed, nor those that outlive their holder's time here.
func (s *Store) LeasesLeftBehind(ctx context.Context, before time.Time, after string, limit int) ([]access.Lease, error) {
	gone := s.read(ctx).Model(&personRow{}).Select("id").
		Where("status = ? OR until_at < ?", string(access.Inactive), on(before))
	return page(s.read(ctx).Where(isLive).Where("NOT outlives").
		Where("state IN ?", []string{string(access.Scheduled), string(access.Opening), string(access.Open)}).
		Where("person_id IN (?)", gone), after, limit)
}

func page(query *gorm.DB, after string, limit int) ([]access.Lease, error) {
	var rows []leaseRow
	err := query.Where("id > ?", after).Order("id").Limit(limit).Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading live leases", err)
}
