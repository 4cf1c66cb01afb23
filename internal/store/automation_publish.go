package store

import (
	"bytes"
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Publish makes the next version of an automation and says which; the version in
// what is published is not looked at, a missing date is now. Where the latest
// version has the same definition and the same plan nothing is made, and its
// version is returned with created false. No version ever changes: the database
// itself refuses. The caller audits it.
func (s *Store) Publish(ctx context.Context, published builder.Published) (version int, created bool, err error) {
	if err := publishable(published); err != nil {
		return 0, false, err
	}
	if published.PublishedAt.IsZero() {
		published.PublishedAt = s.now()
	}
	err = s.write(ctx, "publishing an automation", func(tx *gorm.DB) error {
		automation := automationRow{Name: published.Name}
		if err := tx.Clauses(orNothing).Create(&automation).Error; err != nil {
			return err
		}
		if err := locked(tx).Where("name = ?", published.Name).Take(&automation).Error; err != nil {
			return err
		}
		version = automation.Latest
		if same, err := isLatest(tx, automation, published); err != nil || same {
			return err
		}
		version, created = automation.Latest+1, true
		published.Version = version
		row := rowOfVersion(published)
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		err := tx.Model(&automationRow{}).Where("name = ?", published.Name).Update("latest", version).Error
		return errors.Join(err, s.record(tx, nil, []access.Event{{Topic: topicCatalogue, Ref: published.Name}}))
	})
	return version, created && err == nil, err
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
