package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// ListOffers shows what the caller may ask for: each entitlement, or bundle of
// them, that a published automation offers and that it lets them see. What cannot
// be decided is not offered, and logged.
func (o *operations) ListOffers(ctx context.Context, _ gen.ListOffersRequestObject) (gen.ListOffersResponseObject, error) {
	automations, err := o.records.PublishedAutomations(ctx)
	if err != nil {
		return nil, err
	}
	answer := gen.ListOffers200JSONResponse{Items: []gen.Offer{}}
	for _, automation := range automations {
		plan, err := builder.DecodePlan(automation.Plan)
		if err != nil {
			o.log.Error("a published plan cannot be read", "automation", automation.Name, "version", automation.Version, "error", err)
			continue
		}
		offers, err := o.offersOf(ctx, automation, plan)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, offers...)
	}
	sortOffers(answer.Items)
	return answer, nil
}

func (o *operations) offersOf(ctx context.Context, automation builder.Published, plan builder.Plan) ([]gen.Offer, error) {
	form := trigger(plan)
	ids := form.Entitlements
	if form.Bundle {
		ids = ids[:1] // stands for all of them
	}
	var offers []gen.Offer
	for _, id := range ids {
		wish, exists, err := o.wish(ctx, automation, plan, id, callOf(ctx).me)
		if err != nil {
			return nil, err
		}
		if !exists {
			continue
		}
		allowed, offered := o.offered(wish)
		if !offered {
			continue
		}
		offer, err := o.offer(ctx, wish, allowed)
		if err != nil {
			return nil, err
		}
		offers = append(offers, offer)
	}
	return offers, nil
}

// offered tells whether these facts may ask at all, and for how long.
func (o *operations) offered(wish wish) (builder.Allowed, bool) {
	allowed, offered, err := wish.plan.Offers(wish.things, wish.facts)
	if err != nil {
		o.log.Error("an offer could not be decided", "automation", wish.plan.Automation, "entitlement", wish.facts.Entitlement.ID, "error", err)
	}
	return allowed, offered
}

func (o *operations) offer(ctx context.Context, wish wish, allowed builder.Allowed) (gen.Offer, error) {
	form := trigger(wish.plan)
	id := wish.facts.Entitlement.ID
	offer := gen.Offer{
		ID: wish.automation.Name + ":" + id, Automation: wish.automation.Name, AutomationTitle: wish.automation.Title,
		Questions: questions(form.Questions), ReasonRequired: form.ReasonRequired, ReasonMin: form.ReasonMin,
		Duration: durations(allowed), Windows: windows(wish.plan, wish.facts, o.clock()), Hours: o.hours(wish.plan),
		ForOthers: form.ForOthers != "",
	}
	wish.facts.Duration = allowed.Default
	var err error
	if offer.Entitlement, err = o.entitlement(ctx, id); err != nil {
		return offer, err
	}
	if form.Bundle {
		if offer.Bundle, err = o.entitlementCards(ctx, form.Entitlements); err != nil {
			return offer, err
		}
	}
	if offer.Steps, err = o.steps(ctx, wish.plan, wish.facts); err != nil {
		return offer, err
	}
	if offer.Blocked, err = o.blocked(ctx, wish); err != nil {
		return offer, err
	}
	offer.HeldUntil, err = o.heldUntil(ctx, id)
	return offer, err
}

// heldUntil is until when the caller holds the entitlement already, by the last of
// their open leases; none where they do not.
func (o *operations) heldUntil(ctx context.Context, entitlementID string) (time.Time, error) {
	c := callOf(ctx)
	leases, err := c.seen.heldBy(ctx, c.me.ID)
	var until time.Time
	for _, lease := range leases {
		if lease.EntitlementID == entitlementID && lease.State == access.Open && lease.End().After(until) {
			until = utc(lease.End())
		}
	}
	return until, err
}
