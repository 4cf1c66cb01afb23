package api

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func (f *fakeRecords) Delegations(_ context.Context, personID string) ([]access.Delegation, error) {
	return filtered(f, &f.delegations, func(d access.Delegation) bool { return d.PersonID == personID })
}

func (f *fakeRecords) SetDelegation(_ context.Context, delegation access.Delegation) error {
	if delegation.PersonID == delegation.DelegateID {
		return access.Refuse(access.CodeInvalid, "Nobody can decide in their own place.").At("delegate_id")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes = append(f.writes, "SetDelegation")
	f.delegations = append(f.delegations, delegation)
	return f.down
}

func (f *fakeRecords) EndDelegation(_ context.Context, personID string, from time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, delegation := range f.delegations {
		if delegation.PersonID == personID && delegation.From.Equal(from) {
			f.writes = append(f.writes, "EndDelegation")
			f.delegations = slices.Delete(f.delegations, i, i+1)
			return f.down
		}
	}
	return noSuch("delegation", from.String())
}

func (f *fakeRecords) Approval(_ context.Context, id string) (access.Approval, error) {
	return find(f, &f.approvals, "approval", id, func(a access.Approval) bool { return a.ID == id })
}

func (f *fakeRecords) ApprovalsOf(_ context.Context, requestID string) ([]access.Approval, error) {
	return filtered(f, &f.approvals, func(a access.Approval) bool { return a.RequestID == requestID })
}

func (f *fakeRecords) ApprovalsAsking(_ context.Context, personID string, open bool, page access.Page) (access.Listed[access.Approval], error) {
	found, err := filtered(f, &f.approvals, func(a access.Approval) bool {
		return asks(a, personID) && (a.State == access.ApprovalOpen) == open
	})
	if err != nil {
		return access.Listed[access.Approval]{}, err
	}
	return paged(found, page)
}
