package store

import "github.com/curfewhq/curfew/builder"

// automationRow is what publishers of one automation take in turn.
type automationRow struct {
	Name   string `gorm:"primaryKey"`
	Latest int
}

func (automationRow) TableName() string { return "automations" }

type versionRow struct {
	Name        string `gorm:"primaryKey"`
	Version     int    `gorm:"primaryKey;autoIncrement:false"`
	Title       string
	Definition  []byte
	Plan        []byte
	PlanHash    string
	PublishedBy string
	PublishedAt instant
}

func (versionRow) TableName() string { return "automation_versions" }

func rowOfVersion(published builder.Published) versionRow {
	return versionRow{
		Name:        published.Name,
		Version:     published.Version,
		Title:       published.Title,
		Definition:  published.Definition,
		Plan:        published.Plan,
		PlanHash:    published.PlanHash,
		PublishedBy: published.PublishedBy,
		PublishedAt: on(published.PublishedAt),
	}
}

func (r versionRow) published() builder.Published {
	return builder.Published{
		Name:        r.Name,
		Title:       r.Title,
		Version:     r.Version,
		Definition:  r.Definition,
		Plan:        r.Plan,
		PlanHash:    r.PlanHash,
		PublishedBy: r.PublishedBy,
		PublishedAt: r.PublishedAt.at,
	}
}
