package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// ClaimLeases commits leases that want to begin, all or none, with an audit line for
// each that is new, and returns each as the ledger has it from now on, in the same order: a lease that was over already
// comes back over. A lease that is not there yet is inserted; one that is keeps
// its state and takes a higher Rev's end. One without an end is refused.
//
// A new lease for which there is no seat, whose holder has something that may not be
// held together with it, or whose entitlement was retired or limited to less by now,
// comes back as access.RefusedLease with a note that says so, and so it stays; so does
// one that a standing kill switch covers. A later end that would break either limit,
// or pass the switch, is not taken: the lease comes back with the Rev it had.
func (s *Store) ClaimLeases(ctx context.Context, leases []access.Lease) (claimed []access.Lease, err error) {
	var keys []access.Key
	for _, lease := range leases {
		if err := checkLease(lease); err != nil {
			return nil, err
		}
		if !lease.HardEnd.After(lease.From) {
			return nil, access.Refuse(access.CodeInvalid, "The lease %q ends before it begins.", lease.ID).At("hard_end")
		}
		keys = append(keys, lease.Key)
	}
	err = s.write(ctx, "claiming leases", func(tx *gorm.DB) error {
		claimed = nil
		if err := s.besideSwitches(tx); err != nil {
			return err
		}
		if err := s.takeTurns(tx, leases); err != nil {
			return err
		}
		rows, err := lockKeys(tx, keys...)
		if err != nil {
			return err
		}
		var changed []access.Lease
		var lines []access.AuditLine
		for _, lease := range leases {
			has, fresh, err := s.claimLease(tx, lease)
			if err != nil {
				return err
			}
			claimed = append(claimed, has)
			if fresh {
				changed = append(changed, has)
			}
			if fresh && !has.State.Over() && rows[has.Key].Settled {
				if err := unsettle(tx, has.Key); err != nil {
					return err
				}
			}
			if fresh && !has.State.Over() && has.Rev == 0 {
				lines = append(lines, claimedLine(has, s.now()))
			}
		}
		events, err := leaseEvents(tx, changed)
		if err != nil {
			return err
		}
		return s.record(tx, lines, events)
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

// unsettle says of a key for which a lease was claimed that something of ours may be
// left from now on, so that its owner is missed if it dies before it says so itself.
// What was there before is observed anew, as nobody looked since it was settled.
func unsettle(tx *gorm.DB, key access.Key) error {
	row := rowOfKey(access.KeyRecord{Key: key})
	return tx.Model(&row).Select("settled", "baseline", "applied", "attention").Updates(&row).Error
}

// claimedLine is the evidence of a claim. It is committed with it, as whoever claims
// may die before they have told; its id is theirs, so that told again it is one line.
func claimedLine(lease access.Lease, at time.Time) access.AuditLine {
	return access.AuditLine{
		ID: lease.ID + "/access.claimed/0", At: at, Actor: access.System, Action: "access.claimed",
		Object: "lease/" + lease.ID, RequestID: lease.RequestID,
		Detail: fmt.Sprintf("Written into the ledger before anything is given. It ends %s at the latest.", lease.HardEnd.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC")),
		Data:   map[string]any{"key": lease.Key.String(), "person": lease.PersonID, "entitlement": lease.EntitlementID},
	}
}

// claimLease returns the lease as the ledger has it, and whether that is new.
func (s *Store) claimLease(tx *gorm.DB, lease access.Lease) (has access.Lease, changed bool, err error) {
	row := rowOfLease(lease)
	done := tx.Clauses(orNothing).Create(&row)
	if done.Error != nil {
		return access.Lease{}, false, done.Error
	}
	if done.RowsAffected == 1 {
		has, err = s.admit(tx, row)
		return has, true, err
	}
	var there leaseRow
	if err := tx.Where("id = ?", lease.ID).Take(&there).Error; err != nil {
		return access.Lease{}, false, err
	}
	if err := there.isOf(lease.Key); err != nil {
		return access.Lease{}, false, err
	}
	has, changed = extended(there.lease(), lease)
	if !changed {
		return has, false, nil
	}
	if has.HardEnd.After(there.HardEnd.at) {
		if note, err := brokenBy(tx, has, there.HardEnd.at, has.HardEnd); err != nil || note != "" {
			return there.lease(), false, err
		}
	}
	row = rowOfLease(has)
	row.Settled = there.Settled
	return row.lease(), true, tx.Save(&row).Error
}

// admit returns a lease that was just inserted as the ledger has it from now on:
// refused where it would break a limit. Nothing of a refused one is left outside.
func (s *Store) admit(tx *gorm.DB, row leaseRow) (access.Lease, error) {
	lease := row.lease()
	if lease.State.Over() {
		return lease, nil
	}
	note, err := notGivenAnyMore(tx, lease)
	if err == nil && note == "" {
		note, err = brokenBy(tx, lease, lease.From, lease.HardEnd)
	}
	if err != nil || note == "" {
		return lease, err
	}
	lease = lease.Finished(s.now(), access.NotGiven, "", note)
	lease.State = access.RefusedLease
	row = rowOfLease(lease)
	row.Settled = true
	return row.lease(), tx.Save(&row).Error
}
