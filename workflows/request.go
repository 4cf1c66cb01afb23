package workflows

import (
	"fmt"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// run is one request going through its plan.
type run struct {
	input     RequestInput
	plan      builder.Plan
	request   access.Request
	facts     activities.Facts
	approvals []access.Approval
	lease     *access.Lease
	leaseNews bool
	withdrawn bool
	stopped   bool // the run was cancelled in Temporal
	audit     []access.AuditLine
	messages  []access.Message
	outcome   access.RequestState // how it ends, as far as is known
	because   string
	shown     string
	writing   workflow.Mutex // one snapshot at a time, so that audit lines keep their order
	log       log.Logger
}

// AccessRequest runs a plan for one request, from its claim to its end step, and
// answers with the state it ended in. It may be cancelled or terminated without
// harm: what was handed over ends by itself.
func AccessRequest(ctx workflow.Context, input RequestInput) (access.RequestState, error) {
	r := &run{input: input, request: input.Request, writing: workflow.NewMutex(ctx), log: workflow.GetLogger(ctx)}
	if err := r.setup(ctx); err != nil {
		return "", err
	}
	return r.run(ctx)
}

func (r *run) setup(ctx workflow.Context) error {
	decide := workflow.UpdateHandlerOptions{Description: "Approve or deny", Validator: r.mayDecide}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateDecide, r.decide, decide); err != nil {
		return err
	}
	withdraw := workflow.UpdateHandlerOptions{Description: "Take the request back", Validator: r.mayWithdraw}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateWithdraw, r.withdraw, withdraw); err != nil {
		return err
	}
	workflow.Go(ctx, func(ctx workflow.Context) {
		ctx.Done().Receive(ctx, nil)
		r.stopped = true
	})
	open, _ := workflow.NewDisconnectedContext(ctx)
	workflow.Go(open, r.listen)
	return nil
}

func (r *run) run(cancellable workflow.Context) (access.RequestState, error) {
	// A cancelled run still says so in the record and ends its lease.
	ctx, _ := workflow.NewDisconnectedContext(cancellable)
	mine, err := r.claim(ctx)
	if err != nil || !mine {
		return r.request.State, err
	}
	step := r.plan.Steps[0]
	for step.Kind != builder.KindEnd {
		port, err := r.take(ctx, step)
		if err != nil {
			return "", err
		}
		next, err := r.follow(step, port)
		if err != nil {
			return "", err
		}
		step = next
	}
	return r.finish(ctx, step)
}

// claim makes sure that this chain of runs is the one that works on the request,
// and that its plan is the one that was published.
func (r *run) claim(ctx workflow.Context) (mine bool, err error) {
	var work *activities.RequestWork
	var claim access.Claim
	in := activities.ClaimInput{
		RequestID: r.request.ID, Chain: workflow.GetInfo(ctx).FirstRunID, PlanHash: builder.Hash(r.input.Plan),
	}
	if err := onDatabase(ctx, "claim the request", 0, &claim, work.ClaimRequest, in); err != nil {
		return false, err
	}
	if claim.Taken {
		r.log.Warn("another run has this request, or it is over")
		r.request.State = claim.Request.State
		return false, nil
	}
	r.request = claim.Request
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

func (r *run) follow(step builder.Step, port string) (builder.Step, error) {
	to, connected := step.Exit(port)
	next, found := r.plan.Step(to)
	if !connected || !found {
		return builder.Step{}, fmt.Errorf("step %s of %s leads nowhere from %q", step.ID, r.plan.Automation, port)
	}
	return next, nil
}

// take does a step and answers with the port it leaves by. The dispatch is a
// switch, so that workflowcheck sees every path.
func (r *run) take(ctx workflow.Context, step builder.Step) (port string, err error) {
	r.request.StepID = step.ID
	switch step.Kind {
	case builder.KindRequest:
		return builder.PortNext, nil
	case builder.KindCondition:
		return r.choose(ctx, step)
	case builder.KindApproval:
		return r.ask(ctx, step)
	case builder.KindGrant:
		return r.grant(ctx, step)
	case builder.KindNotify:
		return builder.PortNext, r.notify(ctx, step)
	default:
		return "", fmt.Errorf("this version of Curfew does not know steps of kind %q", step.Kind)
	}
}
