package worker

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Outbox holds requests that were recorded and whose run may not have been started.
type Outbox interface {
	// PendingStarts lists requests recorded before that moment and not marked as
	// started, oldest first.
	PendingStarts(ctx context.Context, before time.Time, limit int) ([]access.Request, error)
	MarkStarted(ctx context.Context, requestID string) error
	PlanBytes(ctx context.Context, hash string) ([]byte, error)
	Person(ctx context.Context, id string) (access.Person, error)
	Entitlement(ctx context.Context, id string) (access.Entitlement, error)
}

// Starter starts the run of a request; see workflows.Client.
type Starter interface {
	StartRequest(ctx context.Context, input workflows.RequestInput) error
}

const (
	relayEvery = 2 * time.Second
	// relayAge leaves the API the time to start a request itself.
	relayAge   = 3 * time.Second
	relayBatch = 50
)

// relay starts what the API recorded and could not start, so that no request that
// was acknowledged is lost. Several relays may run: starting twice is one start.
type relay struct {
	outbox  Outbox
	starter Starter
	clock   func() time.Time
}

func newRelay(options Options) *relay {
	return &relay{outbox: options.Outbox, starter: options.Starter, clock: options.Clock}
}

// pass starts everything that waits. One request that cannot be started does not
// keep the others.
func (r *relay) pass(ctx context.Context) error {
	pending, err := r.outbox.PendingStarts(ctx, r.clock().Add(-relayAge), relayBatch)
	if err != nil {
		return err
	}
	var failed error
	for _, request := range pending {
		if err := r.startOne(ctx, request); err != nil {
			failed = err
		}
	}
	return failed
}

func (r *relay) startOne(ctx context.Context, request access.Request) error {
	plan, err := r.outbox.PlanBytes(ctx, request.PlanHash)
	if err != nil {
		return err
	}
	requester, err := r.outbox.Person(ctx, request.RequesterID)
	if err != nil {
		return err
	}
	asked := request.Bundle
	if len(asked) == 0 {
		asked = []string{request.EntitlementID}
	}
	var entitlements []access.Entitlement
	for _, id := range asked {
		entitlement, err := r.outbox.Entitlement(ctx, id)
		if err != nil {
			return err
		}
		entitlements = append(entitlements, entitlement)
	}
	if err := r.starter.StartRequest(ctx, workflows.NewRequestInput(request, plan, requester, entitlements...)); err != nil {
		return err
	}
	return r.outbox.MarkStarted(ctx, request.ID)
}
