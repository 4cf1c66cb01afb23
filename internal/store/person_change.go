package store

import (
	"context"
	"reflect"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

type changeRow struct {
	PersonID string `gorm:"primaryKey"`
	Rev      int64
	Left     instant `gorm:"column:left_at"`
}

func (changeRow) TableName() string { return "people_changes" }

func (r changeRow) change() access.PersonChange {
	return access.PersonChange{PersonID: r.PersonID, Rev: r.Rev, LeftAt: r.Left.at}
}

// noteChanges remembers who of those that are about to be written is not what they
// were, and who of them leaves at that moment, in the same transaction, so that no
// crash loses it. It holds their rows until then, so that two imports at once see
// each other.
func noteChanges(tx *gorm.DB, rows []personRow, at time.Time) error {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	var before []personRow
	if err := locked(tx).Where("id IN ?", ids).Order("id").Find(&before).Error; err != nil {
		return err
	}
	known := map[string]personRow{}
	for _, row := range before {
		known[row.ID] = row
	}
	var changes []changeRow
	for _, row := range rows {
		was, there := known[row.ID]
		if !there || reflect.DeepEqual(mattering(was), mattering(row)) {
			continue
		}
		change := changeRow{PersonID: row.ID, Rev: 1}
		if was.Status == string(access.Active) && row.Status == string(access.Inactive) {
			change.Left = on(at)
		}
		changes = append(changes, change)
	}
	if len(changes) == 0 {
		return nil
	}
	again := clause.OnConflict{
		Columns: []clause.Column{{Name: "person_id"}},
		DoUpdates: clause.Assignments(map[string]any{
			"rev":     gorm.Expr("people_changes.rev + 1"),
			"left_at": gorm.Expr("COALESCE(excluded.left_at, people_changes.left_at)"),
		}),
	}
	return tx.Clauses(again).Create(&changes).Error
}

// mattering is what requests may depend on: everything of the directory that
// expressions, approver rules and the end of access read.
func mattering(row personRow) access.Person {
	person := row.person()
	person.Email, person.Accounts, person.Roles = "", nil, nil
	if len(person.Groups) == 0 {
		person.Groups = nil
	}
	person.Until = person.Until.UTC() // whatever the database reads it as
	return person
}

// ChangedPeople lists people who changed in the directory and whose requests have
// not been told yet, in the order of their ids.
func (s *Store) ChangedPeople(ctx context.Context, limit int) ([]access.PersonChange, error) {
	var rows []changeRow
	err := s.read(ctx).Order("person_id").Limit(limit).Find(&rows).Error
	changes := make([]access.PersonChange, len(rows))
	for i, row := range rows {
		changes[i] = row.change()
	}
	return changes, trouble("reading who changed", err)
}

// ForgetChange says that their requests have been told. Whoever changed again
// meanwhile stays listed.
func (s *Store) ForgetChange(ctx context.Context, change access.PersonChange) error {
	return s.write(ctx, "forgetting a change", func(tx *gorm.DB) error {
		return tx.Where("person_id = ? AND rev = ?", change.PersonID, change.Rev).Delete(&changeRow{}).Error
	})
}
