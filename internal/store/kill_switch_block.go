package store

import (
	"context"
	"hash/fnv"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// KillSwitchOver is why nothing may be given for one of those leases any more, in a
// sentence: a kill switch that stands covers it. Empty where none does.
func (s *Store) KillSwitchOver(ctx context.Context, leaseIDs []string) (why string, err error) {
	err = s.snapshot(ctx, "reading kill switches", func(tx *gorm.DB) error {
		switches, err := standing(tx)
		if err != nil || len(switches) == 0 {
			return err
		}
		var rows []leaseRow
		if err := tx.Where("id IN ?", leaseIDs).Order("id").Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			if why, err = whyBlocked(tx, switches, row.lease()); err != nil || why != "" {
				return err
			}
		}
		return nil
	})
	return why, err
}

// killedBy is the same of a lease that wants to be claimed or lengthened. The caller
// is beside the switches; see besideSwitches.
func killedBy(tx *gorm.DB, lease access.Lease) (string, error) {
	switches, err := standing(tx)
	if err != nil || len(switches) == 0 {
		return "", err
	}
	return whyBlocked(tx, switches, lease)
}

// whyBlocked reads the automation that a lease came from, and holds the switches
// against it.
func whyBlocked(tx *gorm.DB, switches []access.KillSwitch, lease access.Lease) (string, error) {
	var automations []string
	err := tx.Model(&requestRow{}).Where("id = ?", lease.RequestID).Pluck("automation", &automations).Error
	if err != nil {
		return "", err
	}
	stake := access.Stake{PersonID: lease.PersonID, EntitlementID: lease.EntitlementID, Connector: lease.Key.Connector}
	if len(automations) > 0 {
		stake.Automation = automations[0]
	}
	return access.WhyBlocked(switches, stake), nil
}

// aheadOfClaims makes a throw wait for the claims under way, and later claims for
// it: none can have looked for switches before its commit and commit after it. On
// SQLite the whole transaction does that already.
func (s *Store) aheadOfClaims(tx *gorm.DB) error {
	if s.driver != Postgres {
		return nil
	}
	return tx.Exec("SELECT pg_advisory_xact_lock(?)", killTurn()).Error
}

// besideSwitches is the claims' side of it; they do not wait for each other.
func (s *Store) besideSwitches(tx *gorm.DB) error {
	if s.driver != Postgres {
		return nil
	}
	return tx.Exec("SELECT pg_advisory_xact_lock_shared(?)", killTurn()).Error
}

// killTurn is the number of the advisory lock between claims and kill switches.
func killTurn() int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte("kill switches")) // a hash takes everything
	return int64(hash.Sum64())
}
