package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

// importBatch is how many rows one statement writes; both databases limit its
// parameters.
const importBatch = 500

// fromDirectory are the columns that the directory decides; roles are ours.
var fromDirectory = clause.AssignmentColumns([]string{
	"login", "login_key", "name", "email", "department", "title", "manager_id", "employment",
	"group_names", "zone", "status", "accounts", "until_at",
})

// UpsertPeople writes people as the directory has them, all or none. Who is not
// among them stays as they are; roles stay too, and a new person has none. Who is
// not what they were before is listed by ChangedPeople from then on, with the moment
// where they became inactive.
func (s *Store) UpsertPeople(ctx context.Context, people []access.Person) error {
	rows := make([]personRow, 0, len(people))
	for _, person := range people {
		if person.ID == "" {
			return access.Refuse(access.CodeInvalid, "The person with the login %q has no id.", person.Login)
		}
		person.Roles = nil
		rows = append(rows, rowOfPerson(person))
	}
	left := s.now()
	// In one order, so that two imports at once do not wait for each other.
	slices.SortFunc(rows, func(a, b personRow) int { return cmp.Compare(a.ID, b.ID) })
	return s.write(ctx, "writing people", func(tx *gorm.DB) error {
		for batch := range slices.Chunk(rows, importBatch) {
			if err := noteChanges(tx, batch, left); err != nil {
				return err
			}
			if err := upsertPeople(tx, batch); err != nil {
				return err
			}
		}
		return nil
	})
}

func upsertPeople(tx *gorm.DB, rows []personRow) error {
	byID := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: fromDirectory}
	if err := tx.Clauses(byID).Create(&rows).Error; err != nil {
		return err
	}
	ids := make([]string, len(rows))
	var groups []groupRow
	for i, row := range rows {
		ids[i] = row.ID
		for _, group := range row.GroupNames.v {
			groups = append(groups, groupRow{GroupName: group, PersonID: row.ID})
		}
	}
	if err := tx.Where("person_id IN ?", ids).Delete(&groupRow{}).Error; err != nil || len(groups) == 0 {
		return err
	}
	return tx.Clauses(orNothing).CreateInBatches(&groups, importBatch).Error
}

// SetRoles gives a person exactly those roles. The caller audits it.
func (s *Store) SetRoles(ctx context.Context, personID string, roles []access.Role) error {
	for _, role := range roles {
		if role != access.Admin && role != access.Auditor {
			return access.Refuse(access.CodeInvalid, "There is no role %q.", role).At("roles")
		}
	}
	return s.write(ctx, "writing roles", func(tx *gorm.DB) error {
		done := tx.Model(&personRow{}).Where("id = ?", personID).Update("roles", documentOf(sortedSet(roles)))
		if done.Error == nil && done.RowsAffected == 0 {
			return missing(gorm.ErrRecordNotFound, "person", personID)
		}
		return done.Error
	})
}

// sortedSet is a copy in order, each member once; nil stays nil.
func sortedSet[T cmp.Ordered](members []T) []T {
	return slices.Compact(slices.Sorted(slices.Values(members)))
}
