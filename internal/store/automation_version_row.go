package store

import "github.com/curfewhq/curfew/builder"

type versionRow struct {
	Name         string `gorm:"primaryKey"`
	Version      int    `gorm:"primaryKey;autoIncrement:false"`
	Title        string
	Definition   []byte
	Plan         []byte
	PlanHash     string
	Comment      string
	RestoredFrom int
	PublishedBy  string
	ConfirmedBy  string
	PublishedAt  instant
}

func (versionRow) TableName() string { return "automation_versions" }

func rowOfVersion(published builder.Published) versionRow {
	return versionRow{
		Name:         published.Name,
		Version:      published.Version,
		Title:        published.Title,
		Definition:   published.Definition,
		Plan:         published.Plan,
		PlanHash:     published.PlanHash,
		Comment:      published.Comment,
		RestoredFrom: published.RestoredFrom,
		PublishedBy:  published.PublishedBy,
		ConfirmedBy:  published.ConfirmedBy,
		PublishedAt:  on(published.PublishedAt),
	}
}

func (r versionRow) published() builder.Published {
	return builder.Published{
		Name:         r.Name,
		Title:        r.Title,
		Version:      r.Version,
		Definition:   r.Definition,
		Plan:         r.Plan,
		PlanHash:     r.PlanHash,
		Comment:      r.Comment,
		RestoredFrom: r.RestoredFrom,
		PublishedBy:  r.PublishedBy,
		ConfirmedBy:  r.ConfirmedBy,
		PublishedAt:  r.PublishedAt.at,
	}
}

// place is the version's in its history.
func (r versionRow) place() place { return place{Order: int64(r.Version)} }
