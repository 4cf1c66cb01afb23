package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// topicKillSwitch concerns staff alone; what is offered changes with it.
const topicKillSwitch = "kill_switch"

// ThrowKillSwitch records a kill switch with everything that it covers at this
// moment, and its audit line, in one transaction. Once it is committed no lease
// that it covers is claimed or lengthened until it is lifted. A switch of that id
// that is there already is returned as it is, with created false, and nothing is
// written. A missing date is now.
func (s *Store) ThrowKillSwitch(ctx context.Context, thrown access.KillSwitch, line access.AuditLine) (recorded access.KillSwitch, created bool, err error) {
	if err := checkKillSwitch(thrown); err != nil {
		return access.KillSwitch{}, false, err
	}
	if thrown.At.IsZero() {
		thrown.At = s.now()
	}
	err = s.write(ctx, "throwing a kill switch", func(tx *gorm.DB) error {
		if err := s.aheadOfClaims(tx); err != nil {
			return err
		}
		row := rowOfKillSwitch(thrown)
		done := tx.Clauses(orNothing).Create(&row)
		if done.Error != nil {
			return done.Error
		}
		created = done.RowsAffected == 1
		if row, err = killSwitchByID(tx, thrown.ID); err != nil {
			return err
		}
		if recorded = row.killSwitch(); !created {
			return nil
		}
		if err := cover(tx, recorded); err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line}, killSwitchEvents(recorded.ID))
	})
	return recorded, created && err == nil, err
}

func checkKillSwitch(k access.KillSwitch) error {
	switch {
	case k.ID == "":
		return access.Refuse(access.CodeInvalid, "A kill switch needs an id.").At("id")
	case k.Ref == "":
		return access.Refuse(access.CodeInvalid, "A kill switch needs something that it ends everything of.").At("ref")
	case k.Reason == "":
		return access.Refuse(access.CodeInvalid, "Say why; whoever loses access will read it.").At("reason")
	}
	switch k.Scope {
	case access.KillPerson, access.KillEntitlement, access.KillConnector, access.KillAutomation:
		return nil
	default:
		return access.Refuse(access.CodeInvalid, "There are no kill switches for a %q.", k.Scope).At("scope")
	}
}

// LiftKillSwitch lets things begin again that the switch covers and no other one
// does. It brings nothing back, and what the switch ends still ends. One that was
// lifted before is returned as it is, and its line is not written.
func (s *Store) LiftKillSwitch(ctx context.Context, id, by, why string, line access.AuditLine) (lifted access.KillSwitch, err error) {
	err = s.write(ctx, "lifting a kill switch", func(tx *gorm.DB) error {
		row, err := killSwitchByID(locked(tx), id)
		if lifted = row.killSwitch(); err != nil || !lifted.Stands() {
			return err
		}
		row.Lifted, row.LiftedBy, row.LiftedWhy = on(s.now()), by, why
		lifted = row.killSwitch()
		if err := tx.Save(&row).Error; err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line}, killSwitchEvents(id))
	})
	return lifted, err
}

// FinishKillSwitch says that everything it covers is gone, once.
func (s *Store) FinishKillSwitch(ctx context.Context, id string, at time.Time, messages []access.Message, line access.AuditLine) error {
	return s.write(ctx, "finishing a kill switch", func(tx *gorm.DB) error {
		done := tx.Model(&killSwitchRow{}).Where("id = ? AND done_at IS NULL", id).Update("done_at", on(at))
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		events, err := s.addMessages(tx, messages)
		if err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line}, append(events, killSwitchEvents(id)...))
	})
}

// KillSwitch returns the switch of that id.
func (s *Store) KillSwitch(ctx context.Context, id string) (access.KillSwitch, error) {
	row, err := killSwitchByID(s.read(ctx), id)
	return row.killSwitch(), trouble("reading a kill switch", err)
}

// KillSwitches lists them, newest first.
func (s *Store) KillSwitches(ctx context.Context, page access.Page) (access.Listed[access.KillSwitch], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.KillSwitch]{}, err
	}
	query := s.read(ctx).Order("thrown_at DESC, id DESC").Limit(limit(page) + 1)
	if began {
		query = query.Where("(thrown_at, id) < (?, ?)", on(time.UnixMicro(after.Order)), after.ID)
	}
	var rows []killSwitchRow
	err = query.Find(&rows).Error
	return listed(rows, page, killSwitchRow.killSwitch, killSwitchRow.place), trouble("reading kill switches", err)
}

// StandingKillSwitches lists those that are not lifted, oldest first.
func (s *Store) StandingKillSwitches(ctx context.Context) ([]access.KillSwitch, error) {
	switches, err := standing(s.read(ctx))
	return switches, trouble("reading kill switches", err)
}

// UndoneKillSwitches lists those of which not everything is confirmed, oldest first.
func (s *Store) UndoneKillSwitches(ctx context.Context) ([]access.KillSwitch, error) {
	var rows []killSwitchRow
	err := s.read(ctx).Where("done_at IS NULL").Order("thrown_at, id").Find(&rows).Error
	return killSwitchesOf(rows), trouble("reading kill switches", err)
}

func standing(tx *gorm.DB) ([]access.KillSwitch, error) {
	var rows []killSwitchRow
	err := tx.Where("lifted_at IS NULL").Order("thrown_at, id").Find(&rows).Error
	return killSwitchesOf(rows), err
}

func killSwitchByID(tx *gorm.DB, id string) (killSwitchRow, error) {
	var row killSwitchRow
	err := tx.Where("id = ?", id).Take(&row).Error
	return row, missing(err, "kill switch", id)
}

// killSwitchEvents tell staff of the switch, and everybody that what is offered
// may have changed.
func killSwitchEvents(id string) []access.Event {
	return []access.Event{{Topic: topicKillSwitch, Ref: id}, {Topic: topicCatalogue, Ref: "kill-switch/" + id}}
}
