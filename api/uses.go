package api

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

const (
	usesDays   = 90
	usesLatest = 5
)

// usesBefore is how often who asked was given something by the same automation before,
// where it gives before anybody reviews; nothing of another automation.
func (o *operations) usesBefore(ctx context.Context, request access.Request) (gen.UsesBefore, error) {
	plan, err := o.planOf(ctx, request)
	if missing(err) || err == nil && !reviewedAfterwards(plan) {
		return gen.UsesBefore{}, nil
	}
	if err != nil {
		return gen.UsesBefore{}, err
	}
	seen := callOf(ctx).seen
	uses, err := once(seen.uses, request.ID, func() ([]time.Time, error) {
		span := access.Span{From: request.CreatedAt.AddDate(0, 0, -usesDays), Before: request.CreatedAt}
		return o.records.Uses(ctx, request.RequesterID, request.Automation, span)
	})
	shown := gen.UsesBefore{Days: usesDays, Count: len(uses), Latest: []time.Time{}}
	for _, use := range uses[:min(len(uses), usesLatest)] {
		shown.Latest = append(shown.Latest, utc(use))
	}
	return shown, err
}

// reviewedAfterwards tells whether a plan gives without asking anybody, and has
// somebody review it.
func reviewedAfterwards(plan builder.Plan) bool {
	has := func(kind builder.Kind) bool {
		return slices.ContainsFunc(plan.Steps, func(step builder.Step) bool { return step.Kind == kind })
	}
	return has(builder.KindAutoApprove) && has(builder.KindReview)
}
