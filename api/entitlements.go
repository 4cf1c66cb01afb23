package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// ListEntitlements shows all of them to admins and auditors, and to others what they
// own.
func (o *operations) ListEntitlements(ctx context.Context, _ gen.ListEntitlementsRequestObject) (gen.ListEntitlementsResponseObject, error) {
	list, err := o.records.Entitlements(ctx)
	if err != nil {
		return nil, err
	}
	me := callOf(ctx).me
	answer := gen.ListEntitlements200JSONResponse{Items: []gen.Entitlement{}}
	for _, entitlement := range list {
		if !staff(me) && entitlement.OwnerID != me.ID {
			continue
		}
		shown, err := o.limits(ctx, entitlement)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

func (o *operations) GetEntitlement(ctx context.Context, in gen.GetEntitlementRequestObject) (gen.GetEntitlementResponseObject, error) {
	entitlement, err := callOf(ctx).seen.entitlement(ctx, entitlementOf(in))
	if err != nil {
		return nil, err
	}
	shown, err := o.limits(ctx, entitlement)
	return gen.GetEntitlement200JSONResponse(shown), err
}

// limits is an entitlement as the contract shows it to whoever may change it.
func (o *operations) limits(ctx context.Context, entitlement access.Entitlement) (gen.Entitlement, error) {
	shown := gen.Entitlement{
		ID: entitlement.ID, AppID: entitlement.AppID, AppTitle: entitlement.AppTitle, Title: entitlement.Title,
		Description: entitlement.Description, Risk: gen.EntitlementRisk(entitlement.Risk),
		MaxSeconds: int64(entitlement.MaxDuration / time.Second), Seats: entitlement.Seats,
	}
	var err error
	if entitlement.OwnerID != "" {
		if shown.Owner, err = o.person(ctx, entitlement.OwnerID); err != nil {
			return shown, err
		}
	}
	if entitlement.Retired() {
		shown.Retired.At, shown.Retired.Reason = utc(entitlement.Withdrawn.At), entitlement.Withdrawn.Reason
		shown.Retired.By, err = o.person(ctx, entitlement.Withdrawn.By)
	}
	return shown, err
}

// mostEnds is how many of those whose access ends earlier are named.
const mostEnds = 1000

// changed shows what a change makes of an entitlement, and whose access ends earlier
// by it; nil ends nobody's.
func (o *operations) changed(ctx context.Context, entitlement access.Entitlement, change *access.LimitChange) (gen.EntitlementChange, error) {
	answer := gen.EntitlementChange{Ends: []gen.EarlierEnd{}}
	var err error
	if answer.Entitlement, err = o.limits(ctx, entitlement); err != nil || change == nil {
		return answer, err
	}
	for after := ""; ; {
		leases, err := o.records.LiveLeasesOf(ctx, entitlement.ID, after, mostEnds)
		if err != nil || len(leases) == 0 {
			return answer, err
		}
		for _, lease := range leases {
			if err := o.addEarlier(ctx, &answer, *change, lease); err != nil {
				return answer, err
			}
		}
		after = leases[len(leases)-1].ID
	}
}

func (o *operations) addEarlier(ctx context.Context, answer *gen.EntitlementChange, change access.LimitChange, lease access.Lease) error {
	last, cuts := change.Last(lease)
	if !cuts {
		return nil
	}
	if answer.EndsInAll++; answer.EndsInAll > mostEnds {
		return nil
	}
	ends := lease.HardEnd
	if !lease.Ends.IsZero() {
		ends = lease.End()
	}
	person, err := o.person(ctx, lease.PersonID)
	answer.Ends = append(answer.Ends, gen.EarlierEnd{ID: lease.ID, Person: person, EndsAt: utc(ends), EarlierAt: utc(last)})
	return err
}
