package store

import (
	"context"

	"github.com/curfewhq/curfew/builder"
)

// PublishedAutomations lists the latest published version of each automation, by name.
func (s *Store) PublishedAutomations(ctx context.Context) ([]builder.Published, error) {
	var rows []versionRow
	err := s.read(ctx).Joins("JOIN automations ON automations.name = automation_versions.name " +
		"AND automations.latest = automation_versions.version").
		Order("automation_versions.name").Find(&rows).Error
	list := make([]builder.Published, len(rows))
	for i, row := range rows {
		list[i] = row.published()
	}
	return list, trouble("reading automations", err)
}

// PlanBytes returns a published plan by its hash, byte for byte.
func (s *Store) PlanBytes(ctx context.Context, hash string) ([]byte, error) {
	var row versionRow
	err := s.read(ctx).Select("plan").Where("plan_hash = ?", hash).Order("name, version").Limit(1).Take(&row).Error
	return row.Plan, trouble("reading a plan", missing(err, "published plan", hash))
}
