package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// run is one request going through its plan.
type run struct {
	input      RequestInput
	lean       bool // see requestSchema
	plan       builder.Plan
	request    access.Request
	facts      activities.Facts
	approvals  []access.Approval
	granted    access.Ask        // what was asked for, as far as approvers left it
	start      time.Time         // not before then, as an approver said; zero is as asked
	begins     string            // then in words, where that is later than at once
	changedBy  string            // who of them changed it last
	approvedBy []string          // ids of those who approved, in order
	rule       string            // the branch that was taken last, in words
	known      map[string]bool   // facts outside, as they were asked last
	onCall     map[string]onCall // who was on call for facts outside, as they were asked last
	closes     time.Time         // when the hours that a request may be decided in are over
	closing    string            // that moment in words
	holding    *holding          // what is handed over and not yet over
	withdrawn  bool
	stopped    bool       // the run was cancelled in Temporal
	left       string     // why nobody may hold it any more, in a sentence
	stop       *StopInput // somebody ended all of it
	calling    bool       // it is being found out who is on call
	moved      bool       // a lease moved since the run last looked
	factsMoved bool       // what is known of somebody changed since the run last looked
	events     []OutsideEvent
	posts      int // messages on their way to channels and to whoever is on call
	audit      []access.AuditLine
	messages   []access.Message
	outcome    access.RequestState // how it ends, as far as is known
	because    string
	shown      string
	unsaved    bool        // there is a snapshot to write when the run comes to rest
	tried      int64       // the last snapshot that was written, or could not be
	delays     int         // how often the record did not answer at once
	awaited    func() bool // what the run waits for, while it does
	gatheredAt time.Time   // when the people were looked at last
	movedAt    time.Time   // when somebody last said that what is known of them changed
	startedAt  time.Time
	writing    workflow.Mutex // one snapshot at a time, so that audit lines keep their order
	moving     workflow.Mutex // one change of an end at a time, each made of what the one before left
	log        log.Logger
}

// AccessRequest runs a plan for one request, from its claim to its end step, and
// answers with the state it ended in. It may be cancelled or terminated without
// harm: what was handed over ends by itself.
func AccessRequest(ctx workflow.Context, input RequestInput) (access.RequestState, error) {
	r := &run{
		input: input, lean: input.Schema >= leanSince, request: input.Request, granted: input.Request.Ask, known: map[string]bool{}, onCall: map[string]onCall{},
		startedAt: workflow.Now(ctx), writing: workflow.NewMutex(ctx), moving: workflow.NewMutex(ctx), log: workflow.GetLogger(ctx),
	}
	if input.State != nil {
		r.takeUp(*input.State) // before anything can come in
	}
	if err := r.setup(ctx); err != nil {
		return "", err
	}
	return r.run(ctx)
}

func (r *run) setup(ctx workflow.Context) error {
	handlers := []struct {
		name, description string
		handler           any
		validator         any
	}{
		{UpdateDecide, "Approve, deny, answer or review", r.decide, r.mayDecide},
		{UpdateWithdraw, "Take the request back", r.withdraw, r.mayWithdraw},
		{UpdateExtend, "Keep the access longer", r.extend, r.mayExtend},
		{UpdateStop, "End everything of the request", r.stopAll, r.mayStop},
	}
	for _, h := range handlers {
		options := workflow.UpdateHandlerOptions{Description: h.description, Validator: h.validator}
		if err := workflow.SetUpdateHandlerWithOptions(ctx, h.name, h.handler, options); err != nil {
			return err
		}
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
	// A cancelled run still says so in the record and ends its leases.
	ctx, _ := workflow.NewDisconnectedContext(cancellable)
	mine, err := r.claim(ctx)
	if err != nil || !mine {
		return r.request.State, err
	}
	step, err := r.first(ctx)
	if err != nil {
		return "", err
	}
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

// first is the step to begin with: the request, or where the run before stopped.
func (r *run) first(ctx workflow.Context) (builder.Step, error) {
	state := r.input.State
	if state == nil {
		return r.plan.Steps[0], r.noteHours(ctx)
	}
	step, known := r.plan.Step(state.StepID)
	if !known {
		return step, fmt.Errorf("the plan of %s has no step %s to go on with", r.plan.Automation, state.StepID)
	}
	return step, r.gather(ctx)
}

func (r *run) follow(step builder.Step, port string) (builder.Step, error) {
	to, connected := step.Exit(port)
	next, found := r.plan.Step(to)
	if !connected || !found {
		return builder.Step{}, fmt.Errorf("step %s of %s leads nowhere from %q", step.ID, r.plan.Automation, port)
	}
	return next, nil
}

// stepTaken is what the log says of every step; a test looks for it in replays.
const stepTaken = "a step is taken"

// take does a step and answers with the port it leaves by. The dispatch is a
// switch, so that workflowcheck sees every path.
func (r *run) take(ctx workflow.Context, step builder.Step) (port string, err error) {
	r.request.StepID = step.ID
	r.log.Debug(stepTaken, "step", step.ID, "kind", string(step.Kind))
	switch step.Kind {
	case builder.KindRequest:
		return builder.PortNext, nil
	case builder.KindQuestions:
		return r.inquire(ctx, step)
	case builder.KindCondition:
		return r.choose(ctx, step)
	case builder.KindApproval:
		return r.ask(ctx, step)
	case builder.KindAutoApprove:
		return r.letThrough(ctx, step), nil
	case builder.KindWait:
		return r.wait(ctx, step)
	case builder.KindGrant:
		return r.grant(ctx, step)
	case builder.KindReview:
		return r.review(ctx, step)
	case builder.KindNotify:
		return builder.PortNext, r.notify(ctx, step)
	case builder.KindWebhook:
		return r.post(ctx, step)
	default:
		return "", fmt.Errorf("this version of Curfew does not know steps of kind %q", step.Kind)
	}
}

// isOver means that nobody wants, or nobody may want, the request to go on.
func (r *run) isOver() bool { return r.withdrawn || r.stopped || r.left != "" || r.stop != nil }
