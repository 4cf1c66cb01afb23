package api

import (
	"context"
	"strings"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// ExtendRequest asks to keep the access of a request longer. Whether that is
// possible is the engine's to say.
func (o *operations) ExtendRequest(ctx context.Context, in gen.ExtendRequestRequestObject) (gen.ExtendRequestResponseObject, error) {
	c := callOf(ctx)
	extended, err := o.engine.Extend(ctx, in.ID, workflows.ExtendInput{
		ID: in.Body.ID.String(), PersonID: c.me.ID, By: time.Duration(in.Body.BySeconds) * time.Second,
		Reason: strings.TrimSpace(in.Body.Reason),
	})
	if err != nil {
		return nil, inContract(err)
	}
	return gen.ExtendRequest200JSONResponse{Until: utc(extended.Until), ApprovalID: extended.ApprovalID}, nil
}

// extension is by how much the caller may ask to keep it longer, as far as the
// record knows; zero where they may not.
func (o *operations) extension(ctx context.Context, request access.Request, lines []access.AuditLine) (gen.Extension, error) {
	c := callOf(ctx)
	if request.State != access.RequestOpen || request.Ask.Series != nil || c.me.ID != request.SubjectID && c.me.ID != request.RequesterID {
		return gen.Extension{}, nil
	}
	plan, err := o.planOf(ctx, request)
	if missing(err) {
		return gen.Extension{}, nil
	}
	if err != nil {
		return gen.Extension{}, err
	}
	step, _ := plan.Step(request.StepID)
	stages, err := c.seen.stagesOf(ctx, request.ID)
	if err != nil || step.Grant == nil || step.Grant.Extend == nil || used(lines) >= step.Grant.Extend.Times || asksForMore(stages) {
		return gen.Extension{}, err
	}
	rule := *step.Grant.Extend
	return gen.Extension{
		MaxSeconds: inSeconds(longestExtension(rule, granted(request, stages))), ReasonRequired: rule.ReasonRequired, Asks: len(rule.Approvers) > 0,
	}, nil
}

// used is how often a request was extended already.
func used(lines []access.AuditLine) int {
	count := 0
	for _, line := range lines {
		if line.Action == "access.extended" {
			count++
		}
	}
	return count
}

func asksForMore(stages []access.Approval) bool {
	for _, stage := range stages {
		if stage.Kind == access.AsksExtension && stage.State == access.ApprovalOpen {
			return true
		}
	}
	return false
}

// granted is how long it was given for: what was asked for, or what an approver
// left of it.
func granted(request access.Request, stages []access.Approval) time.Duration {
	length := request.Ask.Length()
	for _, stage := range stages {
		for _, decision := range stage.Decisions {
			if stage.Kind == access.AsksApproval && decision.Duration > 0 && decision.Duration < length {
				length = decision.Duration
			}
		}
	}
	return length
}

func longestExtension(rule builder.ExtendRule, granted time.Duration) time.Duration {
	if rule.Percent > 0 {
		return granted * time.Duration(rule.Percent) / 100
	}
	return time.Duration(rule.By)
}
