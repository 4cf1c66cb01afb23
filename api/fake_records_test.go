package api

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// fakeRecords is a database in memory. Every write leaves its name in writes, so
// that a test can say that nothing happened.
type fakeRecords struct {
	AutomationRecords // none: tests of automations run on a real database, see newStudio

	mu           sync.Mutex
	people       []access.Person
	entitlements []access.Entitlement
	automations  []builder.Published
	requests     []access.Request
	approvals    []access.Approval
	leases       []access.LeaseView
	messages     []access.Message
	audit        []access.AuditLine
	events       []access.Event
	delegations  []access.Delegation
	switches     []access.KillSwitch
	told         []*access.LimitChange // by ChangeEntitlement
	findings     []access.Finding

	reconciliations []access.Reconciliation
	// reviewOverdue is the answer for everybody.
	reviewOverdue bool
	writes        []string
	down          error // what every call answers, where set
	eventReads    int
	ledger        fakeLedger
}

func noSuch(what, id string) error {
	return access.Refuse(access.CodeNotFound, "There is no %s %q.", what, id)
}

func find[T any](f *fakeRecords, list *[]T, what, id string, is func(T) bool) (T, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var none T
	if f.down != nil {
		return none, f.down
	}
	if i := slices.IndexFunc(*list, is); i >= 0 {
		return (*list)[i], nil
	}
	return none, noSuch(what, id)
}

func filtered[T any](f *fakeRecords, list *[]T, keep func(T) bool) ([]T, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down != nil {
		return nil, f.down
	}
	var kept []T
	for _, item := range *list {
		if keep(item) {
			kept = append(kept, item)
		}
	}
	return kept, nil
}

func all[T any](T) bool { return true }

// paged cuts a list; the cursor is the number of items before.
func paged[T any](items []T, page access.Page) (access.Listed[T], error) {
	skip := 0
	if page.Cursor != "" {
		var err error
		if skip, err = strconv.Atoi(page.Cursor); err != nil || skip < 0 || skip > len(items) {
			return access.Listed[T]{}, access.Refuse(access.CodeInvalid, "That is no cursor.").At("cursor")
		}
	}
	limit := page.Limit
	if limit < 1 || limit > 200 {
		limit = 50
	}
	end := min(skip+limit, len(items))
	list := access.Listed[T]{Items: items[skip:end]}
	if end < len(items) {
		list.Next = strconv.Itoa(end)
	}
	return list, nil
}

func (f *fakeRecords) Person(_ context.Context, id string) (access.Person, error) {
	return find(f, &f.people, "person", id, func(p access.Person) bool { return p.ID == id })
}

func (f *fakeRecords) PersonByLogin(_ context.Context, login string) (access.Person, error) {
	return find(f, &f.people, "person", login, func(p access.Person) bool { return p.Login == login })
}

func (f *fakeRecords) People(context.Context) ([]access.Person, error) {
	return filtered(f, &f.people, all)
}

func (f *fakeRecords) Entitlement(_ context.Context, id string) (access.Entitlement, error) {
	return find(f, &f.entitlements, "entitlement", id, func(e access.Entitlement) bool { return e.ID == id })
}

func (f *fakeRecords) Entitlements(context.Context) ([]access.Entitlement, error) {
	return filtered(f, &f.entitlements, all)
}

func (f *fakeRecords) PeopleInGroup(_ context.Context, group string) ([]access.Person, error) {
	return filtered(f, &f.people, func(p access.Person) bool { return slices.Contains(p.Groups, group) })
}

func (f *fakeRecords) PublishedAutomations(context.Context) ([]builder.Published, error) {
	return filtered(f, &f.automations, all)
}

func (f *fakeRecords) PlanBytes(_ context.Context, hash string) ([]byte, error) {
	published, err := find(f, &f.automations, "plan", hash, func(a builder.Published) bool { return a.PlanHash == hash })
	return published.Plan, err
}

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

func (f *fakeRecords) Lease(_ context.Context, id string) (access.LeaseView, error) {
	return find(f, &f.leases, "lease", id, func(l access.LeaseView) bool { return l.ID == id })
}

func (f *fakeRecords) Leases(_ context.Context, filter access.LeaseFilter, page access.Page) (access.Listed[access.LeaseView], error) {
	owned := map[string]bool{}
	for _, entitlement := range f.entitlements {
		owned[entitlement.ID] = entitlement.OwnerID == filter.OwnerID
	}
	found, err := filtered(f, &f.leases, func(l access.LeaseView) bool {
		over := l.State == access.Ended || l.State == access.RefusedLease
		return (filter.PersonID == "" || l.PersonID == filter.PersonID) && (filter.OwnerID == "" || owned[l.EntitlementID]) &&
			!(filter.Live && over) && !(filter.Over && !over)
	})
	if err != nil {
		return access.Listed[access.LeaseView]{}, err
	}
	return paged(found, page)
}

func (f *fakeRecords) Messages(_ context.Context, personID string, page access.Page) (access.Listed[access.Message], int, error) {
	found, err := filtered(f, &f.messages, func(m access.Message) bool { return m.PersonID == personID })
	if err != nil {
		return access.Listed[access.Message]{}, 0, err
	}
	unread := 0
	for _, message := range found {
		if message.ReadAt.IsZero() {
			unread++
		}
	}
	list, err := paged(found, page)
	return list, unread, err
}

func (f *fakeRecords) ReadMessages(_ context.Context, personID string, at time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes = append(f.writes, "ReadMessages")
	for i := range f.messages {
		if f.messages[i].PersonID == personID && f.messages[i].ReadAt.IsZero() {
			f.messages[i].ReadAt = at
		}
	}
	return f.down
}

func (f *fakeRecords) Audit(_ context.Context, filter access.AuditFilter, page access.Page) (access.Listed[access.AuditLine], error) {
	found, err := filtered(f, &f.audit, func(l access.AuditLine) bool {
		return filter.RequestID == "" || l.RequestID == filter.RequestID
	})
	if err != nil {
		return access.Listed[access.AuditLine]{}, err
	}
	return paged(found, page)
}

func (f *fakeRecords) AppendAudit(_ context.Context, line access.AuditLine) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	line.Seq = int64(len(f.audit) + 1)
	f.audit = append(f.audit, line)
	return f.down
}

func (f *fakeRecords) EventsAfter(_ context.Context, id int64, limit int) ([]access.Event, error) {
	f.mu.Lock()
	f.eventReads++
	f.mu.Unlock()
	found, err := filtered(f, &f.events, func(e access.Event) bool { return e.ID > id })
	return found[:min(limit, len(found))], err
}

func (f *fakeRecords) LastEvent(context.Context) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return int64(len(f.events)), f.down
}

func (f *fakeRecords) Ping(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.down
}

// happen adds an event and returns its id.
func (f *fakeRecords) happen(topic, ref string, audience ...string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := int64(len(f.events) + 1)
	f.events = append(f.events, access.Event{ID: id, Topic: topic, Ref: ref, Audience: audience})
	return id
}

// actions lists what the audit log says was done.
func (f *fakeRecords) actions() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var actions []string
	for _, line := range f.audit {
		actions = append(actions, line.Action)
	}
	return actions
}

func (f *fakeRecords) change(what func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	what()
}
