package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// EntitlementRecords is the part of the database in which admins and owners say what
// an entitlement is limited to.
type EntitlementRecords interface {
	// ChangeEntitlement changes an entitlement as change says, with its audit line and
	// what its holders have to hear in one transaction; an error of change is returned
	// as it is. Where nothing is different nothing is written.
	ChangeEntitlement(ctx context.Context, id string, change func(was access.Entitlement) (access.EntitlementChange, error)) (access.Entitlement, error)
	// LiveLeasesOf lists the leases of an entitlement whose end is not confirmed, in
	// the order of their ids, from the one after that id on.
	LiveLeasesOf(ctx context.Context, entitlementID, after string, limit int) ([]access.Lease, error)
}
