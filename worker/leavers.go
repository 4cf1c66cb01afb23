package worker

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Held is who holds what, by the ledger.
type Held interface {
	// LeasesHeldBy lists the leases of a person whose end is not confirmed, in the
	// order of their ids, from the one after that id on.
	LeasesHeldBy(ctx context.Context, personID, after string, limit int) ([]access.Lease, error)
	// LeasesLeftBehind lists those that go on although their holder is inactive or
	// their last moment came before that moment, in the same order.
	LeasesLeftBehind(ctx context.Context, before time.Time, after string, limit int) ([]access.Lease, error)
	Person(ctx context.Context, id string) (access.Person, error)
}

// Ender has the owner of a lease end it; see workflows.Client.
type Ender interface {
	TellEnd(ctx context.Context, key access.Key, input workflows.EndInput) error
}

const (
	leaversEvery = time.Minute
	// leaversAge leaves the requests, which know more, the time to end it themselves.
	leaversAge   = time.Minute
	leaversBatch = 200
)

// leavers ends what somebody holds who may hold nothing any more: whatever became of
// the requests that it was given for.
type leavers struct {
	held  Held
	ender Ender
	clock func() time.Time
}

// endAll ends everything of a person who is inactive, or whose last moment has come;
// of others nothing. What outlives its holder's time here goes on.
func (l *leavers) endAll(ctx context.Context, person access.Person) error {
	if person.Status == access.Active && (person.Until.IsZero() || person.Until.After(l.clock())) {
		return nil
	}
	return l.each(func(after string) ([]access.Lease, error) {
		return l.held.LeasesHeldBy(ctx, person.ID, after, leaversBatch)
	}, func(lease access.Lease) error { return l.end(ctx, lease, person) })
}

// pass finds what nobody ended: whose last moment came while nothing was said of
// them, or whose request is lost. One that cannot be told keeps no other.
func (l *leavers) pass(ctx context.Context) error {
	before := l.clock().Add(-leaversAge)
	var failed []error
	err := l.each(func(after string) ([]access.Lease, error) {
		return l.held.LeasesLeftBehind(ctx, before, after, leaversBatch)
	}, func(lease access.Lease) error {
		person, err := l.held.Person(ctx, lease.PersonID)
		if err == nil {
			err = l.end(ctx, lease, person)
		}
		failed = append(failed, err)
		return nil
	})
	return errors.Join(append(failed, err)...)
}

// each does something with every lease of a list, page by page.
func (l *leavers) each(read func(after string) ([]access.Lease, error), do func(access.Lease) error) error {
	after := ""
	for {
		leases, err := read(after)
		if err != nil || len(leases) == 0 {
			return err
		}
		for _, lease := range leases {
			if err := do(lease); err != nil {
				return err
			}
		}
		after = leases[len(leases)-1].ID
	}
}

func (l *leavers) end(ctx context.Context, lease access.Lease, person access.Person) error {
	if lease.Outlives || lease.State.Over() {
		return nil
	}
	in := workflows.EndInput{
		LeaseID: lease.ID, Reason: access.Offboarding, By: access.System, Note: person.Name + " is not active any more.", At: l.clock().UTC(),
	}
	if person.Status == access.Active {
		in.Reason, in.Note = person.LastReason(), person.Name+"'s last moment has come."
	}
	return l.ender.TellEnd(ctx, lease.Key, in)
}
