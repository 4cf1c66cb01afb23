package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// approval is an approval as the contract shows it to the caller, with what is
// needed to decide it while it is open.
func (o *operations) approval(ctx context.Context, approval access.Approval) (gen.Approval, error) {
	c := callOf(ctx)
	shown := gen.Approval{
		ID: approval.ID, Title: approval.Title, Quorum: approval.Quorum, State: gen.ApprovalState(approval.State),
		OpenedAt: utc(approval.OpenedAt), DueAt: utc(approval.DueAt), ClosedAt: utc(approval.ClosedAt),
		Kind: kindOf(approval.Kind), Denials: max(approval.Denials, 1), Terms: terms(approval.Terms),
		Approvers: []gen.Approver{}, Decisions: []gen.Decision{},
	}
	if approval.EntitlementID != "" {
		card, err := o.entitlement(ctx, approval.EntitlementID)
		if err != nil {
			return shown, err
		}
		shown.Entitlement = card
	}
	for _, approver := range approval.Approvers {
		shown.Approvers = append(shown.Approvers, gen.Approver{
			PersonID: approver.PersonID, Name: approver.Name, Via: approver.Via,
			OnBehalfOf: approver.OnBehalfOf, AskedAt: utc(approver.AskedAt),
		})
	}
	for _, decision := range approval.Decisions {
		name, err := o.personName(ctx, decision.PersonID)
		if err != nil {
			return shown, err
		}
		shown.Decisions = append(shown.Decisions, gen.Decision{
			PersonID: decision.PersonID, Name: name, Verdict: gen.DecisionVerdict(decision.Verdict),
			Comment: decision.Comment, At: utc(decision.At),
			DurationSeconds: inSeconds(decision.Duration), Start: utc(decision.Start),
		})
	}
	request, err := c.seen.request(ctx, approval.RequestID)
	if err != nil {
		return shown, err
	}
	if shown.Request, err = o.request(ctx, request); err != nil {
		return shown, err
	}
	if shown.UsesBefore, err = o.usesBefore(ctx, request); err != nil {
		return shown, err
	}
	shown.MayDecide = mayDecide(approval, request, c.me.ID)
	if shown.Questions, err = o.asksFor(ctx, approval, request); err != nil {
		return shown, err
	}
	if approval.State != access.ApprovalOpen {
		return shown, nil
	}
	held, err := c.seen.heldBy(ctx, request.SubjectID)
	if err != nil {
		return shown, err
	}
	shown.Holds, err = o.accesses(ctx, held)
	return shown, err
}

// mayDecide tells whether a decision of that person would count now.
func mayDecide(approval access.Approval, request access.Request, personID string) bool {
	for _, decision := range approval.Decisions {
		if decision.PersonID == personID {
			return false
		}
	}
	would := access.Decision{ID: "would", PersonID: personID, Verdict: approval.Kind.Verdicts()[0]}
	return access.CheckDecision(approval, request.RequesterID, request.SubjectID, would) == nil
}

func kindOf(kind access.ApprovalKind) gen.ApprovalKind {
	if kind == access.AsksApproval {
		return gen.ApprovalKindApproval
	}
	return gen.ApprovalKind(kind)
}

// terms is what a decision may and has to say; a denial has to say why by any door.
func terms(terms access.Terms) gen.Terms {
	shown := gen.Terms{
		Comment: gen.TermsComment(terms.Comment), Shorten: terms.Shorten, PostponeSeconds: inSeconds(terms.Postpone),
		Evidence:      gen.TermsEvidence(terms.Evidence),
		StepUpSeconds: inSeconds(terms.StepUp), ExtendSeconds: inSeconds(terms.Extend), Task: terms.Task,
	}
	if terms.Comment == access.CommentOptional {
		shown.Comment = gen.TermsComment(access.CommentOnDenial)
	}
	return shown
}

// asksFor is what an approval of the kind answers asks; nothing of another kind.
func (o *operations) asksFor(ctx context.Context, approval access.Approval, request access.Request) ([]gen.Question, error) {
	if approval.Kind != access.AsksAnswers {
		return nil, nil
	}
	plan, err := o.planOf(ctx, request)
	if err != nil {
		return nil, err
	}
	step, known := plan.Step(approval.StepID)
	if !known || step.Questions == nil {
		return nil, nil
	}
	return questions(step.Questions.Questions), nil
}

// planOf is the plan that a request runs.
func (o *operations) planOf(ctx context.Context, request access.Request) (builder.Plan, error) {
	return callOf(ctx).seen.plan(ctx, request.PlanHash)
}

// approvals shows several.
func (o *operations) approvals(ctx context.Context, approvals []access.Approval) ([]gen.Approval, error) {
	shown := make([]gen.Approval, 0, len(approvals))
	for _, approval := range approvals {
		item, err := o.approval(ctx, approval)
		if err != nil {
			return nil, err
		}
		shown = append(shown, item)
	}
	return shown, nil
}
