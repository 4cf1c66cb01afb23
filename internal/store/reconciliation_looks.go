package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// lookRow is when everybody who holds a resource was read.
type lookRow struct {
	Connector string  `gorm:"primaryKey"`
	Resource  string  `gorm:"primaryKey"`
	First     instant `gorm:"column:first_at"`
	Last      instant `gorm:"column:last_at"`
	Subject   string
}

func (lookRow) TableName() string { return "resource_looks" }

// ResourcesOf lists, sorted, what of a connector is to be compared: what the catalogue
// gives, what is not settled, and what there are live findings of.
func (s *Store) ResourcesOf(ctx context.Context, connector string) ([]string, error) {
	var resources []string
	err := s.read(ctx).Raw(`
		SELECT resource FROM entitlements WHERE connector = @connector AND NOT ephemeral
		UNION SELECT resource FROM access_keys WHERE connector = @connector AND NOT settled
		UNION SELECT resource FROM findings WHERE connector = @connector AND list_group < @done`,
		map[string]any{"connector": connector, "done": findingsDone}).Scan(&resources).Error
	slices.Sort(resources)
	return resources, trouble("reading what is to be compared", err)
}

// ResourceLook is how a resource was looked at until now; zero where it was not.
func (s *Store) ResourceLook(ctx context.Context, connector, resource string) (access.ResourceLook, error) {
	var rows []lookRow
	err := s.read(ctx).Where("connector = ? AND resource = ?", connector, resource).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return access.ResourceLook{}, trouble("reading when a resource was looked at", err)
	}
	return access.ResourceLook{First: rows[0].First.at, Last: rows[0].Last.at, Subject: rows[0].Subject}, nil
}

// SaveResourceLook replaces it.
func (s *Store) SaveResourceLook(ctx context.Context, connector, resource string, look access.ResourceLook) error {
	return s.write(ctx, "recording a look at a resource", func(tx *gorm.DB) error {
		row := lookRow{Connector: connector, Resource: resource, First: on(look.First), Last: on(look.Last), Subject: look.Subject}
		return tx.Clauses(orReplace).Create(&row).Error
	})
}

// EntitlementsAt lists the entitlements that are given in that resource, by their ids.
func (s *Store) EntitlementsAt(ctx context.Context, connector, resource string) ([]access.Entitlement, error) {
	var views []entitlementView
	err := entitlements(s.read(ctx)).Where("entitlements.connector = ? AND entitlements.resource = ?", connector, resource).
		Order("entitlements.id").Find(&views).Error
	list := make([]access.Entitlement, len(views))
	for i, view := range views {
		list[i] = view.entitlement()
	}
	return list, trouble("reading entitlements", err)
}

// PersonByAccount finds who has that account in a connector; found is false where
// nobody has.
func (s *Store) PersonByAccount(ctx context.Context, connector, subject string) (person access.Person, found bool, err error) {
	accounts := "json_each(people.accounts)"
	if s.driver == Postgres {
		accounts = "jsonb_each_text(people.accounts)"
	}
	var rows []personRow
	err = s.read(ctx).
		Where("EXISTS (SELECT 1 FROM "+accounts+" AS account WHERE account.key = ? AND account.value = ?)", storable(connector), storable(subject)).
		Order("id").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return access.Person{}, false, trouble("reading whose account it is", err)
	}
	return rows[0].person(), true, nil
}
