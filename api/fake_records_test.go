package api

import (
	"context"
	"slices"
	"strconv"
	"sync"

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

func (f *fakeRecords) Ping(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.down
}

func (f *fakeRecords) change(what func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	what()
}
