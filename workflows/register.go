package workflows

import "go.temporal.io/sdk/workflow"

// Registry is what learns the workflows: a worker, or whatever replays histories.
type Registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
}

// Register makes every workflow known under its stable name. Workers, the test that
// replays recorded histories and `curfew preflight` all use it, so that what is
// replayed is what runs.
func Register(registry Registry) {
	for _, each := range []struct {
		name     string
		workflow any
	}{
		{RequestWorkflow, AccessRequest},
		{OwnerWorkflow, EntitlementAccess},
		{LeaverWorkflow, Leaver},
		{KillWorkflow, KillSwitch},
		{ReconciliationWorkflow, Reconciliation},
		{ReconciliationDueWorkflow, ReconciliationDue},
	} {
		registry.RegisterWorkflowWithOptions(each.workflow, workflow.RegisterOptions{Name: each.name})
	}
}
