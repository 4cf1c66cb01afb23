package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

var (
	errAdminsOnly = access.Refuse(access.CodeForbidden, "Only admins may do this.")
	errNotStaff   = access.Refuse(access.CodeForbidden, "Only admins and auditors may see this.")
)

func (s *Server) staffOnly(ctx context.Context, _ any) error {
	if !staff(callOf(ctx).me) {
		return errNotStaff
	}
	return nil
}

// adminsOnly also notes which automation it is about: whether there is one of that
// name is nothing that a refused attempt would tell.
func (s *Server) adminsOnly(ctx context.Context, input any) error {
	c := callOf(ctx)
	c.about = target{object: automationOf(input)}
	if !c.me.Has(access.Admin) {
		return errAdminsOnly
	}
	return nil
}

// seesBothSides keeps what is only a draft among admins.
func (s *Server) seesBothSides(ctx context.Context, input any) error {
	in := input.(gen.ListDifferencesRequestObject)
	me := callOf(ctx).me
	switch {
	case !staff(me):
		return errNotStaff
	case me.Has(access.Admin):
		return nil
	case in.Params.From == sideDraft:
		return errAdminsOnly.At("from")
	case in.Params.To == sideDraft:
		return errAdminsOnly.At("to")
	}
	return nil
}

// automationOf is what an operation for admins is about, as audit lines name it.
func automationOf(input any) string {
	switch in := input.(type) {
	case gen.GetDraftRequestObject:
		return automationObject(in.Name)
	case gen.SaveDraftRequestObject:
		return automationObject(in.Name)
	case gen.DiscardDraftRequestObject:
		return automationObject(in.Name)
	case gen.RestoreVersionRequestObject:
		return automationObject(in.Name)
	case gen.PublishDraftRequestObject:
		return automationObject(in.Name)
	case gen.ConfirmProposalRequestObject:
		return automationObject(in.Name)
	case gen.RejectProposalRequestObject:
		return automationObject(in.Name)
	case gen.RetireAutomationRequestObject:
		return automationObject(in.Name)
	case gen.BringBackAutomationRequestObject:
		return automationObject(in.Name)
	default:
		return "language"
	}
}

func automationObject(name string) string { return "automation/" + name }
