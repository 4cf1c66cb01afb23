package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

var errNoEntitlement = access.Refuse(access.CodeNotFound, "There is no such entitlement, or it is not yours to see.")

func (s *Server) seesThisEntitlement(ctx context.Context, input any) error {
	_, err := s.visibleEntitlement(ctx, entitlementOf(input))
	return err
}

func (s *Server) changesThisEntitlement(ctx context.Context, input any) error {
	entitlement, err := s.visibleEntitlement(ctx, entitlementOf(input))
	if me := callOf(ctx).me; err == nil && !me.Has(access.Admin) && entitlement.OwnerID != me.ID {
		return access.Refuse(access.CodeForbidden, "Only admins and the owner of it may do this.")
	}
	return err
}

func (s *Server) visibleEntitlement(ctx context.Context, id string) (access.Entitlement, error) {
	c := callOf(ctx)
	all, err := c.seen.catalogue(ctx)
	if err != nil {
		return access.Entitlement{}, err
	}
	entitlement, exists := all[id]
	if !exists {
		return entitlement, errNoEntitlement
	}
	c.about = target{object: entitlementObject(id)}
	if !staff(c.me) && entitlement.OwnerID != c.me.ID {
		return entitlement, errNoEntitlement
	}
	return entitlement, nil
}

func entitlementObject(id string) string { return "entitlement/" + id }

// entitlementOf is the id of what an operation is about.
func entitlementOf(input any) string {
	switch in := input.(type) {
	case gen.GetEntitlementRequestObject:
		return in.App + "/" + in.Name
	case gen.ChangeEntitlementRequestObject:
		return in.App + "/" + in.Name
	case gen.RetireEntitlementRequestObject:
		return in.App + "/" + in.Name
	case gen.BringBackEntitlementRequestObject:
		return in.App + "/" + in.Name
	default:
		return ""
	}
}
