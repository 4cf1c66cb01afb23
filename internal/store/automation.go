package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// PublishedAutomations lists the latest published version of each automation that
// is not retired, by name: what people may ask for.
func (s *Store) PublishedAutomations(ctx context.Context) ([]builder.Published, error) {
	var rows []versionRow
	err := s.read(ctx).Joins("JOIN automations ON automations.name = automation_versions.name " +
		"AND automations.latest = automation_versions.version AND automations.retired_at IS NULL").
		Order("automation_versions.name").Find(&rows).Error
	list := make([]builder.Published, len(rows))
	for i, row := range rows {
		list[i] = row.published()
	}
	return list, trouble("reading automations", err)
}

// PlanBytes returns a published plan by its hash, byte for byte, whatever became of
// its automation.
func (s *Store) PlanBytes(ctx context.Context, hash string) ([]byte, error) {
	var row versionRow
	err := s.read(ctx).Select("plan").Where("plan_hash = ?", hash).Order("name, version").Limit(1).Take(&row).Error
	return row.Plan, trouble("reading a plan", missing(err, "published plan", hash))
}

// Versions lists what was published of an automation, newest first, without
// definitions and plans.
func (s *Store) Versions(ctx context.Context, name string, page access.Page) (access.Listed[builder.Published], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[builder.Published]{}, err
	}
	query := cards(s.read(ctx)).Where("name = ?", name).Order("version DESC").Limit(limit(page) + 1)
	if began {
		query = query.Where("version < ?", after.Order)
	}
	var rows []versionRow
	err = query.Find(&rows).Error
	return listed(rows, page, versionRow.published, versionRow.place), trouble("reading versions", err)
}

// Version returns one version of an automation, byte for byte.
func (s *Store) Version(ctx context.Context, name string, version int) (builder.Published, error) {
	var row versionRow
	err := none(s.read(ctx).Where("name = ? AND version = ?", name, version).Take(&row).Error)
	if err == nil && row.Version == 0 {
		err = access.Refuse(access.CodeNotFound, "There is no version %d of %q.", version, name)
	}
	return row.published(), trouble("reading a version", err)
}

// cards leaves out what is large.
func cards(tx *gorm.DB) *gorm.DB { return tx.Omit("definition", "plan") }
