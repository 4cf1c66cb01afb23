package api

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func (f *fakeRecords) SubmitRequest(_ context.Context, request access.Request, line access.AuditLine) (access.Request, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down != nil {
		return request, false, f.down
	}
	for _, earlier := range f.requests {
		if earlier.ID == request.ID {
			return earlier, false, nil
		}
	}
	f.writes = append(f.writes, "SubmitRequest")
	f.requests = append(f.requests, request)
	line.Seq = int64(len(f.audit) + 1)
	f.audit = append(f.audit, line)
	return request, true, nil
}

func (f *fakeRecords) MarkStarted(context.Context, string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes = append(f.writes, "MarkStarted")
	return f.down
}

func (f *fakeRecords) Request(_ context.Context, id string) (access.Request, error) {
	return find(f, &f.requests, "request", id, func(r access.Request) bool { return r.ID == id })
}

func (f *fakeRecords) Requests(_ context.Context, filter access.RequestFilter, page access.Page) (access.Listed[access.Request], error) {
	found, err := filtered(f, &f.requests, func(r access.Request) bool {
		never := slices.ContainsFunc(f.approvals, func(a access.Approval) bool {
			return a.RequestID == r.ID && a.Kind == access.AsksReview && a.State == access.ApprovalTimedOut
		})
		mine := filter.PersonID == "" || r.RequesterID == filter.PersonID || r.SubjectID == filter.PersonID
		return mine && (never || !filter.NeverReviewed)
	})
	if err != nil {
		return access.Listed[access.Request]{}, err
	}
	slices.Reverse(found)
	return paged(found, page)
}

func (f *fakeRecords) PendingDuplicate(_ context.Context, subjectID, entitlementID string) (access.Request, bool, error) {
	found, err := filtered(f, &f.requests, func(r access.Request) bool {
		return r.SubjectID == subjectID && r.EntitlementID == entitlementID &&
			(r.State == access.RequestSubmitted || r.State == access.RequestWaiting)
	})
	if len(found) == 0 {
		return access.Request{}, false, err
	}
	return found[0], true, err
}

func (f *fakeRecords) AskHistory(_ context.Context, requesterID, automation string, since time.Time) ([]time.Time, time.Time, bool, error) {
	found, err := filtered(f, &f.requests, func(r access.Request) bool {
		return r.RequesterID == requesterID && r.Automation == automation
	})
	var asked []time.Time
	var denied time.Time
	for _, request := range found {
		if !request.CreatedAt.Before(since) {
			asked = append(asked, request.CreatedAt)
		}
		if request.State == access.RequestDenied && request.ClosedAt.After(denied) {
			denied = request.ClosedAt
		}
	}
	return asked, denied, f.reviewOverdue, err
}

func (f *fakeRecords) OpenRequestsAbout(_ context.Context, matter string) ([]string, error) {
	found, err := filtered(f, &f.requests, func(r access.Request) bool {
		for _, answer := range r.Answers {
			if answer == matter && !r.State.Final() {
				return true
			}
		}
		return false
	})
	var ids []string
	for _, request := range found {
		ids = append(ids, request.ID)
	}
	return ids, err
}

func (f *fakeRecords) Audited(_ context.Context, id string) (bool, error) {
	found, err := filtered(f, &f.audit, func(l access.AuditLine) bool { return l.ID == id })
	return len(found) > 0, err
}
