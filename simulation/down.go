package simulation

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// PlatformDown makes everything of Curfew's own fail from the input's moment until
// Until: no activity of any kind gets through, and no input is taken.
type PlatformDown struct{ Until time.Time }

// RecordDown makes every statement of the record fail from the input's moment until
// Until. Whatever needs none goes on; no input is taken.
type RecordDown struct{ Until time.Time }

// TemporalDown makes nothing of any workflow go on from the input's moment until
// Until; what fell due meanwhile is due at once then. No input is taken.
type TemporalDown struct{ Until time.Time }

// spell is a stretch of time in which something is so.
type spell[T any] struct {
	from, until time.Time // until zero is for ever
	what        T
}

func (s spell[T]) holds(at time.Time) bool {
	return !at.Before(s.from) && (s.until.IsZero() || at.Before(s.until))
}

// downs are all the times at which something of Curfew's own is away.
type downs struct {
	now                        func() time.Time
	platform, record, temporal []spell[error]
}

var (
	errPlatformDown = errors.New("the platform is down")
	errRecordDown   = errors.New("the record is down")
	errTemporalDown = errors.New("Temporal is down")
)

// why is why something of those is away now; nil where nothing is.
func (d *downs) why(those ...[]spell[error]) error {
	for _, spells := range those {
		i := slices.IndexFunc(spells, func(s spell[error]) bool { return s.holds(d.now()) })
		if i >= 0 {
			return spells[i].what
		}
	}
	return nil
}

// ofInputs is why no input is taken, ofActivities why no activity gets through, and
// ofStatements why none gets through that needs the record.
func (d *downs) ofInputs() error     { return d.why(d.platform, d.record, d.temporal) }
func (d *downs) ofActivities() error { return d.why(d.platform) }
func (d *downs) ofStatements() error { return d.why(d.platform, d.record) }

// isDown tells whether Temporal is away. Until it is back only what comes from outside
// happens.
func (e *engine) isDown() bool {
	i := slices.IndexFunc(e.downs.temporal, func(s spell[error]) bool { return s.holds(e.now()) })
	if i < 0 {
		return false
	}
	until := e.downs.temporal[i].until
	switch {
	case e.happens():
		e.rest()
	case len(e.events) > 0 && (until.IsZero() || e.events[0].at.Before(until)):
		e.sleepUntil(e.events[0].at)
	case !until.IsZero():
		e.sleepUntil(until)
	}
	return true
}

// ledger is the record as work in outside systems uses it, which goes on where the
// record is away.
type ledger struct {
	*record
	down func() error
}

func (l ledger) LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error) {
	if err := l.down(); err != nil {
		return access.KeyRecord{}, err
	}
	return l.record.LoadKey(ctx, key)
}

func (l ledger) KillSwitchOver(ctx context.Context, leaseIDs []string) (string, error) {
	if err := l.down(); err != nil {
		return "", err
	}
	return l.record.KillSwitchOver(ctx, leaseIDs)
}

func (l ledger) RecordEffect(ctx context.Context, effect access.Effect) error {
	if err := l.down(); err != nil {
		return err
	}
	return l.record.RecordEffect(ctx, effect)
}
