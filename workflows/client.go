package workflows

import (
	"context"
	"errors"
	"fmt"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/internal/access"
)

// Client is how everybody else talks to the workflows: each call is typed, and a
// no comes back as an *access.Refusal. access.CodeUnavailable means that nothing
// is known to be recorded and that the same call may be made again.
type Client struct {
	temporal  client.Client
	namespace string
}

// NewClient speaks through a connection to Temporal in that namespace.
func NewClient(connection client.Client, namespace string) *Client {
	return &Client{temporal: connection, namespace: namespace}
}

// StartRequest starts the run of a recorded request. A run of it that is there
// already, open or closed, is left alone and is no error.
func (c *Client) StartRequest(ctx context.Context, input RequestInput) error {
	request := input.Request
	_, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       RequestWorkflowID(request.ID),
		TaskQueue:                Queue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		StaticSummary:            brief(fmt.Sprintf("%s for %s", input.EntitlementLabel, input.RequesterName)),
		StaticDetails:            fmt.Sprintf("%s, version %d", request.AutomationTitle, request.AutomationVersion),
		Priority:                 requestPriority(input),
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(string(request.State)),
			temporal.NewSearchAttributeKeyKeyword(attributeAutomation).ValueSet(fmt.Sprintf("%s@%d", request.Automation, request.AutomationVersion)),
			temporal.NewSearchAttributeKeyKeyword(attributeEntitlement).ValueSet(request.EntitlementID),
			temporal.NewSearchAttributeKeyKeyword(attributePerson).ValueSet(request.SubjectID),
			temporal.NewSearchAttributeKeyKeyword(attributeRequester).ValueSet(request.RequesterID),
			temporal.NewSearchAttributeKeyKeyword(attributeConnector).ValueSet(input.Connector),
			temporal.NewSearchAttributeKeyKeyword(attributeRisk).ValueSet(string(input.Risk)),
		),
	}, RequestWorkflow, input)
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &started) {
		return nil
	}
	return clientError(err)
}

// StartLeaver starts the run that tells of somebody who left. A run of it that is
// there already, open or closed, is left alone and is no error.
func (c *Client) StartLeaver(ctx context.Context, input LeaverInput) error {
	_, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       LeaverWorkflowID(input.PersonID, input.LeftAt),
		TaskQueue:                Queue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		StaticSummary:            brief(input.Name + " is not active any more"),
		StaticDetails:            "Tells what became of everything they held, since " + stamp(input.LeftAt),
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(leaverWaiting),
			temporal.NewSearchAttributeKeyKeyword(attributePerson).ValueSet(input.PersonID),
		),
	}, LeaverWorkflow, input)
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &started) {
		return nil
	}
	return clientError(err)
}

// Decide hands a decision to the request's run. The same decision id sent again
// is the same decision.
func (c *Client) Decide(ctx context.Context, requestID string, input DecideInput) (access.Approval, error) {
	var approval access.Approval
	err := c.update(ctx, RequestWorkflowID(requestID), UpdateDecide, "decide/"+input.ApprovalID+"/"+input.Decision.ID, input, &approval)
	return approval, err
}

// Withdraw takes a request back before anything was given for it.
func (c *Client) Withdraw(ctx context.Context, requestID string, input WithdrawInput) (access.Request, error) {
	var request access.Request
	err := c.update(ctx, RequestWorkflowID(requestID), UpdateWithdraw, "withdraw", input, &request)
	return request, err
}

// Extend asks to keep the access of a request longer. The same id sent again is the
// same ask, with the same answer.
func (c *Client) Extend(ctx context.Context, requestID string, input ExtendInput) (Extended, error) {
	var extended Extended
	err := c.update(ctx, RequestWorkflowID(requestID), UpdateExtend, "extend/"+input.ID, input, &extended)
	return extended, err
}

// Stop ends everything of a request: what is open, and every window to come. It
// answers when the run knows; the access is over a moment later.
func (c *Client) Stop(ctx context.Context, requestID string, input StopInput) (access.Request, error) {
	var request access.Request
	err := c.update(ctx, RequestWorkflowID(requestID), UpdateStop, "stop", input, &request)
	return request, err
}

// TellFacts has a request's run look anew at what is known of its people. A run
// that is over has nothing to look at, and is no error.
func (c *Client) TellFacts(ctx context.Context, requestID string) error {
	return c.signal(ctx, RequestWorkflowID(requestID), SignalFacts, nil)
}

// TellEvent hands a run what an outside system said. A run that is over has nothing
// to do with it, and is no error.
func (c *Client) TellEvent(ctx context.Context, requestID string, event OutsideEvent) error {
	return c.signal(ctx, RequestWorkflowID(requestID), SignalEvent, event)
}

// signal reaches a run that is there; where none is, nothing happens.
func (c *Client) signal(ctx context.Context, workflowID, name string, input any) error {
	err := c.temporal.SignalWorkflow(ctx, workflowID, "", name, input)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return clientError(err)
}

// Acquire hands a lease to the owner of its key, starting one where there is
// none. It returns when the lease is in the ledger, and where it opens within a moment,
// when it is open.
func (c *Client) Acquire(ctx context.Context, lease access.Lease) (access.Lease, error) {
	id := fmt.Sprintf("acquire/%s/%d", lease.ID, lease.Rev)
	if activity.IsActivity(ctx) {
		// A run that was reset hands over once more, and has to hear where the lease stands
		// by now, not what it was answered then. The owner takes no lease twice.
		id += "/" + activity.GetInfo(ctx).WorkflowExecution.RunID
	}
	var held access.Lease
	err := c.updateOwner(ctx, lease.Key, lease.Label, UpdateAcquire, id, lease, &held)
	return held, err
}

// EndLease ends a lease now. Where its owner is not running, one is started and
// goes on from the ledger.
func (c *Client) EndLease(ctx context.Context, key access.Key, input EndInput) (access.Lease, error) {
	var lease access.Lease
	err := c.updateOwner(ctx, key, "Access to "+key.String(), UpdateEnd, "end/"+input.LeaseID, input, &lease)
	return lease, err
}

// Ping answers whether the namespace can be reached.
func (c *Client) Ping(ctx context.Context) error {
	_, err := c.temporal.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: c.namespace})
	return clientError(err)
}

func (c *Client) update(ctx context.Context, workflowID, name, id string, input, result any) error {
	handle, err := c.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflowID, UpdateID: id, UpdateName: name, Args: []any{input},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return clientError(err)
	}
	return clientError(handle.Get(ctx, result))
}

func (c *Client) updateOwner(ctx context.Context, key access.Key, summary, name, id string, input, result any) error {
	if err := key.Validate(); err != nil {
		return access.Refuse(access.CodeInvalid, "%s", err)
	}
	options := ownerOptions(key, summary)
	options.WorkflowIDConflictPolicy = enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING
	start := c.temporal.NewWithStartWorkflowOperation(options, OwnerWorkflow, NewOwnerInput(key))
	handle, err := c.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			UpdateID: id, UpdateName: name, Args: []any{input}, WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	if err == nil {
		err = handle.Get(ctx, result)
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		// It was terminated before it could answer. Whoever asks again starts another one.
		return access.Refuse(access.CodeUnavailable, "The owner of this access was stopped before it answered. Nothing is lost; try again.")
	}
	return clientError(err)
}

// clientError translates what Temporal says into the house's refusals.
func clientError(err error) error {
	if err == nil {
		return nil
	}
	if refusal, refused := asRefusal(err); refused {
		return refusal
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return access.Refuse(access.CodeAlreadyClosed, "It is over already, so there is nothing to change any more.")
	}
	var namespace *serviceerror.NamespaceNotFound
	if errors.As(err, &namespace) {
		return access.Refuse(access.CodeUnavailable, "Temporal has no namespace %q.", namespace.Namespace)
	}
	return fmt.Errorf("%w (%w)", access.Refuse(access.CodeUnavailable, "The engine does not answer right now. Nothing is lost; try again."), err)
}
