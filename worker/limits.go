package worker

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Limits are what admins and owners made less of entitlements while others hold
// them, and of which not all who do have heard.
type Limits interface {
	// LimitChanges lists them, in the order of the entitlements' ids.
	LimitChanges(ctx context.Context, limit int) ([]access.LimitChange, error)
	// LiveLeasesOf lists the leases of an entitlement whose end is not confirmed, in
	// the order of their ids, from the one after that id on.
	LiveLeasesOf(ctx context.Context, entitlementID, after string, limit int) ([]access.Lease, error)
	// LimitToldTo remembers that the owners of all leases up to that id have heard.
	LimitToldTo(ctx context.Context, change access.LimitChange, leaseID string) error
	// ForgetLimit says that all have; a change that has taken its place stays listed.
	ForgetLimit(ctx context.Context, change access.LimitChange) error
}

// Shortener has the owner of a lease end it no later than a moment; see
// workflows.Client.
type Shortener interface {
	LimitLease(ctx context.Context, key access.Key, input workflows.LimitInput) error
}

const (
	limitsEvery = 5 * time.Second
	// limitsBatch is how many leases are told of before that is remembered: as many as
	// may be told twice after a crash, which changes nothing.
	limitsBatch = 200
)

// limits tells the owners of leases that they have to end earlier. What the ledger
// takes after the change was made is held against it there.
type limits struct {
	changes   Limits
	shortener Shortener
}

// pass tells of everything that waits. An entitlement whose leases cannot be told of
// waits for the next round and keeps no other.
func (l *limits) pass(ctx context.Context) error {
	changes, err := l.changes.LimitChanges(ctx, limitsBatch)
	if err != nil {
		return err
	}
	var failed []error
	for _, change := range changes {
		failed = append(failed, l.tell(ctx, change))
	}
	return errors.Join(failed...)
}

func (l *limits) tell(ctx context.Context, change access.LimitChange) error {
	for {
		leases, err := l.changes.LiveLeasesOf(ctx, change.EntitlementID, change.ToldTo, limitsBatch)
		if err != nil {
			return err
		}
		if len(leases) == 0 {
			return l.changes.ForgetLimit(ctx, change)
		}
		for _, lease := range leases {
			if err := l.shorten(ctx, change, lease); err != nil {
				return err
			}
		}
		change.ToldTo = leases[len(leases)-1].ID
		if err := l.changes.LimitToldTo(ctx, change, change.ToldTo); err != nil {
			return err
		}
	}
}

func (l *limits) shorten(ctx context.Context, change access.LimitChange, lease access.Lease) error {
	last, cuts := change.Last(lease)
	if !cuts {
		return nil
	}
	return l.shortener.LimitLease(ctx, lease.Key, workflows.LimitInput{
		LeaseID: lease.ID, Last: last, Reason: change.EndReason(), By: change.By, Note: change.Reason,
	})
}
