package api

import (
	"context"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

func (f *fakeRecords) ChangeEntitlement(_ context.Context, id string, change func(access.Entitlement) (access.EntitlementChange, error)) (access.Entitlement, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := slices.IndexFunc(f.entitlements, func(e access.Entitlement) bool { return e.ID == id })
	made, err := change(f.entitlements[at])
	if err != nil {
		return access.Entitlement{}, err
	}
	f.writes = append(f.writes, "ChangeEntitlement")
	f.entitlements[at] = made.Now
	f.audit = append(f.audit, made.Line)
	f.told = append(f.told, made.Tell)
	return made.Now, f.down
}

func (f *fakeRecords) LiveLeasesOf(_ context.Context, entitlementID, after string, _ int) ([]access.Lease, error) {
	views, err := filtered(f, &f.leases, func(l access.LeaseView) bool {
		return l.EntitlementID == entitlementID && l.ID > after && l.State.Rank() < access.Ended.Rank()
	})
	var leases []access.Lease
	for _, view := range views {
		leases = append(leases, view.Lease)
	}
	return leases, err
}
