package store

import (
	"errors"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// automationRow is what everybody who changes one automation takes in turn. It
// stays when the draft of a name that was never published is thrown away, so that
// no rev is used twice.
type automationRow struct {
	Name           string `gorm:"primaryKey"`
	Latest         int
	DraftRev       int64
	RetiredAt      instant
	RetiredBy      string
	RetiredComment string
}

func (automationRow) TableName() string { return "automations" }

func (r automationRow) retired() bool { return !r.RetiredAt.at.IsZero() }

func (r automationRow) retirement() builder.Retirement {
	return builder.Retirement{By: r.RetiredBy, Comment: r.RetiredComment, At: r.RetiredAt.at}
}

// heldAutomation makes the row where there is none, and holds it.
func heldAutomation(tx *gorm.DB, name string) (automationRow, error) {
	row := automationRow{Name: name}
	if err := tx.Clauses(orNothing).Create(&row).Error; err != nil {
		return row, err
	}
	err := locked(tx).Where("name = ?", name).Take(&row).Error
	return row, err
}

// knownAutomation holds the row of an automation that is there.
func knownAutomation(tx *gorm.DB, name string) (automationRow, error) {
	var row automationRow
	err := locked(tx).Where("name = ?", name).Take(&row).Error
	return row, missing(err, "automation", name)
}

// publishedAutomation holds the row of an automation that has a version.
func publishedAutomation(tx *gorm.DB, name string) (automationRow, error) {
	row, err := knownAutomation(tx, name)
	if err == nil && row.Latest == 0 {
		err = access.Refuse(access.CodeConflict, "%q was never published.", name)
	}
	return row, err
}

// none turns "no row" into the zero row.
func none(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	return err
}
