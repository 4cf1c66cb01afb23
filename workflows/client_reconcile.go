package workflows

import (
	"context"
	"errors"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
)

// StartReconciliation begins a reconciliation of a connector, and reports whether it
// did: where one runs already, nothing is begun.
func (c *Client) StartReconciliation(ctx context.Context, input ReconciliationInput) (begun bool, err error) {
	_, err = c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                                       ReconciliationWorkflowID(input.Connector),
		TaskQueue:                                Queue,
		WorkflowIDConflictPolicy:                 enums.WORKFLOW_ID_CONFLICT_POLICY_FAIL,
		WorkflowIDReusePolicy:                    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowExecutionErrorWhenAlreadyStarted: true,
		StaticSummary:                            brief("Reconcile " + input.Connector),
	}, ReconciliationWorkflow, input)
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &started) {
		return false, nil
	}
	return err == nil, clientError(err)
}

// reconcileCatchup is how late a reconciliation may still begin that was due while
// Temporal was away.
const reconcileCatchup = 10 * time.Minute

// ScheduleReconciliation has a connector reconciled that often from now on, and at once
// where no schedule was there: with the schedules of a namespace that was lost its runs
// are gone too. Zero is never. Saying the same again changes nothing.
func (c *Client) ScheduleReconciliation(ctx context.Context, connector string, every time.Duration) error {
	id := ReconciliationScheduleID(connector)
	schedules := c.temporal.ScheduleClient()
	handle := schedules.GetHandle(ctx, id)
	if every == 0 {
		err := handle.Delete(ctx)
		var gone *serviceerror.NotFound
		if errors.As(err, &gone) {
			return nil
		}
		return clientError(err)
	}
	action := &client.ScheduleWorkflowAction{
		ID: id, Workflow: ReconciliationDueWorkflow, Args: []any{connector}, TaskQueue: Queue,
		StaticSummary: brief("Reconcile " + connector + " on schedule"),
	}
	spec := client.ScheduleSpec{Intervals: []client.ScheduleIntervalSpec{{Every: every}}}
	_, err := schedules.Create(ctx, client.ScheduleOptions{
		ID: id, Spec: spec, Action: action, Overlap: enums.SCHEDULE_OVERLAP_POLICY_SKIP, CatchupWindow: reconcileCatchup,
		TriggerImmediately: true,
	})
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return clientError(err)
	}
	return clientError(handle.Update(ctx, client.ScheduleUpdateOptions{
		DoUpdate: func(there client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			schedule := there.Description.Schedule
			intervals := schedule.Spec.Intervals
			if len(intervals) == 1 && intervals[0].Every == every && len(schedule.Spec.Calendars) == 0 {
				return nil, temporal.ErrSkipScheduleUpdate
			}
			schedule.Spec, schedule.Action = &spec, action
			return &client.ScheduleUpdate{Schedule: &schedule}, nil
		},
	}))
}
