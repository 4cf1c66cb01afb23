package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// CheckForm says what the form asks while the answers are as they are. Nothing is
// recorded; what it says of the answers is what submitting them would say.
func (o *operations) CheckForm(ctx context.Context, in gen.CheckFormRequestObject) (gen.CheckFormResponseObject, error) {
	wanted, err := o.openWish(ctx, in.Body.Automation, in.Body.Entitlement, in.Body.Subject)
	if err != nil {
		return nil, err
	}
	allowed, err := wanted.plan.Durations(wanted.things, wanted.facts)
	if err != nil {
		return nil, err
	}
	form, known := o.form(ctx, trigger(wanted.plan).Questions, in.Body.Answers, wanted.facts)
	form.Duration = durations(allowed)
	wanted.facts.Duration, wanted.facts.Answers = allowed.Default, known
	form.Steps, err = o.steps(ctx, wanted.plan, wanted.facts)
	return gen.CheckForm200JSONResponse(form), err
}

// CheckAnswers is CheckForm of a form that somebody is asked to fill in later on.
func (o *operations) CheckAnswers(ctx context.Context, in gen.CheckAnswersRequestObject) (gen.CheckAnswersResponseObject, error) {
	approval, request, err := callOf(ctx).seen.approvalOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	asked, facts, err := o.askedLater(ctx, approval, request)
	if err != nil {
		return nil, err
	}
	form, _ := o.form(ctx, asked, in.Body.Answers, facts)
	return gen.CheckAnswers200JSONResponse(form), nil
}

// form lists the questions that are asked, each with what is wrong with the answer
// that was given. Known are the answers that are right so far.
func (o *operations) form(ctx context.Context, asked []builder.Question, answers map[string]any, facts builder.Facts) (form gen.Form, known map[string]any) {
	kept, refusals := builder.CheckForm(asked, answers, facts, o.lookup(ctx))
	wrong := map[string]string{}
	for _, refusal := range refusals {
		wrong[refusal.Field] = refusal.Message
	}
	form = gen.Form{Questions: []gen.FormQuestion{}, Kept: map[string]any{}}
	known = map[string]any{}
	for _, question := range builder.Form(asked, answers, facts) {
		if !question.Asked {
			continue
		}
		shown := gen.FormQuestion{ID: question.ID, Because: question.Because}
		answer := answers[question.ID]
		problem := wrong["answers."+question.ID]
		switch {
		case blank(answer):
		case problem != "":
			shown.Problem = problem
		default:
			known[question.ID] = answer
		}
		form.Questions = append(form.Questions, shown)
	}
	if kept != nil {
		form.Kept = kept
	}
	return form, known
}

// blank is an answer that is not given yet.
func blank(answer any) bool {
	switch answer := answer.(type) {
	case nil:
		return true
	case string:
		return answer == ""
	case []any:
		return len(answer) == 0
	default:
		return false
	}
}

// askedLater is what an approval asks for, and what its conditions may read.
func (o *operations) askedLater(ctx context.Context, approval access.Approval, request access.Request) ([]builder.Question, builder.Facts, error) {
	plan, err := o.planOf(ctx, request)
	if err != nil {
		return nil, builder.Facts{}, err
	}
	step, known := plan.Step(approval.StepID)
	if !known || step.Questions == nil {
		return nil, builder.Facts{}, errNoApproval
	}
	seen := callOf(ctx).seen
	facts := builder.Facts{
		Automation: request.Automation, Reason: request.Reason, Duration: request.Ask.Length(),
		Answers: request.Answers, Lengths: plan.Lengths(),
	}
	if facts.Requester, err = seen.person(ctx, request.RequesterID); err != nil {
		return nil, facts, err
	}
	if facts.Subject, err = seen.person(ctx, request.SubjectID); err != nil {
		return nil, facts, err
	}
	if facts.RequesterManager, err = o.managerLogin(ctx, facts.Requester); err != nil {
		return nil, facts, err
	}
	if facts.SubjectManager, err = o.managerLogin(ctx, facts.Subject); err != nil {
		return nil, facts, err
	}
	facts.Entitlement, err = seen.entitlement(ctx, request.EntitlementID)
	return step.Questions.Questions, facts, err
}

// checkGiven says all that is wrong with answers that are asked for later on, where
// the run itself would name the first.
func (o *operations) checkGiven(ctx context.Context, approval access.Approval, request access.Request, answers map[string]any) error {
	asked, facts, err := o.askedLater(ctx, approval, request)
	if err != nil {
		return err
	}
	if _, refusals := builder.CheckForm(asked, answers, facts, o.lookup(ctx)); len(refusals) > 0 {
		return severally(refusals)
	}
	return nil
}
