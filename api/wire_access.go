package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// access is a lease as the contract shows it to the caller.
func (o *operations) access(ctx context.Context, lease access.LeaseView) (gen.Access, error) {
	shown := gen.Access{
		ID: lease.ID, RequestID: lease.RequestID, State: gen.AccessState(lease.State),
		From: utc(lease.From), OpenedAt: utc(lease.OpenedAt), EndedAt: utc(lease.EndedAt), IssuedAt: utc(lease.IssuedAt), ConfirmedAt: utc(lease.ConfirmedAt),
		LateSeconds: int64(lease.Late() / time.Second), EndReason: gen.AccessEndReason(lease.EndReason),
		Note: lease.Note, Attention: lease.Attention, MayEnd: gen.AccessMayEndNo,
		Shares: lease.Shares, Holds: lease.Holds,
	}
	if !lease.Ends.IsZero() {
		shown.EndsAt = utc(lease.End())
	}
	var err error
	if shown.Person, err = o.person(ctx, lease.PersonID); err != nil {
		return shown, err
	}
	if shown.Entitlement, err = o.entitlement(ctx, lease.EntitlementID); err != nil || lease.State.Over() {
		return shown, err
	}
	c := callOf(ctx)
	reason, err := c.seen.ending(ctx, c.me, lease.Lease)
	switch reason {
	case access.EarlyReturn:
		shown.MayEnd = gen.AccessMayEndGiveBack
	case access.Revoked:
		shown.MayEnd = gen.AccessMayEndRevoke
	}
	return shown, err
}

// accesses shows several.
func (o *operations) accesses(ctx context.Context, leases []access.LeaseView) ([]gen.Access, error) {
	shown := make([]gen.Access, 0, len(leases))
	for _, lease := range leases {
		item, err := o.access(ctx, lease)
		if err != nil {
			return nil, err
		}
		shown = append(shown, item)
	}
	return shown, nil
}
