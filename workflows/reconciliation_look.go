package workflows

import (
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// looksBetweenSaves is how many resources are looked at before it is shown.
const looksBetweenSaves = 10

// lookAround looks at one resource after another, and asks for a new run before the
// history grows long. A resource that cannot be looked at keeps no other.
func (r *reconciliation) lookAround(ctx workflow.Context) (again bool, err error) {
	if err := r.plan(ctx); err != nil {
		return false, err
	}
	for len(r.Left) > 0 {
		if r.long(ctx) {
			return true, nil
		}
		resource := r.Left[0]
		var work *activities.InventoryWork
		var found access.ReconciliationCounts
		in := activities.ResourceInput{Connector: r.input.Connector, Resource: resource}
		asked := withComparison(ctx, ConnectorQueue(r.input.Connector), "who holds "+resource)
		err := workflow.ExecuteActivity(asked, work.LookAtResource, in).Get(ctx, &found)
		if temporal.IsCanceledError(err) {
			return false, err
		}
		if err != nil {
			r.fail(resource, err)
		}
		r.Left = r.Left[1:]
		r.Record.Counts.Add(found)
		r.Record.Counts.Looked++
		if r.Record.Counts.Looked%looksBetweenSaves == 0 {
			if err := r.save(ctx); err != nil {
				return false, err
			}
		}
	}
	return false, nil
}

func (r *reconciliation) plan(ctx workflow.Context) error {
	if r.Planned {
		return nil
	}
	var work *activities.ReconcileWork
	var plan activities.ReconcilePlan
	in := activities.ReconcileInput{Connector: r.input.Connector}
	if err := onDatabase(ctx, "what there is to look at", 0, &plan, work.PlanReconciliation, in); err != nil {
		return err
	}
	r.Planned, r.Left = true, plan.Resources
	r.Record.Counts.Resources, r.Record.Counts.Reopened = len(plan.Resources), plan.Reopened
	return r.save(ctx)
}

// longestRound is how many events a run of a reconciliation has at most, or a few more.
const longestRound = 1000

func (r *reconciliation) long(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() > longestRound
}
