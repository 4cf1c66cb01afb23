package store

import (
	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// leaseEvents tell the holder of each lease and the owner of its entitlement that
// it changed.
func leaseEvents(tx *gorm.DB, leases []access.Lease) ([]access.Event, error) {
	owners, err := ownersOf(tx, leases)
	if err != nil {
		return nil, err
	}
	var events []access.Event
	for _, lease := range leases {
		events = append(events, access.Event{
			Topic: topicAccess, Ref: lease.ID, Audience: audience(lease.PersonID, owners[lease.EntitlementID]),
		})
	}
	return events, nil
}

func ownersOf(tx *gorm.DB, leases []access.Lease) (map[string]string, error) {
	if len(leases) == 0 {
		return nil, nil
	}
	ids := make([]string, len(leases))
	for i, lease := range leases {
		ids[i] = lease.EntitlementID
	}
	var rows []entitlementRow
	err := tx.Select("id", "owner_id").Where("id IN ?", sortedSet(ids)).Find(&rows).Error
	owners := map[string]string{}
	for _, row := range rows {
		owners[row.ID] = row.OwnerID
	}
	return owners, err
}
