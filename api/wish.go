package api

import (
	"context"
	"slices"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// wish is what somebody wants by an automation, for themselves or for another.
type wish struct {
	automation builder.Published
	plan       builder.Plan
	// things are what is asked for: one entitlement, or the whole bundle in its order.
	things []access.Entitlement
	facts  builder.Facts
}

// wish gathers what is known of the caller asking for an entitlement, and with it
// for its whole bundle, for the subject; exists is false where the catalogue does
// not have all of it.
func (o *operations) wish(ctx context.Context, automation builder.Published, plan builder.Plan, entitlementID string, subject access.Person) (found wish, exists bool, err error) {
	catalogue, err := callOf(ctx).seen.catalogue(ctx)
	if err != nil {
		return wish{}, false, err
	}
	form := trigger(plan)
	ids := []string{entitlementID}
	if form.Bundle && (entitlementID == "" || slices.Contains(form.Entitlements, entitlementID)) {
		ids = form.Entitlements
	}
	found = wish{automation: automation, plan: plan}
	for _, id := range ids {
		entitlement, exists := catalogue[id]
		if !exists {
			return wish{}, false, nil
		}
		found.things = append(found.things, entitlement)
	}
	found.facts, err = o.facts(ctx, automation.Name, found.things[0], subject)
	return found, true, err
}

// openWish finds what is asked for among what the caller may ask for. What does not
// exist, what is not for them and whom they may not ask for look the same.
func (o *operations) openWish(ctx context.Context, automationName, entitlementID, subject string) (wish, error) {
	automation, found, err := o.published(ctx, automationName)
	if err != nil {
		return wish{}, err
	}
	if !found {
		return wish{}, errNotOffered
	}
	plan, err := builder.DecodePlan(automation.Plan)
	if err != nil {
		return wish{}, err
	}
	person, err := o.somebody(ctx, subject)
	if missing(err) {
		return wish{}, errNotOffered
	}
	if err != nil {
		return wish{}, err
	}
	wanted, exists, err := o.wish(ctx, automation, plan, entitlementID, person)
	if err != nil {
		return wish{}, err
	}
	if !exists {
		return wish{}, errNotOffered
	}
	if _, offered := o.offered(wanted); !offered {
		return wish{}, errNotOffered
	}
	return wanted, nil
}

// somebody is the person of a login or an id; without a word, the caller.
func (o *operations) somebody(ctx context.Context, loginOrID string) (access.Person, error) {
	if loginOrID == "" {
		return callOf(ctx).me, nil
	}
	person, err := o.records.PersonByLogin(ctx, loginOrID)
	if missing(err) {
		return o.records.Person(ctx, loginOrID)
	}
	return person, err
}

var errNotOffered = access.Refuse(access.CodeNotVisible, "This is not offered to you. Look at what you may ask for; it may have changed.")
