package store

import (
	"context"
	"fmt"
	"reflect"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// ChangeEntitlement changes an entitlement as change says, given what it is now, and
// returns what it has become; an error of change is returned as it is. The change,
// its audit line and what has to be told are one transaction; where nothing is
// different and nothing has to be told none of them is written. A lease that the ledger took before is told of
// it, and one that it takes afterwards is held against it.
func (s *Store) ChangeEntitlement(ctx context.Context, id string, change func(was access.Entitlement) (access.EntitlementChange, error)) (now access.Entitlement, err error) {
	err = s.write(ctx, "changing an entitlement", func(tx *gorm.DB) error {
		if err := s.takeTurns(tx, []access.Lease{{EntitlementID: id}}); err != nil {
			return err
		}
		var view entitlementView
		if err := entitlements(tx).Where("entitlements.id = ?", id).Take(&view).Error; err != nil {
			return missing(err, "entitlement", id)
		}
		was := view.entitlement()
		made, err := change(was)
		if err != nil {
			return err
		}
		now = was
		now.MaxDuration, now.Seats, now.Withdrawn = made.Now.MaxDuration, made.Now.Seats, made.Now.Withdrawn
		if made.Tell == nil && reflect.DeepEqual(now, was) {
			return nil
		}
		row := rowOfEntitlement(now)
		row.LimitsSet = view.Row.LimitsSet || now.MaxDuration != was.MaxDuration || now.Seats != was.Seats
		if err := tx.Save(&row).Error; err != nil {
			return err
		}
		if err := noteLimit(tx, made.Tell); err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{made.Line}, []access.Event{{Topic: topicCatalogue}})
	})
	return now, err
}

func noteLimit(tx *gorm.DB, change *access.LimitChange) error {
	if change == nil {
		return nil
	}
	row := rowOfLimit(*change)
	return tx.Clauses(orReplace).Create(&row).Error
}

// notGivenAnyMore says in a sentence why a lease that begins may not, by what its
// entitlement has become since the lease was made; or nothing. What the catalogue
// does not have is not held against it.
func notGivenAnyMore(tx *gorm.DB, lease access.Lease) (string, error) {
	if !lease.OpenedAt.IsZero() {
		return "", nil // it was given before, and is only told to this ledger now
	}
	var views []entitlementView
	err := entitlements(tx).Where("entitlements.id = ?", lease.EntitlementID).Limit(1).Find(&views).Error
	if err != nil || len(views) == 0 {
		return "", err
	}
	entitlement := views[0].entitlement()
	asks := lease.Duration
	if asks == 0 {
		asks = lease.End().Sub(lease.From)
	}
	switch most := entitlement.MaxDuration; {
	case entitlement.Retired():
		return entitlement.NotGiven(), nil
	case most > 0 && asks > most:
		return fmt.Sprintf("%s may be held for at most %s by now, and this is %s. Ask for it anew.", entitlement.Label(), builder.Duration(most), builder.Duration(asks)), nil
	default:
		return "", nil
	}
}
