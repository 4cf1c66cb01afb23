package api

import (
	"context"
	"errors"
	"math"
	"strings"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// longestGiven keeps what an approver may give instead from running over, in seconds.
const longestGiven = int64(math.MaxInt64 / time.Second)

// Decide hands a decision over. What the database shows may be a moment old, so
// its no is final (states only move forward) and its yes is not: that is the
// engine's to say.
func (o *operations) Decide(ctx context.Context, in gen.DecideRequestObject) (gen.DecideResponseObject, error) {
	c := callOf(ctx)
	approval, request, err := c.seen.approvalOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	decision := access.Decision{
		ID: in.Body.ID.String(), PersonID: c.me.ID, Verdict: access.Verdict(in.Body.Verdict),
		Comment: strings.TrimSpace(in.Body.Comment), At: o.clock().UTC(),
		Duration: time.Duration(min(in.Body.DurationSeconds, longestGiven)) * time.Second, Start: utc(in.Body.Start),
		AuthenticatedAt: c.since, Answers: in.Body.Answers,
	}
	repeated, err := repeats(approval, decision)
	if err != nil {
		return nil, err
	}
	if !repeated {
		if approval, err = o.decide(ctx, approval, request, decision); err != nil {
			return nil, err
		}
	}
	shown, err := o.approval(ctx, approval)
	return gen.Decide200JSONResponse(shown), err
}

func (o *operations) decide(ctx context.Context, approval access.Approval, request access.Request, decision access.Decision) (access.Approval, error) {
	if refusal := access.CheckDecision(approval, request.RequesterID, request.SubjectID, decision); refusal != nil {
		return approval, refusal
	}
	if decision.Verdict == access.Deny && decision.Comment == "" {
		return approval, access.Refuse(access.CodeInvalid, "Say why you deny it; whoever asked will read it.").At("comment")
	}
	if approval.Kind == access.AsksAnswers {
		if err := o.checkGiven(ctx, approval, request, decision.Answers); err != nil {
			return approval, err
		}
	}
	decided, err := o.engine.Decide(ctx, request.ID, workflows.DecideInput{ApprovalID: approval.ID, Decision: decision})
	callOf(ctx).seen.forget(request.ID)
	return decided, inContract(err)
}

// repeats tells whether the same decision has been recorded. Its id with other
// content, or somebody else's, is refused.
func repeats(approval access.Approval, decision access.Decision) (bool, error) {
	for _, earlier := range approval.Decisions {
		if earlier.ID != decision.ID {
			continue
		}
		if earlier.PersonID != decision.PersonID || earlier.Verdict != decision.Verdict || earlier.Comment != decision.Comment ||
			earlier.Duration != decision.Duration || !earlier.Start.Equal(decision.Start) || !sameAnswers(earlier.Answers, decision.Answers) {
			return false, access.Refuse(access.CodeConflict, "A different decision has this id already.").At("id")
		}
		return true, nil
	}
	return false, nil
}

// inContract names a refusal's field as the contract does.
func inContract(err error) error {
	var refusal *access.Refusal
	fields := map[string]string{"duration": "duration_seconds", "by": "by_seconds", "note": "reason"}
	if errors.As(err, &refusal) && fields[refusal.Field] != "" {
		return refusal.At(fields[refusal.Field])
	}
	return err
}
