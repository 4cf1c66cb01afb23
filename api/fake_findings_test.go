package api

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func (f *fakeRecords) Finding(_ context.Context, id string) (access.Finding, error) {
	return find(f, &f.findings, "finding", id, func(finding access.Finding) bool { return finding.ID == id })
}

func (f *fakeRecords) Findings(ctx context.Context, filter access.FindingFilter, page access.Page) (access.Listed[access.Finding], error) {
	found, err := filtered(f, &f.findings, func(finding access.Finding) bool {
		return (filter.State == "" || finding.State == filter.State) && (filter.Class == "" || finding.Class == filter.Class) &&
			(filter.Connector == "" || finding.Key.Connector == filter.Connector)
	})
	if err != nil {
		return access.Listed[access.Finding]{}, err
	}
	var kept []access.Finding
	for _, finding := range found {
		entitlement, _ := f.Entitlement(ctx, finding.EntitlementID)
		if filter.OwnerID == "" || entitlement.OwnerID == filter.OwnerID {
			kept = append(kept, finding)
		}
	}
	return paged(kept, page)
}

func (f *fakeRecords) ResolveFinding(_ context.Context, decided access.Finding, line access.AuditLine) (access.Finding, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.findings {
		if f.findings[i].ID == decided.ID {
			decided.State = access.FindingResolved
			if decided.Resolution == access.KeepFinding {
				decided.State = access.FindingKept
			}
			f.writes, f.findings[i], f.audit = append(f.writes, "ResolveFinding"), decided, append(f.audit, line)
			return decided, f.down
		}
	}
	return access.Finding{}, noSuch("finding", decided.ID)
}

func (f *fakeRecords) Reconciliations(_ context.Context, connector string, page access.Page) (access.Listed[access.Reconciliation], error) {
	found, err := filtered(f, &f.reconciliations, func(r access.Reconciliation) bool { return connector == "" || r.Connector == connector })
	if err != nil {
		return access.Listed[access.Reconciliation]{}, err
	}
	return paged(found, page)
}

func (f *fakeEngine) Adopt(_ context.Context, _ access.Key, input workflows.AdoptInput) (access.Lease, error) {
	if err := f.called(input); err != nil || input.Lease == nil {
		return access.Lease{}, err
	}
	return *input.Lease, nil
}

func (f *fakeEngine) StartReconciliation(_ context.Context, input workflows.ReconciliationInput) (bool, error) {
	return !f.reconciling, f.called(input)
}
