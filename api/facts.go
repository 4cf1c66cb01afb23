package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// facts are what is known about the caller asking for an entitlement for
// themselves; exists is false where the catalogue does not have it.
func (o *operations) facts(ctx context.Context, automation, entitlementID string) (facts builder.Facts, exists bool, err error) {
	c := callOf(ctx)
	catalogue, err := c.seen.catalogue(ctx)
	if err != nil {
		return facts, false, err
	}
	entitlement, exists := catalogue[entitlementID]
	if !exists {
		return facts, false, nil
	}
	facts = builder.Facts{Requester: c.me, Subject: c.me, Entitlement: entitlement, Automation: automation}
	if c.me.ManagerID != "" {
		manager, err := c.seen.person(ctx, c.me.ManagerID)
		if err != nil {
			return facts, false, err
		}
		facts.RequesterManager, facts.SubjectManager = manager.Login, manager.Login
	}
	return facts, true, nil
}

// trigger is the plan's first step, which DecodePlan has made sure is a request.
func trigger(plan builder.Plan) builder.RequestStep { return *plan.Steps[0].Request }

// sortOffers orders by app and title, as people look for them.
func sortOffers(offers []gen.Offer) {
	slices.SortStableFunc(offers, func(a, b gen.Offer) int {
		return cmp.Or(cmp.Compare(a.Entitlement.AppTitle, b.Entitlement.AppTitle),
			cmp.Compare(a.Entitlement.Title, b.Entitlement.Title), cmp.Compare(a.AutomationTitle, b.AutomationTitle))
	})
}

// published is the latest published version of an automation, and whether there is one.
func (o *operations) published(ctx context.Context, name string) (builder.Published, bool, error) {
	automations, err := o.records.PublishedAutomations(ctx)
	if err != nil {
		return builder.Published{}, false, err
	}
	i := slices.IndexFunc(automations, func(automation builder.Published) bool { return automation.Name == name })
	if i < 0 {
		return builder.Published{}, false, nil
	}
	return automations[i], true, nil
}

var errNotOffered = access.Refuse(access.CodeNotVisible, "This is not offered to you. Look at what you may ask for; it may have changed.")
