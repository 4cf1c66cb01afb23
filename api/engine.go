package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Engine is the typed client of the workflows, as the API needs it. A no is an
// *access.Refusal with its reason; access.CodeUnavailable means that nothing was
// recorded and that asking again with the same id is safe.
type Engine interface {
	// StartRequest starts the run of a recorded request; a second call finds it running.
	StartRequest(ctx context.Context, input workflows.RequestInput) error
	// Decide hands a decision to the request's run. The same decision id is one decision.
	Decide(ctx context.Context, requestID string, input workflows.DecideInput) (access.Approval, error)
	// Withdraw takes a request back that has not been given yet.
	Withdraw(ctx context.Context, requestID string, input workflows.WithdrawInput) (access.Request, error)
	// Extend asks to keep the access of a request longer. The same id is the same ask.
	Extend(ctx context.Context, requestID string, input workflows.ExtendInput) (workflows.Extended, error)
	// Stop ends everything of a request: what is open, and every window to come.
	Stop(ctx context.Context, requestID string, input workflows.StopInput) (access.Request, error)
	// TellEvent hands a request's run what an outside system said; a run that is over
	// has nothing to do with it, and is no error.
	TellEvent(ctx context.Context, requestID string, event workflows.OutsideEvent) error
	// EndLease ends a lease now, whether or not the owner of its key is running. A
	// lease that is over already is returned as it is.
	EndLease(ctx context.Context, key access.Key, input workflows.EndInput) (access.Lease, error)
	// StartKillSwitch starts what ends everything that a recorded kill switch covers; a
	// second call finds it running.
	StartKillSwitch(ctx context.Context, k access.KillSwitch) error
	// Adopt has the owner of a key answer for what somebody held without a lease: until
	// the end of the lease that comes with it, or, without one, take it away.
	Adopt(ctx context.Context, key access.Key, input workflows.AdoptInput) (access.Lease, error)
	// StartReconciliation begins one, and reports whether it did: not where one runs.
	StartReconciliation(ctx context.Context, input workflows.ReconciliationInput) (begun bool, err error)
	// Ping answers whether Temporal can be reached and the namespace is there.
	Ping(ctx context.Context) error
}
