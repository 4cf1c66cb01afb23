package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// inquire asks somebody for answers later on, and waits for them.
func (r *run) inquire(ctx workflow.Context, step builder.Step) (port string, err error) {
	if r.isOver() {
		return builder.PortTimedOut, nil
	}
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	config, now := step.Questions, workflow.Now(ctx)
	asked := []access.Approver{{PersonID: r.request.RequesterID, Name: r.facts.Requester.Name, Via: "who asked"}}
	if !config.Requester {
		in := activities.ResolveInput{FactsInput: r.about(""), Rules: config.To, At: now, Everybody: true}
		if asked, err = r.resolve(ctx, in); err != nil {
			return "", err
		}
	}
	if len(asked) == 0 {
		r.ends(access.RequestTimedOut, fmt.Sprintf("There is nobody who could answer %q.", step.Title))
		r.note(now, "questions.impossible", access.System, r.because)
		return builder.PortTimedOut, nil
	}
	t := &task{ids: []string{r.request.ID + "." + step.ID}, remind: config.Remind, dueAt: now.Add(time.Duration(config.Timeout))}
	r.open(ctx, access.Approval{
		ID: t.ids[0], StepID: step.ID, Title: step.Title, Kind: access.AsksAnswers, Approvers: asked, Quorum: 1, DueAt: t.dueAt,
	})
	r.request.State = access.RequestWaiting
	r.request.Detail = fmt.Sprintf("Waiting for answers from %s.", names(asked))
	r.save(ctx)
	answered := func() bool { return access.Tally(*r.approval(t.ids[0])) == access.ApprovalApproved }
	if err := r.attend(ctx, t, answered); err != nil {
		return "", err
	}
	if answered() {
		r.shut(ctx, t, access.ApprovalClosed)
		r.note(workflow.Now(ctx), "questions.answered", access.System, step.Title+" is answered.")
		return builder.PortAnswered, nil
	}
	r.shut(ctx, t, access.ApprovalTimedOut)
	if !r.isOver() {
		r.ends(access.RequestTimedOut, fmt.Sprintf("Nobody answered %q in time.", step.Title))
		r.note(workflow.Now(ctx), "questions.timed_out", access.System, r.because)
	}
	return builder.PortTimedOut, nil
}

// accept checks answers against the questions of their step and keeps them. What is
// checked is recorded, so that replaying asks no expression again.
func (r *run) accept(ctx workflow.Context, approval access.Approval, decision access.Decision) (map[string]any, *access.Refusal) {
	step, known := r.plan.Step(approval.StepID)
	if !known || step.Questions == nil {
		return nil, access.Refuse(access.CodeNotFound, "There are no questions %s in this request.", approval.StepID)
	}
	type checked struct {
		Kept    map[string]any  `json:"kept"`
		Refusal *access.Refusal `json:"refusal,omitempty"`
	}
	facts := r.asFacts(r.facts)
	var result checked
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any {
		kept, refusals := builder.CheckForm(step.Questions.Questions, decision.Answers, facts, nil)
		if len(refusals) > 0 {
			return checked{Refusal: refusals[0]}
		}
		return checked{Kept: kept}
	})
	if err := encoded.Get(&result); err != nil {
		return nil, access.Refuse(access.CodeUnavailable, "The answers could not be checked: %v.", err)
	}
	if result.Refusal != nil {
		return nil, result.Refusal
	}
	if r.request.Answers == nil {
		r.request.Answers = map[string]any{}
	}
	for _, id := range workflow.DeterministicKeys(result.Kept) {
		r.request.Answers[id] = result.Kept[id]
	}
	return result.Kept, nil
}
