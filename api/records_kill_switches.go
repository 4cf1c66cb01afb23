package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// KillRecords is the part of the database that keeps kill switches.
type KillRecords interface {
	// ThrowKillSwitch records one with everything that it covers and its audit line in
	// one transaction; from then on nothing begins that it covers. One of that id that
	// is there already is returned as it is, with created false.
	ThrowKillSwitch(ctx context.Context, thrown access.KillSwitch, line access.AuditLine) (recorded access.KillSwitch, created bool, err error)
	// LiftKillSwitch lets things begin again; one that was lifted before is returned as
	// it is, and the line is not written.
	LiftKillSwitch(ctx context.Context, id, by, why string, line access.AuditLine) (access.KillSwitch, error)
	KillSwitch(ctx context.Context, id string) (access.KillSwitch, error)
	// KillSwitches lists them, newest first.
	KillSwitches(ctx context.Context, page access.Page) (access.Listed[access.KillSwitch], error)
	// StandingKillSwitches lists those that are not lifted.
	StandingKillSwitches(ctx context.Context) ([]access.KillSwitch, error)
	// KillReach is how much one would end; nothing is written.
	KillReach(ctx context.Context, k access.KillSwitch) (access.KillReach, error)
	// KillProgress counts from the leases themselves, with at most so many stragglers.
	KillProgress(ctx context.Context, id string, stragglers int) (access.KillProgress, error)
}
