package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Draft returns the draft of an automation as it was written.
func (s *Store) Draft(ctx context.Context, name string) (builder.Draft, error) {
	var row draftRow
	err := s.read(ctx).Where("name = ?", name).Take(&row).Error
	return row.draft(), trouble("reading a draft", missing(err, "draft of", name))
}

// SaveDraft replaces the draft whose rev is given, 0 where there is none yet, and
// returns what was saved under a higher rev. Any other rev is a conflict that says
// who saved in between, and then nothing is saved. Saving what is there already
// changes nothing, whichever rev was read, and returns what is there. What it is
// based on is not looked at. The audit line is that of what was saved and is
// written with it.
func (s *Store) SaveDraft(ctx context.Context, draft builder.Draft, line func(builder.Draft) access.AuditLine) (saved builder.Draft, err error) {
	if draft.Name == "" {
		return saved, access.Refuse(access.CodeInvalid, "An automation needs a name.").At("name")
	}
	if len(draft.Source) > builder.MaxDefinitionBytes {
		return saved, access.Refuse(access.CodeTooLong, "The definition of %q has %d bytes; %d are allowed.",
			draft.Name, len(draft.Source), builder.MaxDefinitionBytes).At("source")
	}
	err = s.write(ctx, "saving a draft", func(tx *gorm.DB) error {
		automation, err := heldAutomation(tx, draft.Name)
		if err != nil {
			return err
		}
		there, err := draftOf(tx, draft.Name)
		if err != nil {
			return err
		}
		if there.holds(draft) {
			saved = there.draft()
			return nil
		}
		if err := stale(tx, there, draft.Rev); err != nil {
			return err
		}
		row := nextDraft(automation, there, draft)
		if row.UpdatedAt.at.IsZero() {
			row.UpdatedAt = on(s.now())
		}
		saved = row.draft()
		if err := tx.Clauses(orReplace).Create(&row).Error; err != nil {
			return err
		}
		if err := tx.Model(&automation).Update("draft_rev", row.Rev).Error; err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line(saved)}, draftEvents(draft.Name))
	})
	return saved, err
}

func nextDraft(automation automationRow, there draftRow, draft builder.Draft) draftRow {
	row := rowOfDraft(draft)
	row.Rev, row.BasedOn = automation.DraftRev+1, automation.Latest
	if draft.RestoredFrom == 0 && there.Rev > 0 {
		row.BasedOn = there.BasedOn
	}
	return row
}

// DiscardDraft throws the draft of that rev away. Of an automation that never had a
// version nothing is left but the numbers its drafts had.
func (s *Store) DiscardDraft(ctx context.Context, name string, rev int64, line access.AuditLine) error {
	return s.write(ctx, "discarding a draft", func(tx *gorm.DB) error {
		automation, err := knownAutomation(tx, name)
		if err != nil {
			return err
		}
		there, err := draftOf(tx, name)
		if err != nil {
			return err
		}
		if err := stale(tx, there, rev); err != nil {
			return err
		}
		if err := tx.Where("name = ?", name).Delete(&draftRow{}).Error; err != nil {
			return err
		}
		if automation.Latest == 0 {
			if err := tx.Where("name = ?", name).Delete(&proposalRow{}).Error; err != nil {
				return err
			}
		}
		return s.record(tx, []access.AuditLine{line}, draftEvents(name))
	})
}

// stale refuses a rev that is not the draft's.
func stale(tx *gorm.DB, there draftRow, rev int64) error {
	if there.Rev == rev {
		return nil
	}
	var by []string
	if err := tx.Model(&personRow{}).Where("id = ?", there.UpdatedBy).Pluck("name", &by).Error; err != nil {
		return err
	}
	if len(by) == 0 {
		by = []string{"Somebody no longer in the directory"}
	}
	return there.draft().Stale(by[0])
}

// draftEvents tells open pages that something about an automation changed that is
// nobody's business but admins' and auditors'.
func draftEvents(name string) []access.Event {
	return []access.Event{{Topic: topicAutomation, Ref: name}}
}
