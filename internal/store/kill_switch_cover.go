package store

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

// CoverKillSwitch adds what came up since the switch was thrown, while it stands: a
// lease that an owner wrote back into the ledger, a request that was approved.
func (s *Store) CoverKillSwitch(ctx context.Context, id string) error {
	return s.write(ctx, "looking what a kill switch covers", func(tx *gorm.DB) error {
		row, err := killSwitchByID(tx, id)
		if err != nil || !row.killSwitch().Stands() {
			return err
		}
		return cover(tx, row.killSwitch())
	})
}

// KillReach is how much a kill switch would end; nothing is written.
func (s *Store) KillReach(ctx context.Context, k access.KillSwitch) (reach access.KillReach, err error) {
	err = s.snapshot(ctx, "looking what a kill switch covers", func(tx *gorm.DB) error {
		var counts struct{ Leases, People int }
		err := covered(tx, k).Model(&leaseRow{}).Select("COUNT(*) AS leases, COUNT(DISTINCT person_id) AS people").Scan(&counts).Error
		if err != nil {
			return err
		}
		requests, err := stopped(tx, k)
		reach = access.KillReach{People: counts.People, Leases: counts.Leases, Requests: len(requests)}
		return err
	})
	return reach, err
}

// cover writes down the live leases and the requests that the switch covers.
func cover(tx *gorm.DB, k access.KillSwitch) error {
	leases := covered(tx, k).Model(&leaseRow{}).Select("CAST(? AS text), id", k.ID)
	err := tx.Exec("INSERT INTO kill_switch_leases (switch_id, lease_id) ? ON CONFLICT DO NOTHING", leases).Error
	if err != nil {
		return err
	}
	requests, err := stopped(tx, k)
	if err != nil || len(requests) == 0 {
		return err
	}
	rows := make([]killRequestRow, len(requests))
	for i, id := range requests {
		rows[i] = killRequestRow{SwitchID: k.ID, RequestID: id}
	}
	return tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, importBatch).Error
}

// covered are the leases of the switch's scope whose end is not confirmed.
func covered(tx *gorm.DB, k access.KillSwitch) *gorm.DB {
	live := tx.Where("list_group = ?", leasesLive)
	switch k.Scope {
	case access.KillPerson:
		return live.Where("person_id = ?", k.Ref)
	case access.KillEntitlement:
		return live.Where("entitlement_id = ?", k.Ref)
	case access.KillConnector:
		return live.Where("substr(leases.key, 1, ?) = ?", len([]rune(k.Ref))+1, k.Ref+"/")
	default:
		return live.Where("request_id IN (?)", tx.Session(&gorm.Session{NewDB: true}).Model(&requestRow{}).Select("id").Where("automation = ?", k.Ref))
	}
}

// stopped are the requests that hold or will hold something, and nothing but what
// the switch covers; of a bundle only a part of which it covers, leases end alone.
func stopped(tx *gorm.DB, k access.KillSwitch) ([]string, error) {
	query := tx.Select("id", "entitlement_id", "bundle").Where("state IN ?", killedStates).Order("id")
	covers := func(string) bool { return true }
	switch k.Scope {
	case access.KillPerson:
		query = query.Where("subject_id = ?", k.Ref)
	case access.KillAutomation:
		query = query.Where("automation = ?", k.Ref)
	case access.KillEntitlement:
		query = query.Where("entitlement_id = ?", k.Ref)
		covers = func(id string) bool { return id == k.Ref }
	default:
		var there []string
		if err := tx.Model(&entitlementRow{}).Where("connector = ?", k.Ref).Pluck("id", &there).Error; err != nil {
			return nil, err
		}
		covers = func(id string) bool { return slices.Contains(there, id) }
	}
	var rows []requestRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	var ids []string
	for _, row := range rows {
		things := append([]string{row.EntitlementID}, row.Bundle.v...)
		if !slices.ContainsFunc(things, func(id string) bool { return !covers(id) }) {
			ids = append(ids, row.ID)
		}
	}
	return ids, nil
}

// killedStates are those of a request that holds or will hold something.
var killedStates = []string{
	string(access.RequestGranting), string(access.RequestScheduled), string(access.RequestOpen), string(access.RequestEnding),
}
