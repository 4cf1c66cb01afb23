package api

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// lookups reads each thing once in a call, however often a page mentions it. It
// belongs to one call and one goroutine.
type lookups struct {
	records      Records
	people       map[string]access.Person
	entitlements map[string]access.Entitlement // nil until read; all of them at once
	requests     map[string]access.Request
	approvals    map[string]access.Approval
	stages       map[string][]access.Approval // by request
	leases       map[string]access.LeaseView
	held         map[string][]access.LeaseView // by person
	plans        map[string]builder.Plan       // by hash
	uses         map[string][]time.Time        // by request
	switches     map[string][]access.KillSwitch
	findings     map[string]access.Finding
}

func newLookups(records Records) *lookups {
	return &lookups{
		records:   records,
		people:    map[string]access.Person{},
		requests:  map[string]access.Request{},
		approvals: map[string]access.Approval{},
		stages:    map[string][]access.Approval{},
		leases:    map[string]access.LeaseView{},
		held:      map[string][]access.LeaseView{},
		plans:     map[string]builder.Plan{},
		uses:      map[string][]time.Time{},
		switches:  map[string][]access.KillSwitch{},
		findings:  map[string]access.Finding{},
	}
}

func once[T any](seen map[string]T, id string, read func() (T, error)) (T, error) {
	if thing, ok := seen[id]; ok {
		return thing, nil
	}
	thing, err := read()
	if err == nil {
		seen[id] = thing
	}
	return thing, err
}

// person reads somebody. Whoever has left the directory is still named in old
// requests, so they are somebody without a name and not an error.
func (l *lookups) person(ctx context.Context, id string) (access.Person, error) {
	return once(l.people, id, func() (access.Person, error) {
		person, err := l.records.Person(ctx, id)
		if missing(err) {
			return access.Person{ID: id, Name: "Somebody no longer in the directory", Employment: access.Employee}, nil
		}
		return person, err
	})
}

// entitlement reads one; what has left the catalogue keeps its id for a title, and
// counts as risky, as nobody knows any more.
func (l *lookups) entitlement(ctx context.Context, id string) (access.Entitlement, error) {
	all, err := l.catalogue(ctx)
	if err != nil {
		return access.Entitlement{}, err
	}
	if entitlement, ok := all[id]; ok {
		return entitlement, nil
	}
	return access.Entitlement{ID: id, AppTitle: "No longer in the catalogue", Title: id, Risk: access.HighRisk}, nil
}

func (l *lookups) catalogue(ctx context.Context) (map[string]access.Entitlement, error) {
	if l.entitlements != nil {
		return l.entitlements, nil
	}
	list, err := l.records.Entitlements(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[string]access.Entitlement, len(list))
	for _, entitlement := range list {
		all[entitlement.ID] = entitlement
	}
	l.entitlements = all
	return all, nil
}

// owner tells whether the person owns that entitlement.
func (l *lookups) owner(ctx context.Context, personID, entitlementID string) (bool, error) {
	all, err := l.catalogue(ctx)
	return err == nil && personID != "" && all[entitlementID].OwnerID == personID, err
}

// owns tells whether the person owns any entitlement.
func (l *lookups) owns(ctx context.Context, personID string) (bool, error) {
	all, err := l.catalogue(ctx)
	if err != nil {
		return false, err
	}
	for _, entitlement := range all {
		if entitlement.OwnerID == personID {
			return true, nil
		}
	}
	return false, nil
}

// plan reads the plan of a hash.
func (l *lookups) plan(ctx context.Context, hash string) (builder.Plan, error) {
	return once(l.plans, hash, func() (builder.Plan, error) {
		encoded, err := l.records.PlanBytes(ctx, hash)
		if err != nil {
			return builder.Plan{}, err
		}
		return builder.DecodePlan(encoded)
	})
}

func (l *lookups) request(ctx context.Context, id string) (access.Request, error) {
	return once(l.requests, id, func() (access.Request, error) { return l.records.Request(ctx, id) })
}

func (l *lookups) approval(ctx context.Context, id string) (access.Approval, error) {
	return once(l.approvals, id, func() (access.Approval, error) { return l.records.Approval(ctx, id) })
}

// approvalOf reads an approval and the request that it belongs to.
func (l *lookups) approvalOf(ctx context.Context, id string) (approval access.Approval, request access.Request, err error) {
	if approval, err = l.approval(ctx, id); err == nil {
		request, err = l.request(ctx, approval.RequestID)
	}
	return approval, request, err
}

func (l *lookups) stagesOf(ctx context.Context, requestID string) ([]access.Approval, error) {
	return once(l.stages, requestID, func() ([]access.Approval, error) { return l.records.ApprovalsOf(ctx, requestID) })
}

func (l *lookups) lease(ctx context.Context, id string) (access.LeaseView, error) {
	return once(l.leases, id, func() (access.LeaseView, error) { return l.records.Lease(ctx, id) })
}

func (l *lookups) finding(ctx context.Context, id string) (access.Finding, error) {
	return once(l.findings, id, func() (access.Finding, error) { return l.records.Finding(ctx, id) })
}

// heldBy lists the live leases of a person, all of them.
func (l *lookups) heldBy(ctx context.Context, personID string) ([]access.LeaseView, error) {
	return once(l.held, personID, func() ([]access.LeaseView, error) {
		return everything(ctx, func(page access.Page) (access.Listed[access.LeaseView], error) {
			return l.records.Leases(ctx, access.LeaseFilter{PersonID: personID, Live: true}, page)
		})
	})
}

// forget makes the next reading of a request and its approvals a fresh one, after
// something was done to them.
func (l *lookups) forget(requestID string) {
	delete(l.requests, requestID)
	delete(l.stages, requestID)
	clear(l.approvals)
	clear(l.leases)
	clear(l.held)
}

// mostPages bounds what one call collects, at 200 a page.
const mostPages = 10

// everything collects a list whose length is small by nature.
func everything[T any](ctx context.Context, read func(access.Page) (access.Listed[T], error)) ([]T, error) {
	var all []T
	page := access.Page{Limit: 200}
	for range mostPages {
		list, err := read(page)
		if err != nil {
			return nil, err
		}
		all = append(all, list.Items...)
		if list.Next == "" || ctx.Err() != nil {
			break
		}
		page.Cursor = list.Next
	}
	return all, ctx.Err()
}

// missing tells whether an error says that something does not exist.
func missing(err error) bool {
	var refusal *access.Refusal
	return errors.As(err, &refusal) && refusal.Code == access.CodeNotFound
}
