package api

import (
	"context"
	"math"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// SubmitRequest records a request and starts its run. Once it is recorded the
// answer is yes: what cannot be started now, the relay starts.
func (o *operations) SubmitRequest(ctx context.Context, in gen.SubmitRequestRequestObject) (gen.SubmitRequestResponseObject, error) {
	c := callOf(ctx)
	c.about = target{object: "offer/" + in.Body.Automation + ":" + in.Body.Entitlement}
	asked, err := o.asked(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	recorded, err := o.records.Request(ctx, asked.ID)
	if err != nil && !missing(err) {
		return nil, err
	}
	if err != nil {
		if recorded, err = o.submit(ctx, asked, in.Body.Subject); err != nil {
			return nil, err
		}
	}
	same, err := o.sameAsk(ctx, recorded, asked, in.Body.Subject)
	if err != nil {
		return nil, err
	}
	if !same {
		return nil, access.Refuse(access.CodeConflict, "A different request has this id already. Ask again with a new one.").At("id")
	}
	shown, err := o.request(ctx, recorded)
	return gen.SubmitRequest201JSONResponse(shown), err
}

// asked is the request as the client sent it; whom it is for is looked up later.
func (o *operations) asked(ctx context.Context, body *gen.NewRequest) (access.Request, error) {
	if body.DurationSeconds > math.MaxInt64/int64(time.Second) {
		return access.Request{}, access.Refuse(access.CodeTooLong, "Nothing lasts that long.").At("duration_seconds")
	}
	asked := access.Request{
		ID: body.ID.String(), Automation: body.Automation, EntitlementID: body.Entitlement,
		RequesterID: callOf(ctx).me.ID, Reason: body.Reason, Answers: body.Answers,
		Ask: access.Ask{
			Duration: time.Duration(body.DurationSeconds) * time.Second,
			From:     utc(body.From), Until: utc(body.Until),
		},
	}
	if body.Series != (gen.Series{}) {
		asked.Ask.Series = &access.Series{
			Rule: body.Series.Rule, Start: body.Series.Start, End: body.Series.End,
			Zone: body.Series.Zone, First: body.Series.First, Last: body.Series.Last,
		}
	}
	return asked, nil
}

// submit checks a new request, records it and starts it.
func (o *operations) submit(ctx context.Context, asked access.Request, subject string) (access.Request, error) {
	wanted, err := o.openWish(ctx, asked.Automation, asked.EntitlementID, subject)
	if err != nil {
		return asked, err
	}
	facts := wanted.facts
	asked.SubjectID, asked.EntitlementID = facts.Subject.ID, facts.Entitlement.ID
	if len(wanted.things) > 1 {
		asked.Bundle = idsOf(wanted.things)
	}
	if asked, err = o.checkAsk(ctx, wanted, asked); err != nil {
		return asked, err
	}
	now := o.clock().UTC()
	automation := wanted.automation
	asked.AutomationTitle, asked.AutomationVersion, asked.PlanHash = automation.Title, automation.Version, automation.PlanHash
	asked.State, asked.CreatedAt = access.RequestSubmitted, now
	asked.Detail = "Recorded; it will be worked on in a moment."
	input := workflows.NewRequestInput(asked, automation.Plan, facts.Requester, wanted.things...)
	said := facts.Requester.Name + " asked for " + input.EntitlementLabel
	if facts.Subject.ID != facts.Requester.ID {
		said += " for " + facts.Subject.Name
	}
	recorded, created, err := o.records.SubmitRequest(ctx, asked, access.AuditLine{
		ID: asked.ID + "/request.submitted", At: now, Actor: asked.RequesterID, Action: "request.submitted",
		Object: "request/" + asked.ID, RequestID: asked.ID, Detail: said + ".",
		Data: map[string]any{
			"automation": automation.Name, "version": automation.Version,
			"plan_hash": automation.PlanHash, "entitlement": asked.EntitlementID,
		},
	})
	if err == nil && created {
		input.Request = recorded
		o.start(ctx, input)
	}
	return recorded, err
}

func idsOf(entitlements []access.Entitlement) []string {
	var ids []string
	for _, entitlement := range entitlements {
		ids = append(ids, entitlement.ID)
	}
	return ids
}

// startTime is how long a client waits for its run to be started; after that the
// relay does it.
const startTime = 3 * time.Second

func (o *operations) start(ctx context.Context, input workflows.RequestInput) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), startTime)
	defer cancel()
	err := o.engine.StartRequest(ctx, input)
	if err == nil {
		err = o.records.MarkStarted(ctx, input.Request.ID)
	}
	if err != nil {
		o.log.Warn("the relay will start this request", "request", input.Request.ID, "error", err)
	}
}
