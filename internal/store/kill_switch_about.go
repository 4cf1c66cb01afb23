package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// NameKillSwitch is the switch with what it is about by its id and as people call it: a
// person may be given by login. Known is false for what the record has never heard of;
// the switch is then returned as it is.
func (s *Store) NameKillSwitch(ctx context.Context, k access.KillSwitch) (named access.KillSwitch, known bool, err error) {
	named, known = k, true
	switch k.Scope {
	case access.KillPerson:
		person, err := s.PersonByLogin(ctx, k.Ref)
		if isMissing(err) {
			person, err = s.Person(ctx, k.Ref)
		}
		if err != nil {
			return k, false, unlessMissing(err)
		}
		named.Ref, named.Label = person.ID, person.Name
	case access.KillEntitlement:
		entitlement, err := s.Entitlement(ctx, k.Ref)
		if err != nil {
			return k, false, unlessMissing(err)
		}
		named.Label = entitlement.Label()
	case access.KillAutomation:
		named.Label, known, err = automationTitle(s.read(ctx), k.Ref)
	default:
		var there int64
		err = s.read(ctx).Model(&entitlementRow{}).Where("connector = ?", k.Ref).Limit(1).Count(&there).Error
		known = there > 0
	}
	return named, known && err == nil, trouble("reading what a kill switch is about", err)
}

// automationTitle is the title of the latest version.
func automationTitle(tx *gorm.DB, name string) (title string, found bool, err error) {
	var titles []string
	err = tx.Model(&versionRow{}).Where("name = ?", name).Order("version DESC").Limit(1).Pluck("title", &titles).Error
	if err != nil || len(titles) == 0 {
		return name, false, err
	}
	return titles[0], true, nil
}

func isMissing(err error) bool {
	var refusal *access.Refusal
	return errors.As(err, &refusal) && refusal.Code == access.CodeNotFound
}

func unlessMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}
