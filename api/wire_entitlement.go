package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
)

// entitlement is a way to hold something as the contract shows it.
func (o *operations) entitlement(ctx context.Context, id string) (gen.EntitlementCard, error) {
	seen := callOf(ctx).seen
	entitlement, err := seen.entitlement(ctx, id)
	if err != nil {
		return gen.EntitlementCard{}, err
	}
	card := gen.EntitlementCard{
		ID: entitlement.ID, AppID: entitlement.AppID, AppTitle: entitlement.AppTitle, Title: entitlement.Title,
		Description: entitlement.Description, Risk: gen.EntitlementCardRisk(entitlement.Risk),
	}
	if entitlement.OwnerID != "" {
		card.Owner, err = o.personName(ctx, entitlement.OwnerID)
	}
	return card, err
}

// entitlementCards shows several.
func (o *operations) entitlementCards(ctx context.Context, ids []string) ([]gen.EntitlementCard, error) {
	cards := make([]gen.EntitlementCard, 0, len(ids))
	for _, id := range ids {
		card, err := o.entitlement(ctx, id)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}
