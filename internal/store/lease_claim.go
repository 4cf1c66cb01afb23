package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// ClaimLeases commits leases that want to begin, all or none, and returns each as the
// ledger has it from now on, in the same order: a lease that was over already comes
// back over. A lease that is not there yet is inserted; one that is keeps its state
// and takes a higher Rev's end. One without an end is refused. What is new of a lease
// is audited with it: whoever claims may die before they have told.
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
			done, err := s.claimLease(tx, lease)
			if err != nil {
				return err
			}
			claimed = append(claimed, done.has)
			if done.changed {
				changed = append(changed, done.has)
			}
			if done.changed && !done.has.State.Over() && rows[done.has.Key].Settled {
				if err := unsettle(tx, done.has.Key); err != nil {
					return err
				}
			}
			lines = append(lines, done.lines(s.now())...)
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

// claim is what became of a lease that was claimed: what the ledger had of it, if
// anything, what it has now, and whether that is new.
type claim struct {
	had     *access.Lease
	has     access.Lease
	changed bool
}

// lines are the evidence of it.
func (c claim) lines(at time.Time) []access.AuditLine {
	switch {
	case !c.changed || c.has.State.Over():
		return nil
	case c.had == nil:
		return []access.AuditLine{c.has.ClaimLine(at)}
	default:
		return []access.AuditLine{c.has.MoveLine(*c.had, at)}
	}
}

func (s *Store) claimLease(tx *gorm.DB, lease access.Lease) (claim, error) {
	row := rowOfLease(lease)
	done := tx.Clauses(orNothing).Create(&row)
	if done.Error != nil {
		return claim{}, done.Error
	}
	if done.RowsAffected == 1 {
		has, err := s.admit(tx, row)
		return claim{has: has, changed: true}, err
	}
	var there leaseRow
	if err := tx.Where("id = ?", lease.ID).Take(&there).Error; err != nil {
		return claim{}, err
	}
	if err := there.isOf(lease.Key); err != nil {
		return claim{}, err
	}
	had := there.lease()
	has, changed := extended(had, lease)
	if !changed {
		return claim{had: &had, has: had}, nil
	}
	if has.HardEnd.After(had.HardEnd) {
		if note, err := brokenBy(tx, has, had.HardEnd, has.HardEnd); err != nil || note != "" {
			return claim{had: &had, has: had}, err
		}
	}
	row = rowOfLease(has)
	row.Settled = there.Settled
	return claim{had: &had, has: row.lease(), changed: true}, tx.Save(&row).Error
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
