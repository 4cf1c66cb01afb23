package workflows

import (
	"context"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// StartKillSwitch starts the run that ends everything a kill switch covers. One that
// is running is left alone and is no error; one that failed or was terminated is
// started again.
func (c *Client) StartKillSwitch(ctx context.Context, k access.KillSwitch) error {
	_, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       KillWorkflowID(k.ID),
		TaskQueue:                Queue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		StaticSummary:            brief("Ends " + k.What()),
		StaticDetails:            "Thrown at " + stamp(k.At) + ". " + k.Reason,
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(killEnding),
		),
	}, KillWorkflow, KillInput{Schema: 1, ID: k.ID, What: k.What()})
	return clientError(err)
}

// EndSoon has a lease's owner end it, and returns when that cannot be lost any more.
// An owner that is not running is started and goes on from the ledger.
func (c *Client) EndSoon(ctx context.Context, lease access.Lease, end activities.KillEnd) error {
	return c.TellEnd(ctx, lease.Key, EndInput{LeaseID: lease.ID, Reason: access.Revoked, By: end.By, Note: end.Note, At: end.At})
}

// StopSoon has a request end everything of itself, and returns when that cannot be
// lost any more. A run that is over has nothing to stop, and is no error.
func (c *Client) StopSoon(ctx context.Context, requestID string, end activities.KillEnd) error {
	return c.signal(ctx, RequestWorkflowID(requestID), SignalStop, StopInput{PersonID: end.By, Reason: access.Revoked, Note: end.Note})
}
