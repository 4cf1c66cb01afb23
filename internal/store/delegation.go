package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

// longestDelegation is how long somebody may be away at a stretch: whoever is away
// for longer has handed over the work itself.
const longestDelegation = 400 * 24 * time.Hour

// Delegations lists a person's periods, over or not, in the order they begin.
func (s *Store) Delegations(ctx context.Context, personID string) ([]access.Delegation, error) {
	var rows []delegationRow
	err := s.read(ctx).Where("person_id = ?", personID).Order("from_at").Find(&rows).Error
	return delegationsOf(rows), trouble("reading delegations", err)
}

// DelegationsOf lists the delegations of those people that are in force at that
// moment, at most one of each person.
func (s *Store) DelegationsOf(ctx context.Context, personIDs []string, at time.Time) ([]access.Delegation, error) {
	var found []delegationRow
	for ids := range slices.Chunk(sortedSet(personIDs), importBatch) {
		var rows []delegationRow
		err := s.read(ctx).Where("person_id IN ? AND from_at <= ? AND until_at > ?", ids, on(at), on(at)).
			Order("person_id").Find(&rows).Error
		if err != nil {
			return nil, trouble("reading delegations", err)
		}
		found = append(found, rows...)
	}
	return delegationsOf(found), nil
}

// SetDelegation writes that somebody is away and who decides in their place. One
// that begins at the same moment is replaced; one that overlaps another period of
// the same person is refused. The caller audits it.
func (s *Store) SetDelegation(ctx context.Context, delegation access.Delegation) error {
	row := rowOfDelegation(delegation)
	if err := row.check(); err != nil {
		return err
	}
	return s.write(ctx, "writing a delegation", func(tx *gorm.DB) error {
		if err := checkPeople(tx, row); err != nil {
			return err
		}
		var others []delegationRow
		err := tx.Where("person_id = ? AND from_at <> ? AND from_at < ? AND until_at > ?", row.PersonID, row.From, row.Until, row.From).
			Order("from_at").Limit(1).Find(&others).Error
		if err != nil {
			return err
		}
		if len(others) > 0 {
			return access.Refuse(access.CodeConflict, "There is a delegation already from %s until %s. End it first, or choose a time that does not overlap it.",
				others[0].From.at.Format(time.RFC3339), others[0].Until.at.Format(time.RFC3339)).At("from")
		}
		return tx.Clauses(orReplace).Create(&row).Error
	})
}

func (r delegationRow) check() error {
	switch {
	case r.From.at.IsZero():
		return access.Refuse(access.CodeInvalid, "A delegation needs a moment from which on it holds.").At("from")
	case !r.Until.at.After(r.From.at):
		return access.Refuse(access.CodeInvalid, "A delegation has to end after it begins.").At("until")
	case r.Until.at.Sub(r.From.at) > longestDelegation:
		return access.Refuse(access.CodeInvalid, "A delegation may last for 400 days at most. Choose an earlier end.").At("until")
	case r.PersonID == r.DelegateID:
		return access.Refuse(access.CodeInvalid, "Nobody can decide in their own place. Choose somebody else.").At("delegate_id")
	}
	return nil
}

// checkPeople refuses a delegation of or to somebody who is not there, and holds the
// row of who is away until the transaction ends, so that two periods written at once
// see each other.
func checkPeople(tx *gorm.DB, row delegationRow) error {
	var away, delegate personRow
	// Weaker than locked, as the delegation refers to both: two people who stand in
	// for each other would wait for each other.
	held := tx.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	if err := held.Where("id = ?", row.PersonID).Take(&away).Error; err != nil {
		return missing(err, "person", row.PersonID)
	}
	if err := tx.Where("id = ?", row.DelegateID).Take(&delegate).Error; err != nil {
		return missing(err, "person", row.DelegateID)
	}
	if delegate.Status != string(access.Active) {
		return access.Refuse(access.CodeInvalid, "%s is not active and can decide for nobody. Choose somebody else.", delegate.Name).At("delegate_id")
	}
	return nil
}

// EndDelegation ends the person's delegation that begins at that moment: from now
// on nobody is asked in their place. One that has not begun is removed; one that is
// over stays as it is. The caller audits it.
func (s *Store) EndDelegation(ctx context.Context, personID string, from time.Time) error {
	return s.write(ctx, "ending a delegation", func(tx *gorm.DB) error {
		there := tx.Where("person_id = ? AND from_at = ?", personID, on(from)).Session(&gorm.Session{})
		var row delegationRow
		if err := locked(there).Take(&row).Error; err != nil {
			return missing(err, "delegation", personID+" from "+precise(from).Format(time.RFC3339))
		}
		now := s.now()
		switch {
		case !now.After(row.From.at):
			return there.Delete(&delegationRow{}).Error
		case now.Before(row.Until.at):
			return there.Model(&delegationRow{}).Update("until_at", on(now)).Error
		}
		return nil
	})
}
