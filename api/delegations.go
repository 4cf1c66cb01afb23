package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListDelegations(ctx context.Context, _ gen.ListDelegationsRequestObject) (gen.ListDelegationsResponseObject, error) {
	delegations, err := o.records.Delegations(ctx, callOf(ctx).me.ID)
	if err != nil {
		return nil, err
	}
	answer := gen.ListDelegations200JSONResponse{Items: []gen.Delegation{}}
	for _, delegation := range delegations {
		shown, err := o.delegation(ctx, delegation)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

// SetDelegation says who decides in the caller's place.
func (o *operations) SetDelegation(ctx context.Context, in gen.SetDelegationRequestObject) (gen.SetDelegationResponseObject, error) {
	c := callOf(ctx)
	c.about = target{object: "person/" + c.me.ID}
	delegate, err := o.somebody(ctx, in.Body.Delegate)
	if missing(err) {
		return nil, access.Refuse(access.CodeInvalid, "There is nobody with that login.").At("delegate")
	}
	if err != nil {
		return nil, err
	}
	delegation := access.Delegation{
		PersonID: c.me.ID, DelegateID: delegate.ID, From: utc(in.Body.From), Until: utc(in.Body.Until),
		Reason: strings.TrimSpace(in.Body.Reason),
	}
	if !delegation.Until.After(o.clock()) {
		return nil, access.Refuse(access.CodeInvalid, "That is over already. Choose a later end.").At("until")
	}
	if err := o.records.SetDelegation(ctx, delegation); err != nil {
		return nil, atDelegate(err)
	}
	err = o.auditDelegation(ctx, "delegation.set", fmt.Sprintf("%s decides for %s from %s until %s. %s", delegate.Name, c.me.Name,
		delegation.From.Format(time.RFC3339), delegation.Until.Format(time.RFC3339), delegation.Reason))
	if err != nil {
		return nil, err
	}
	shown, err := o.delegation(ctx, delegation)
	return gen.SetDelegation200JSONResponse(shown), err
}

// EndDelegation is for who is back before the time.
func (o *operations) EndDelegation(ctx context.Context, in gen.EndDelegationRequestObject) (gen.EndDelegationResponseObject, error) {
	c := callOf(ctx)
	c.about = target{object: "person/" + c.me.ID}
	err := o.records.EndDelegation(ctx, c.me.ID, in.Params.From.UTC())
	if missing(err) {
		return nil, access.Refuse(access.CodeNotFound, "You have no delegation that begins at that moment.").At("from")
	}
	if err != nil {
		return nil, err
	}
	err = o.auditDelegation(ctx, "delegation.ended", "Nobody decides for "+c.me.Name+" any more.")
	return gen.EndDelegation204Response{}, err
}

func (o *operations) delegation(ctx context.Context, delegation access.Delegation) (gen.Delegation, error) {
	delegate, err := o.person(ctx, delegation.DelegateID)
	return gen.Delegation{Delegate: delegate, From: utc(delegation.From), Until: utc(delegation.Until), Reason: delegation.Reason}, err
}

func (o *operations) auditDelegation(ctx context.Context, action, detail string) error {
	me := callOf(ctx).me.ID
	return o.records.AppendAudit(ctx, access.AuditLine{
		ID: uuid.NewString(), At: o.clock().UTC(), Actor: me, Action: action, Object: "person/" + me, Detail: strings.TrimSpace(detail),
	})
}

// atDelegate names the field as the contract does.
func atDelegate(err error) error {
	var refusal *access.Refusal
	if errors.As(err, &refusal) && refusal.Field == "delegate_id" {
		return refusal.At("delegate")
	}
	return err
}
