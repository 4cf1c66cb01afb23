package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Automations lists every automation that has a draft or a version, retired ones
// included, by name.
func (s *Store) Automations(ctx context.Context) ([]builder.Automation, error) {
	return s.automations(ctx, "")
}

// Automation returns the one of that name.
func (s *Store) Automation(ctx context.Context, name string) (builder.Automation, error) {
	list, err := s.automations(ctx, name)
	if err != nil {
		return builder.Automation{}, err
	}
	if len(list) == 0 {
		return builder.Automation{}, access.Refuse(access.CodeNotFound, "There is no automation %q.", name)
	}
	return list[0], nil
}

// automations reads one automation, or with an empty name all of them.
func (s *Store) automations(ctx context.Context, name string) (list []builder.Automation, err error) {
	err = s.snapshot(ctx, "reading automations", func(tx *gorm.DB) error {
		about := func(tx *gorm.DB) *gorm.DB {
			if name != "" {
				tx = tx.Where("automations.name = ?", name)
			}
			return tx
		}
		var rows []automationRow
		if err := about(tx).Order("name").Find(&rows).Error; err != nil {
			return err
		}
		latest, err := latestCards(about(tx))
		if err != nil {
			return err
		}
		drafts, err := draftCards(about(tx))
		if err != nil {
			return err
		}
		proposals, err := proposalCards(about(tx))
		if err != nil {
			return err
		}
		for _, row := range rows {
			draft := drafts[row.Name]
			if row.Latest == 0 && draft.Row.Rev == 0 {
				continue // its draft was thrown away
			}
			list = append(list, builder.Automation{
				Name: row.Name, Latest: latest[row.Name], Draft: draft.Row.draft(), Changed: draft.Changed,
				Proposal: proposals[row.Name], Retired: row.retirement(),
			})
		}
		return nil
	})
	return list, err
}

func latestCards(tx *gorm.DB) (map[string]builder.Published, error) {
	var rows []versionRow
	err := cards(tx).
		Joins("JOIN automations ON automations.name = automation_versions.name AND automations.latest = automation_versions.version").
		Find(&rows).Error
	byName := make(map[string]builder.Published, len(rows))
	for _, row := range rows {
		byName[row.Name] = row.published()
	}
	return byName, err
}

// draftCard is a draft without its source, and whether that is not the latest version's.
type draftCard struct {
	Row     draftRow `gorm:"embedded"`
	Changed bool
}

func draftCards(tx *gorm.DB) (map[string]draftCard, error) {
	var rows []draftCard
	err := tx.Table("automation_drafts").
		Select("automation_drafts.name, automation_drafts.title, rev, based_on, automation_drafts.restored_from, updated_by, updated_at, " +
			"(latest.version IS NULL OR latest.definition <> source) AS changed").
		Joins("JOIN automations ON automations.name = automation_drafts.name").
		Joins("LEFT JOIN automation_versions latest ON latest.name = automations.name AND latest.version = automations.latest").
		Find(&rows).Error
	byName := make(map[string]draftCard, len(rows))
	for _, row := range rows {
		byName[row.Row.Name] = row
	}
	return byName, err
}

func proposalCards(tx *gorm.DB) (map[string]builder.Proposal, error) {
	var rows []proposalRow
	err := tx.Omit("source").
		Joins("JOIN automations ON automations.name = automation_proposals.name").Find(&rows).Error
	byName := make(map[string]builder.Proposal, len(rows))
	for _, row := range rows {
		byName[row.Name] = row.proposal()
	}
	return byName, err
}
