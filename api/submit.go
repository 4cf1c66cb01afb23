package api

import (
	"context"
	"math"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
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
		if recorded, err = o.submit(ctx, asked); err != nil {
			return nil, err
		}
	}
	if !sameAsk(recorded, asked) {
		return nil, access.Refuse(access.CodeConflict, "A different request has this id already. Ask again with a new one.").At("id")
	}
	shown, err := o.request(ctx, recorded)
	return gen.SubmitRequest201JSONResponse(shown), err
}

// asked is the request as the client sent it, for the caller themselves.
func (o *operations) asked(ctx context.Context, body *gen.NewRequest) (access.Request, error) {
	if body.DurationSeconds > math.MaxInt64/int64(time.Second) {
		return access.Request{}, access.Refuse(access.CodeTooLong, "Nothing lasts that long.").At("duration_seconds")
	}
	me := callOf(ctx).me
	return access.Request{
		ID: body.ID.String(), Automation: body.Automation, EntitlementID: body.Entitlement,
		RequesterID: me.ID, SubjectID: me.ID, Reason: body.Reason, Answers: body.Answers,
		Ask: access.Ask{
			Duration: time.Duration(body.DurationSeconds) * time.Second,
			From:     utc(body.From), Until: utc(body.Until),
		},
	}, nil
}

// submit checks a new request, records it and starts it.
func (o *operations) submit(ctx context.Context, asked access.Request) (access.Request, error) {
	automation, plan, facts, err := o.openOffer(ctx, asked)
	if err != nil {
		return asked, err
	}
	if err := o.checkAsk(ctx, plan, facts, asked); err != nil {
		return asked, err
	}
	now := o.clock().UTC()
	asked.AutomationTitle, asked.AutomationVersion, asked.PlanHash = automation.Title, automation.Version, automation.PlanHash
	asked.State, asked.CreatedAt = access.RequestSubmitted, now
	asked.Detail = "Recorded; it will be worked on in a moment."
	recorded, created, err := o.records.SubmitRequest(ctx, asked, access.AuditLine{
		ID: asked.ID + "/request.submitted", At: now, Actor: asked.RequesterID, Action: "request.submitted",
		Object: "request/" + asked.ID, RequestID: asked.ID,
		Detail: facts.Requester.Name + " asked for " + facts.Entitlement.Label() + ".",
		Data: map[string]any{
			"automation": automation.Name, "version": automation.Version,
			"plan_hash": automation.PlanHash, "entitlement": asked.EntitlementID,
		},
	})
	if err == nil && created {
		o.start(ctx, recorded, automation, facts)
	}
	return recorded, err
}

// openOffer finds what is asked for among what the caller may ask for. What does
// not exist and what is not for them look the same.
func (o *operations) openOffer(ctx context.Context, asked access.Request) (automation builder.Published, plan builder.Plan, facts builder.Facts, err error) {
	automation, found, err := o.published(ctx, asked.Automation)
	if err != nil {
		return automation, plan, facts, err
	}
	if !found {
		return automation, plan, facts, errNotOffered
	}
	if plan, err = builder.DecodePlan(automation.Plan); err != nil {
		return automation, plan, facts, err
	}
	facts, exists, err := o.facts(ctx, automation.Name, asked.EntitlementID)
	if err != nil {
		return automation, plan, facts, err
	}
	if !exists {
		return automation, plan, facts, errNotOffered
	}
	if _, offered := o.offered(plan, facts); !offered {
		return automation, plan, facts, errNotOffered
	}
	facts.Reason, facts.Duration, facts.Answers = asked.Reason, asked.Ask.Length(), asked.Answers
	return automation, plan, facts, nil
}

func (o *operations) checkAsk(ctx context.Context, plan builder.Plan, facts builder.Facts, asked access.Request) error {
	if refusals := plan.CheckAnswers(asked.Answers); len(refusals) > 0 {
		return refusals[0]
	}
	if refusal := plan.CheckAsk(facts.Entitlement, facts, asked.Ask, o.clock()); refusal != nil {
		if refusal.Field == "duration" {
			return refusal.At("duration_seconds")
		}
		return refusal
	}
	pending, found, err := o.records.PendingDuplicate(ctx, asked.SubjectID, asked.EntitlementID)
	if err != nil {
		return err
	}
	if found {
		return access.Refuse(access.CodeDuplicate, "You have asked for %s already, and that request (%s) is not decided yet.",
			facts.Entitlement.Label(), pending.ID).At("entitlement")
	}
	return nil
}

// startTime is how long a client waits for its run to be started; after that the
// relay does it.
const startTime = 3 * time.Second

func (o *operations) start(ctx context.Context, request access.Request, automation builder.Published, facts builder.Facts) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), startTime)
	defer cancel()
	err := o.engine.StartRequest(ctx, workflows.NewRequestInput(request, automation.Plan, facts.Requester, facts.Entitlement))
	if err == nil {
		err = o.records.MarkStarted(ctx, request.ID)
	}
	if err != nil {
		o.log.Warn("the relay will start this request", "request", request.ID, "error", err)
	}
}
