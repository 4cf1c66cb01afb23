package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// request is a request as the contract shows it to the caller.
func (o *operations) request(ctx context.Context, request access.Request) (gen.Request, error) {
	shown := gen.Request{
		ID: request.ID, Automation: request.Automation, AutomationTitle: request.AutomationTitle,
		AutomationVersion: request.AutomationVersion, Reason: request.Reason,
		DurationSeconds: int64(request.Ask.Duration / time.Second),
		From:            utc(request.Ask.From), Until: utc(request.Ask.Until), Answers: request.Answers,
		State: gen.RequestState(request.State), Final: request.State.Final(), Detail: request.Detail,
		CreatedAt: utc(request.CreatedAt), ClosedAt: utc(request.ClosedAt),
	}
	if series := request.Ask.Series; series != nil {
		shown.Series = gen.Series{
			Rule: series.Rule, Start: series.Start, End: series.End, Zone: series.Zone, First: series.First, Last: series.Last,
		}
		shown.SeriesWords = builder.SeriesWords(*series)
	}
	var err error
	if shown.Answered, err = o.answered(ctx, request); err != nil {
		return shown, err
	}
	if len(request.Bundle) > 0 {
		if shown.Bundle, err = o.entitlementCards(ctx, request.Bundle); err != nil {
			return shown, err
		}
	}
	if shown.Requester, err = o.person(ctx, request.RequesterID); err != nil {
		return shown, err
	}
	if shown.Subject, err = o.person(ctx, request.SubjectID); err != nil {
		return shown, err
	}
	if shown.Entitlement, err = o.entitlement(ctx, request.EntitlementID); err != nil || request.LeaseID == "" {
		return shown, err
	}
	lease, err := callOf(ctx).seen.lease(ctx, request.LeaseID)
	if missing(err) { // handed over, and not yet in the ledger
		return shown, nil
	}
	if err != nil {
		return shown, err
	}
	shown.Access, err = o.access(ctx, lease)
	return shown, err
}

// utc is an instant as the contract writes it and as the record keeps it, to the
// microsecond: what is sent twice has to be the same as what was recorded. None
// stays none.
func utc(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC().Truncate(time.Microsecond)
}
