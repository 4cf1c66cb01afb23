package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// claim makes sure that this chain of runs is the one that works on the request,
// and that its plan is the one that was published.
func (r *run) claim(ctx workflow.Context) (mine bool, err error) {
	var work *activities.RequestWork
	var claim access.Claim
	in := activities.ClaimInput{
		RequestID: r.request.ID, Chain: workflow.GetInfo(ctx).FirstRunID, PlanHash: builder.Hash(r.input.Plan),
	}
	if err := r.onDatabase(ctx, "claim the request", 0, &claim, work.ClaimRequest, in); err != nil {
		return false, err
	}
	if claim.Taken {
		r.log.Warn("another run has this request, or it is over")
		r.request.State = claim.Request.State
		return false, nil
	}
	if r.input.State == nil {
		r.request, r.granted = claim.Request, claim.Request.Ask
	}
	r.plan, err = builder.DecodePlan(r.input.Plan)
	if err == nil && claim.Unpublished {
		err = fmt.Errorf("no published version of %s has this plan", r.request.Automation)
	}
	if err == nil && len(r.plan.Steps) == 0 {
		err = fmt.Errorf("the plan of %s has no steps", r.request.Automation)
	}
	if err == nil {
		return true, nil
	}
	r.note(workflow.Now(ctx), "request.failed", access.System, err.Error())
	return false, r.close(ctx, access.RequestFailed, "It could not be run: "+err.Error()+".")
}
