package workflows

import (
	"context"
	"fmt"

	commonpb "go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/converter"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// Owner tells what Temporal knows of the owner of a key. The owner itself is not asked:
// it may be away for long.
func (c *Client) Owner(ctx context.Context, key access.Key) (seen activities.OwnerSeen, err error) {
	found, err := c.lastRun(ctx, OwnerWorkflowID(key))
	if err != nil {
		return seen, err
	}
	run := found.GetWorkflowExecutionInfo()
	seen.Runs = isRunning(run)
	seen.AtWork = found.GetPendingWorkflowTask() != nil || len(found.GetPendingActivities()) > 0
	if run.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED {
		seen.DoneAt = run.GetCloseTime().AsTime()
	}
	fields := run.GetSearchAttributes().GetIndexedFields()
	if err := shown(fields, attributeRequests, &seen.Requests); err != nil {
		return seen, err
	}
	return seen, shown(fields, attributeEndsAt, &seen.EndsAt)
}

// shown reads a search attribute; where it is not set, nothing is read.
func shown(fields map[string]*commonpb.Payload, name string, into any) error {
	payload, set := fields[name]
	if !set {
		return nil
	}
	if err := converter.GetDefaultDataConverter().FromPayload(payload, into); err != nil {
		return fmt.Errorf("reading the search attribute %s of an owner: %w", name, err)
	}
	return nil
}

// EndOver has the owner of a lease's key end it, as an earlier run of it had. Where none
// is running, one is started and goes on from the ledger.
func (c *Client) EndOver(ctx context.Context, lease access.Lease, note string) error {
	return c.TellEnd(ctx, lease.Key, EndInput{LeaseID: lease.ID, Reason: access.Revoked, By: access.System, Note: note})
}
