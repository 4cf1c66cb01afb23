package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

var errNoFinding = access.Refuse(access.CodeNotFound, "There is no such finding, or it is not yours to see.")

// resolvesThis lets an admin decide, and the owner of the entitlement.
func (s *Server) resolvesThis(ctx context.Context, input any) error {
	c := callOf(ctx)
	finding, err := c.seen.finding(ctx, input.(gen.ResolveFindingRequestObject).ID)
	if missing(err) {
		return errNoFinding
	}
	if err != nil {
		return err
	}
	c.about = target{object: "finding/" + finding.ID}
	resolves, err := c.seen.resolves(ctx, c.me, finding)
	switch {
	case err != nil || resolves:
		return err
	case staff(c.me):
		return access.Refuse(access.CodeForbidden, "Only an admin, or the owner of the entitlement, can decide about this.")
	default:
		return errNoFinding
	}
}

func (l *lookups) resolves(ctx context.Context, me access.Person, finding access.Finding) (bool, error) {
	if me.Has(access.Admin) {
		return true, nil
	}
	return l.owner(ctx, me.ID, finding.EntitlementID)
}

// seesFindings narrows the list to what somebody may see.
func (s *Server) seesFindings(ctx context.Context, _ any) error {
	c := callOf(ctx)
	if staff(c.me) {
		return nil
	}
	owns, err := c.seen.owns(ctx, c.me.ID)
	if err == nil && !owns {
		return access.Refuse(access.CodeForbidden, "Only admins, auditors and owners of entitlements see findings.")
	}
	return err
}

// reconciles lets admins have everything compared.
func (s *Server) reconciles(ctx context.Context, input any) error {
	c := callOf(ctx)
	c.about = target{object: "reconciliation/" + input.(gen.StartReconciliationRequestObject).Body.Connector}
	if !c.me.Has(access.Admin) {
		return errAdminsOnly
	}
	return nil
}
