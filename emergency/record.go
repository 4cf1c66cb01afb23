package emergency

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Record is the part of the database that an emergency needs.
type Record interface {
	// NameKillSwitch is the switch with what it is about by its id and as people call
	// it; known is false for what the record has never heard of.
	NameKillSwitch(ctx context.Context, k access.KillSwitch) (named access.KillSwitch, known bool, err error)
	// PersonByLogin returns the person of that login; the active one of several.
	PersonByLogin(ctx context.Context, login string) (access.Person, error)
	StandingKillSwitches(ctx context.Context) ([]access.KillSwitch, error)
	KillReach(ctx context.Context, k access.KillSwitch) (access.KillReach, error)
	// ThrowKillSwitch records one with everything that it covers in one transaction.
	ThrowKillSwitch(ctx context.Context, thrown access.KillSwitch, line access.AuditLine) (recorded access.KillSwitch, created bool, err error)
	// CoverKillSwitch adds what came up since the switch was thrown, while it stands.
	CoverKillSwitch(ctx context.Context, id string) error
	// KillLeases lists leases of a switch that are not confirmed to be gone, where
	// again is true, by their ids and after one of them.
	KillLeases(ctx context.Context, id, after string, again bool, most int) ([]access.Lease, error)
	// KillDirect lists those that were ended directly, likewise.
	KillDirect(ctx context.Context, id, after string, most int) ([]access.Lease, error)
	KillProgress(ctx context.Context, id string, stragglers int) (access.KillProgress, error)

	// LoadKey returns a key with its leases that are not settled yet.
	LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error)
	// SaveKey writes a snapshot: the key by a higher Seq, leases only forward, audit
	// lines once by their id.
	SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error)
	// RecordEffect adds one attempt at the outside system, once by its id.
	RecordEffect(ctx context.Context, effect access.Effect) error
}
