package store

import (
	"bytes"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
)

type draftRow struct {
	Name         string `gorm:"primaryKey"`
	Title        string
	Source       []byte
	Rev          int64
	BasedOn      int
	RestoredFrom int
	UpdatedBy    string
	UpdatedAt    instant
}

func (draftRow) TableName() string { return "automation_drafts" }

func rowOfDraft(draft builder.Draft) draftRow {
	return draftRow{
		Name:         draft.Name,
		Title:        draft.Title,
		Source:       append([]byte{}, draft.Source...), // an empty one is not NULL
		Rev:          draft.Rev,
		BasedOn:      draft.BasedOn,
		RestoredFrom: draft.RestoredFrom,
		UpdatedBy:    draft.UpdatedBy,
		UpdatedAt:    on(draft.UpdatedAt),
	}
}

func (r draftRow) draft() builder.Draft {
	return builder.Draft{
		Name:         r.Name,
		Title:        r.Title,
		Source:       r.Source,
		Rev:          r.Rev,
		BasedOn:      r.BasedOn,
		RestoredFrom: r.RestoredFrom,
		UpdatedBy:    r.UpdatedBy,
		UpdatedAt:    r.UpdatedAt.at,
	}
}

// holds tells whether saving the draft would change nothing, so that whoever saves
// it takes nothing away from anybody.
func (r draftRow) holds(draft builder.Draft) bool {
	return r.Rev > 0 && bytes.Equal(r.Source, draft.Source) &&
		(draft.RestoredFrom == 0 || r.RestoredFrom == draft.RestoredFrom)
}

// draftOf is the draft of an automation; the zero row where there is none.
func draftOf(tx *gorm.DB, name string) (draftRow, error) {
	var row draftRow
	err := tx.Where("name = ?", name).Take(&row).Error
	return row, none(err)
}
