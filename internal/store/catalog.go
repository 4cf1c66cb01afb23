package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

// Entitlement returns the entitlement of that id.
func (s *Store) Entitlement(ctx context.Context, id string) (access.Entitlement, error) {
	var view entitlementView
	err := entitlements(s.read(ctx)).Where("entitlements.id = ?", id).Take(&view).Error
	return view.entitlement(), trouble("reading an entitlement", missing(err, "entitlement", id))
}

// Entitlements lists all of them, by app and title.
func (s *Store) Entitlements(ctx context.Context) ([]access.Entitlement, error) {
	var views []entitlementView
	err := entitlements(s.read(ctx)).Order("apps.title, entitlements.title, entitlements.id").Find(&views).Error
	list := make([]access.Entitlement, len(views))
	for i, view := range views {
		list[i] = view.entitlement()
	}
	return list, trouble("reading entitlements", err)
}

func entitlements(db *gorm.DB) *gorm.DB {
	return db.Table("entitlements").Select("entitlements.*, apps.title AS app_title").
		Joins("JOIN apps ON apps.id = entitlements.app_id")
}

// UpsertEntitlements writes apps and entitlements, all or none; those that are not
// among them stay as they are. An entitlement's app has to be there or among them,
// and it is the app that says its title. Of one that is there already, what somebody
// said with ChangeEntitlement stays: its limits, and whether it is retired.
func (s *Store) UpsertEntitlements(ctx context.Context, apps []access.App, entitlements []access.Entitlement) error {
	return s.write(ctx, "writing the catalogue", func(tx *gorm.DB) error {
		for _, app := range apps {
			row := rowOfApp(app)
			if err := tx.Clauses(orReplace).Create(&row).Error; err != nil {
				return err
			}
		}
		for _, entitlement := range entitlements {
			if err := upsertEntitlement(tx, entitlement); err != nil {
				return err
			}
		}
		return s.record(tx, nil, []access.Event{{Topic: topicCatalogue}})
	})
}

func upsertEntitlement(tx *gorm.DB, entitlement access.Entitlement) error {
	var apps int64
	if err := tx.Model(&appRow{}).Where("id = ?", entitlement.AppID).Count(&apps).Error; err != nil {
		return err
	}
	if apps == 0 {
		return access.Refuse(access.CodeInvalid, "The entitlement %q is of the app %q, which does not exist.",
			entitlement.ID, entitlement.AppID).At("app_id")
	}
	row := rowOfEntitlement(entitlement)
	return tx.Clauses(orDescribe).Create(&row).Error
}

// orDescribe makes an insert of an entitlement that is there already replace what
// describes it.
var orDescribe = clause.OnConflict{
	Columns: []clause.Column{{Name: "id"}},
	DoUpdates: append(
		clause.AssignmentColumns([]string{
			"app_id", "title", "description", "owner_id", "risk", "connector", "resource", "attributes", "ephemeral", "apart",
		}),
		clause.Assignments(map[string]any{
			"max_duration_ns": gorm.Expr("CASE WHEN entitlements.limits_set THEN entitlements.max_duration_ns ELSE excluded.max_duration_ns END"),
			"seats":           gorm.Expr("CASE WHEN entitlements.limits_set THEN entitlements.seats ELSE excluded.seats END"),
		})...,
	),
}
