package store

import (
	"bytes"
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Publish makes the next version of an automation and says which; the version in
// what is published is not looked at, a missing date is now. Where the latest
// version has the same definition and the same plan nothing is made, and its
// version is returned with created false. A retired automation is brought back; a
// draft stays, and so does an open proposal. No version ever changes: the database
// itself refuses. The caller audits it.
func (s *Store) Publish(ctx context.Context, published builder.Published) (version int, created bool, err error) {
	if err := publishable(published); err != nil {
		return 0, false, err
	}
	err = s.write(ctx, "publishing an automation", func(tx *gorm.DB) error {
		automation, err := heldAutomation(tx, published.Name)
		if err != nil {
			return err
		}
		done, err := s.publish(tx, automation, published)
		version, created = done.Version, done.Made
		if err != nil || !created && !done.BroughtBack {
			return err
		}
		return s.record(tx, nil, []access.Event{{Topic: topicCatalogue, Ref: published.Name}})
	})
	return version, created && err == nil, err
}

// PublishDraft is Publish for what the draft of that rev says; another rev is a
// conflict. An open proposal is closed by it. The audit line is that of what was
// done and is written with it; where nothing was there is none.
func (s *Store) PublishDraft(ctx context.Context, published builder.Published, rev int64, line func(builder.Publication) access.AuditLine) (done builder.Publication, err error) {
	err = s.write(ctx, "publishing a draft", func(tx *gorm.DB) error {
		automation, there, err := s.draftToPublish(tx, published, rev)
		if err != nil {
			return err
		}
		published.RestoredFrom = there.RestoredFrom
		done, err = s.publishAudited(tx, automation, published, line)
		return err
	})
	return done, err
}

// draftToPublish holds the automation whose draft has that rev, which is what is
// about to be published.
func (s *Store) draftToPublish(tx *gorm.DB, published builder.Published, rev int64) (automationRow, draftRow, error) {
	if err := publishable(published); err != nil {
		return automationRow{}, draftRow{}, err
	}
	automation, err := knownAutomation(tx, published.Name)
	if err != nil {
		return automation, draftRow{}, err
	}
	there, err := draftOf(tx, published.Name)
	if err == nil {
		err = stale(tx, there, rev)
	}
	if err == nil && !bytes.Equal(there.Source, published.Definition) {
		err = access.Refuse(access.CodeConflict, "The draft of %q says something else.", published.Name).At("rev")
	}
	return automation, there, err
}

func (s *Store) publishAudited(tx *gorm.DB, automation automationRow, published builder.Published, line func(builder.Publication) access.AuditLine) (builder.Publication, error) {
	done, err := s.publish(tx, automation, published)
	if err != nil {
		return done, err
	}
	if done.Made {
		if done.Closed, err = closeProposal(tx, published.Name); err != nil {
			return done, err
		}
	}
	if !done.Made && !done.BroughtBack && published.ConfirmedBy == "" {
		return done, nil
	}
	return done, s.record(tx, []access.AuditLine{line(done)}, []access.Event{{Topic: topicCatalogue, Ref: published.Name}})
}

// publish makes the next version of an automation that is held, unless it is the
// latest already.
func (s *Store) publish(tx *gorm.DB, automation automationRow, published builder.Published) (done builder.Publication, err error) {
	if published.PublishedAt.IsZero() {
		published.PublishedAt = s.now()
	}
	same, err := isLatest(tx, automation, published)
	if err != nil {
		return done, err
	}
	done = builder.Publication{Version: automation.Latest, Made: !same, BroughtBack: automation.retired()}
	if done.Made {
		done.Version++
		published.Version = done.Version
		row := rowOfVersion(published)
		if err := tx.Create(&row).Error; err != nil {
			return done, err
		}
	}
	err = tx.Model(&automation).Select("latest", "retired_at", "retired_by", "retired_comment").
		Updates(automationRow{Latest: done.Version}).Error
	if err != nil {
		return done, err
	}
	return done, tx.Model(&draftRow{}).Where("name = ? AND source = ?", published.Name, published.Definition).
		Update("based_on", done.Version).Error
}

func isLatest(tx *gorm.DB, automation automationRow, published builder.Published) (bool, error) {
	if automation.Latest == 0 {
		return false, nil
	}
	var latest versionRow
	err := tx.Where("name = ? AND version = ?", automation.Name, automation.Latest).Take(&latest).Error
	return latest.PlanHash == published.PlanHash && bytes.Equal(latest.Definition, published.Definition), err
}

func publishable(published builder.Published) error {
	switch {
	case published.Name == "":
		return access.Refuse(access.CodeInvalid, "An automation needs a name.").At("name")
	case len(published.Plan) == 0 || published.PlanHash == "":
		return access.Refuse(access.CodeInvalid, "The automation %q has no plan: it has to be compiled first.", published.Name).At("plan")
	case len(published.Plan) > builder.MaxPlanBytes:
		return access.Refuse(access.CodeTooLong, "The plan of %q has %d bytes; %d are allowed.",
			published.Name, len(published.Plan), builder.MaxPlanBytes).At("plan")
	case published.Definition == nil:
		return access.Refuse(access.CodeInvalid, "The automation %q has no definition.", published.Name).At("definition")
	}
	return nil
}
