package main

import (
	"context"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// among is where the faults of a reconciliation are.
func (p plant) among(engine *workflows.Client, record *store.Store) activities.Runs {
	switch p {
	case forgetful:
		return blind{engine}
	case generous:
		return &giving{Client: engine, record: record}
	default:
		return engine
	}
}

// blind has nobody look, and starts no owner that is missing.
type blind struct{ *workflows.Client }

func (blind) Look(context.Context, access.Key, string) error { return nil }

// giving lengthens the leases of an owner that it starts again.
type giving struct {
	*workflows.Client
	record *store.Store
}

func (g *giving) Look(ctx context.Context, key access.Key, why string) error {
	record, err := g.record.LoadKey(ctx, key)
	if err != nil {
		return err
	}
	for _, lease := range record.Leases {
		if lease.State.Over() || lease.Rev > 0 {
			continue
		}
		lease.Rev, lease.Duration, lease.HardEnd = lease.Rev+1, lease.Duration+attemptTime, lease.HardEnd.Add(attemptTime)
		if !lease.Ends.IsZero() {
			lease.Ends = lease.Ends.Add(attemptTime)
		}
		if _, err := g.Acquire(ctx, lease); err != nil {
			return err
		}
	}
	return g.Client.Look(ctx, key, why)
}
