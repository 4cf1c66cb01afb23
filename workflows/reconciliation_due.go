package workflows

import (
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// ReconciliationDue is what a schedule starts: it begins a Reconciliation, whose id
// does not change, and waits for it, so that a schedule that skips what overlaps
// begins none while one runs. One that runs already, as somebody asked for it, is as
// good.
func ReconciliationDue(ctx workflow.Context, connector string) error {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            ReconciliationWorkflowID(connector),
		TaskQueue:             Queue,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		ParentClosePolicy:     enums.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowTaskTimeout:   10 * time.Second,
		StaticSummary:         "Reconcile " + connector,
	})
	child := workflow.ExecuteChildWorkflow(ctx, ReconciliationWorkflow, ReconciliationInput{
		Schema: 1, Connector: connector, By: access.BySchedule,
	})
	err := child.Get(ctx, nil)
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return nil
	}
	return err
}
