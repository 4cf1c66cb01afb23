package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// killLate is how long an end may take before it counts as late.
const killLate = time.Minute

// KillProgress is how far a switch has come, with at most so many stragglers. It is
// counted from the leases themselves.
func (s *Store) KillProgress(ctx context.Context, id string, stragglers int) (progress access.KillProgress, err error) {
	err = s.snapshot(ctx, "reading how far a kill switch has come", func(tx *gorm.DB) error {
		row, err := killSwitchByID(tx, id)
		if err != nil {
			return err
		}
		late := on(s.now().Add(-killLate))
		var leases struct{ Leases, Ending, Confirmed, Late int }
		err = ofSwitch(tx, row.ID).Select(`COUNT(*) AS leases,
			COALESCE(SUM(CASE WHEN leases.list_group = ? AND leases.state = ? THEN 1 ELSE 0 END), 0) AS ending,
			COALESCE(SUM(CASE WHEN leases.list_group = ? THEN 1 ELSE 0 END), 0) AS confirmed,
			COALESCE(SUM(CASE WHEN leases.list_group = ? AND COALESCE(leases.ended_at, ?) <= ? THEN 1 ELSE 0 END), 0) AS late`,
			leasesLive, string(access.Ending), leasesOver, leasesLive, row.Thrown, late).Scan(&leases).Error
		if err != nil {
			return err
		}
		var requests struct{ Requests, Told int }
		err = tx.Model(&killRequestRow{}).Where("switch_id = ?", id).
			Select("COUNT(*) AS requests, COUNT(told_at) AS told").Scan(&requests).Error
		progress = access.KillProgress{
			Leases: leases.Leases, Ending: leases.Ending, Confirmed: leases.Confirmed, Late: leases.Late,
			Requests: requests.Requests, Told: requests.Told,
		}
		if err != nil {
			return err
		}
		var ended int64
		if err := direct(ofSwitch(tx, id), id).Count(&ended).Error; err != nil {
			return err
		}
		if progress.Direct = int(ended); progress.Leases == progress.Confirmed {
			return nil
		}
		progress.Stragglers, err = stragglersOf(tx, row, stragglers)
		return err
	})
	return progress, err
}

func stragglersOf(tx *gorm.DB, row killSwitchRow, most int) ([]access.KillStraggler, error) {
	var views []leaseView
	err := ofSwitch(tx, row.ID).Select("leases.*, access_keys.attention").
		Joins("JOIN access_keys ON access_keys.key = leases.key").Where("leases.list_group = ?", leasesLive).
		Order("leases.ended_at IS NULL DESC, leases.ended_at, leases.id").Limit(most).Find(&views).Error
	var found []access.KillStraggler
	for _, view := range views {
		found = append(found, stragglerOf(view.view(), row.Thrown.at))
	}
	return found, err
}

// stragglerOf says what is in the way of one that has to end since that moment.
func stragglerOf(view access.LeaseView, since time.Time) access.KillStraggler {
	straggler := access.KillStraggler{
		LeaseID: view.ID, PersonID: view.PersonID, EntitlementID: view.EntitlementID, Label: view.Label,
		State: view.State, DueAt: since, Why: view.Attention,
	}
	over := view.State.Over()
	if over {
		straggler.DueAt = view.EndedAt
	}
	switch {
	case straggler.Why != "":
	case over && view.AsksHand() == access.HandToTake:
		straggler.Why = "Somebody has to take it away by hand."
	case over:
		straggler.Why = "It is being taken away."
	default:
		straggler.Why = "The run that owns it has not said yet that it ends."
	}
	return straggler
}

// ofSwitch are the leases that a switch covers.
func ofSwitch(tx *gorm.DB, id string) *gorm.DB {
	return tx.Table("leases").Joins("JOIN kill_switch_leases ON kill_switch_leases.lease_id = leases.id").
		Where("kill_switch_leases.switch_id = ?", id)
}

// KillLeases lists leases of a switch that are not over, by their ids, after one of
// them; with those that are over and not confirmed where these are to be told again.
func (s *Store) KillLeases(ctx context.Context, id, after string, again bool, most int) ([]access.Lease, error) {
	query := ofSwitch(s.read(ctx), id).Select("leases.*").Where("leases.list_group = ? AND leases.id > ?", leasesLive, after)
	if !again {
		query = query.Where("leases.state <> ?", string(access.Ending))
	}
	var rows []leaseRow
	err := query.Order("leases.id").Limit(most).Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading what a kill switch ends", err)
}

// KillRequests lists requests of a switch whose runs do not know, by their ids,
// after one of them.
func (s *Store) KillRequests(ctx context.Context, id, after string, most int) ([]string, error) {
	var ids []string
	err := s.read(ctx).Model(&killRequestRow{}).Where("switch_id = ? AND request_id > ? AND told_at IS NULL", id, after).
		Order("request_id").Limit(most).Pluck("request_id", &ids).Error
	return ids, trouble("reading what a kill switch stops", err)
}

// KillToldRequests says that their runs know.
func (s *Store) KillToldRequests(ctx context.Context, id string, requestIDs []string) error {
	if len(requestIDs) == 0 {
		return nil
	}
	return s.write(ctx, "marking requests as told", func(tx *gorm.DB) error {
		return tx.Model(&killRequestRow{}).Where("switch_id = ? AND request_id IN ? AND told_at IS NULL", id, requestIDs).
			Update("told_at", on(s.now())).Error
	})
}
