package store

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// brokenBy says in a sentence which limit would be broken if the lease could be
// held from one moment until another, or which kill switch it may not pass, or
// nothing. Other leases count for as long as they may last at most, until their end
// is confirmed.
func brokenBy(tx *gorm.DB, lease access.Lease, from, until time.Time) (string, error) {
	if note, err := killedBy(tx, lease); err != nil || note != "" {
		return note, err
	}
	if lease.Seats > 0 {
		taken, err := seatsTaken(tx, lease, from, until)
		if err != nil {
			return "", err
		}
		if taken >= lease.Seats {
			label, err := labelOf(tx, lease.EntitlementID)
			return fmt.Sprintf("No seat of %s is free in that time: %d of %d are taken.", label, taken, lease.Seats), err
		}
	}
	other, err := heldApart(tx, lease, from, until)
	if err != nil || other == "" {
		return "", err
	}
	label, err := labelOf(tx, lease.EntitlementID)
	if err != nil {
		return "", err
	}
	held, err := labelOf(tx, other)
	return fmt.Sprintf("%s may not be held together with %s, which the same person holds in that time.", label, held), err
}

// seatsTaken is how many other people may hold the entitlement at one moment of
// that time, at the most.
func seatsTaken(tx *gorm.DB, lease access.Lease, from, until time.Time) (int, error) {
	var others []leaseRow
	err := tx.Select("person_id", "from_at", "hard_end_at").
		Where("entitlement_id = ? AND list_group = ? AND person_id <> ?", lease.EntitlementID, leasesLive, lease.PersonID).
		Find(&others).Error
	return mostAtOnce(others, from, until), err
}

// heldApart is an entitlement that the person may hold in that time and that may
// not be held together with the lease's, whichever of the two says so; empty where
// there is none.
func heldApart(tx *gorm.DB, lease access.Lease, from, until time.Time) (string, error) {
	var others []leaseRow
	err := tx.Select("entitlement_id", "from_at", "hard_end_at", "apart").
		Where("person_id = ? AND list_group = ? AND entitlement_id <> ?", lease.PersonID, leasesLive, lease.EntitlementID).
		Order("entitlement_id").Find(&others).Error
	for _, other := range others {
		apart := slices.Contains(lease.Apart, other.EntitlementID) || slices.Contains(other.Apart.v, lease.EntitlementID)
		if apart && other.overlaps(from, until) {
			return other.EntitlementID, nil
		}
	}
	return "", err
}

func (r leaseRow) overlaps(from, until time.Time) bool {
	return r.From.at.Before(until) && from.Before(r.HardEnd.at)
}

// mostAtOnce is how many different people the leases let hold something at one
// moment of that time, at the most.
func mostAtOnce(leases []leaseRow, from, until time.Time) int {
	type edge struct {
		at     time.Time
		person string
		step   int
	}
	var edges []edge
	for _, lease := range leases {
		if !lease.overlaps(from, until) {
			continue
		}
		begins := lease.From.at
		if begins.Before(from) {
			begins = from
		}
		edges = append(edges, edge{begins, lease.PersonID, 1}, edge{lease.HardEnd.at, lease.PersonID, -1})
	}
	// Of one moment the ends come first: intervals are half-open.
	slices.SortFunc(edges, func(a, b edge) int {
		if order := a.at.Compare(b.at); order != 0 {
			return order
		}
		return a.step - b.step
	})
	most, holds := 0, map[string]int{}
	for _, edge := range edges {
		if holds[edge.person] += edge.step; holds[edge.person] == 0 {
			delete(holds, edge.person)
		}
		most = max(most, len(holds))
	}
	return most
}

// labelOf is the entitlement as people say it, or its id where the catalogue does
// not have it.
func labelOf(tx *gorm.DB, entitlementID string) (string, error) {
	var views []entitlementView
	err := entitlements(tx).Where("entitlements.id = ?", entitlementID).Limit(1).Find(&views).Error
	if err != nil || len(views) == 0 {
		return entitlementID, err
	}
	return views[0].entitlement().Label(), nil
}
