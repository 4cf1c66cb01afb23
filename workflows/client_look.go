package workflows

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"

	"github.com/curfewhq/curfew/internal/access"
)

// Look has the owner of a key hold itself against the ledger and the outside system.
// Where none is running, one is started and goes on from the ledger.
func (c *Client) Look(ctx context.Context, key access.Key, why string) error {
	return c.tellOwner(ctx, key, SignalLook, LookInput{Why: why})
}

// LookAgain is the same for an owner that is running; where none is, nothing happens.
func (c *Client) LookAgain(ctx context.Context, key access.Key, why string) error {
	return c.signal(ctx, OwnerWorkflowID(key), SignalLook, LookInput{Why: why})
}

// RequestRuns tells whether the run of a request is there. One that is over is not.
func (c *Client) RequestRuns(ctx context.Context, requestID string) (bool, error) {
	return c.runs(ctx, RequestWorkflowID(requestID))
}

// TellLease tells the run of a request where its lease stands, as the lease's owner
// does. A run that is over has nothing to learn, and is no error.
func (c *Client) TellLease(ctx context.Context, lease access.Lease) error {
	return c.signal(ctx, RequestWorkflowID(lease.RequestID), SignalLease, lease)
}

func (c *Client) runs(ctx context.Context, workflowID string) (bool, error) {
	found, err := c.lastRun(ctx, workflowID)
	return isRunning(found.GetWorkflowExecutionInfo()), err
}

// lastRun is what Temporal knows of the last run of a workflow; nil where it has none.
func (c *Client) lastRun(ctx context.Context, workflowID string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	found, err := c.temporal.DescribeWorkflowExecution(ctx, workflowID, "")
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil, nil
	}
	return found, clientError(err)
}

func isRunning(run *workflowpb.WorkflowExecutionInfo) bool {
	switch run.GetStatus() {
	case enums.WORKFLOW_EXECUTION_STATUS_RUNNING, enums.WORKFLOW_EXECUTION_STATUS_PAUSED,
		enums.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW: // the next run of it is about to be there
		return true
	}
	return false
}

// ownersPage is how many owners are listed at once.
const ownersPage = 200

// OpenOwners lists keys of a connector whose owner is running, a page at a time; next
// is empty at the end. One that began a moment ago may be missing.
func (c *Client) OpenOwners(ctx context.Context, connector, page string) (keys []access.Key, next string, err error) {
	token, err := base64.StdEncoding.DecodeString(page)
	if err != nil {
		return nil, "", access.Refuse(access.CodeInvalid, "The page %q is not one that came with an earlier answer.", page)
	}
	found, err := c.temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: c.namespace, PageSize: ownersPage, NextPageToken: token,
		Query: fmt.Sprintf("WorkflowType = %q AND ExecutionStatus = 'Running' AND WorkflowId STARTS_WITH %q", OwnerWorkflow, ownerPrefix+connector+"/"),
	})
	if err != nil {
		return nil, "", clientError(err)
	}
	for _, execution := range found.GetExecutions() {
		key, err := access.ParseKey(strings.TrimPrefix(execution.GetExecution().GetWorkflowId(), ownerPrefix))
		if err == nil && key.Connector == connector {
			keys = append(keys, key)
		}
	}
	return keys, base64.StdEncoding.EncodeToString(found.GetNextPageToken()), nil
}
