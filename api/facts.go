package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// facts are what is known about the caller asking for an entitlement for the subject.
func (o *operations) facts(ctx context.Context, automation string, entitlement access.Entitlement, subject access.Person) (facts builder.Facts, err error) {
	c := callOf(ctx)
	facts = builder.Facts{Requester: c.me, Subject: subject, Entitlement: entitlement, Automation: automation}
	if facts.RequesterManager, err = o.managerLogin(ctx, c.me); err != nil {
		return facts, err
	}
	facts.SubjectManager, err = o.managerLogin(ctx, subject)
	return facts, err
}

// managerLogin is the login of somebody's manager; empty at the top.
func (o *operations) managerLogin(ctx context.Context, person access.Person) (string, error) {
	if person.ManagerID == "" {
		return "", nil
	}
	manager, err := callOf(ctx).seen.person(ctx, person.ManagerID)
	return manager.Login, err
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
