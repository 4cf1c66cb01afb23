package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// ListOffers shows what the caller may ask for: each entitlement that a published
// automation offers and that it lets them see. What cannot be decided is not
// offered, and logged.
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
	var offers []gen.Offer
	for _, id := range form.Entitlements {
		facts, exists, err := o.facts(ctx, automation.Name, id)
		if err != nil {
			return nil, err
		}
		if !exists {
			continue
		}
		longest, offered := o.offered(plan, facts)
		if !offered {
			continue
		}
		offer, err := o.offer(ctx, automation, plan, facts, longest)
		if err != nil {
			return nil, err
		}
		offers = append(offers, offer)
	}
	return offers, nil
}

// offered tells whether these facts may ask at all, and for how long at most.
func (o *operations) offered(plan builder.Plan, facts builder.Facts) (time.Duration, bool) {
	visible, err := plan.Visible(facts.Entitlement.ID, facts)
	var longest time.Duration
	if err == nil && visible {
		longest, err = plan.MaxDuration(facts.Entitlement, facts)
	}
	if err != nil {
		o.log.Error("an offer could not be decided", "automation", plan.Automation, "entitlement", facts.Entitlement.ID, "error", err)
	}
	return longest, err == nil && visible && longest > 0
}

func (o *operations) offer(ctx context.Context, automation builder.Published, plan builder.Plan, facts builder.Facts, longest time.Duration) (gen.Offer, error) {
	form := trigger(plan)
	usual := min(time.Duration(form.Duration.Default), longest)
	if usual <= 0 {
		usual = longest
	}
	offer := gen.Offer{
		ID: automation.Name + ":" + facts.Entitlement.ID, Automation: automation.Name, AutomationTitle: automation.Title,
		Questions: questions(form.Questions), ReasonRequired: form.ReasonRequired, Windows: form.Windows,
	}
	offer.Duration.DefaultSeconds = int64(usual / time.Second)
	offer.Duration.MaxSeconds = int64(longest / time.Second)
	facts.Duration = usual
	var err error
	if offer.Entitlement, err = o.entitlement(ctx, facts.Entitlement.ID); err != nil {
		return offer, err
	}
	if offer.Steps, err = o.steps(ctx, plan, facts); err != nil {
		return offer, err
	}
	offer.HeldUntil, err = o.heldUntil(ctx, facts.Entitlement.ID)
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
