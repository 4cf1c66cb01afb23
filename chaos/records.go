package main

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// records is the database as a worker has it: every statement for a run is a place
// where its process dies, or where the database does not answer.
type records struct {
	*store.Store
	watch *watch
	gone  outages
}

// awayFor is how long the database stays away from a run.
const awayFor = 7 * time.Second

var (
	errAway = errors.New("the database is away")
	errLost = errors.New("the answer of the database was lost")
)

// The places of statements: those that only read, and those that commit.
const (
	reads   = "read"
	commits = "record"
)

// do runs a statement. The n-th of a run may be its last.
func (r *records) do(ctx context.Context, place string, statement func() error) error {
	if !activity.IsActivity(ctx) {
		return statement()
	}
	id := activity.GetInfo(ctx).WorkflowExecution.ID
	n := r.watch.next(id, place)
	r.watch.pass(id, place, "before", n)
	caseID, _ := whose(id)
	if r.watch.hinders(id, place, n, databaseAway) {
		r.gone.begin(caseID, time.Now().Add(awayFor))
	}
	if r.gone.on(caseID, time.Now()) {
		return errAway
	}
	err := statement()
	if r.watch.hinders(id, place, n, answerLost) {
		return errors.Join(err, errLost)
	}
	r.watch.pass(id, place, "after", n)
	return err
}

// ask is do for statements that answer.
func ask[T any](ctx context.Context, r *records, place string, statement func() (T, error)) (answer T, err error) {
	err = r.do(ctx, place, func() (err error) {
		answer, err = statement()
		return err
	})
	return answer, err
}

func (r *records) Person(ctx context.Context, id string) (access.Person, error) {
	return ask(ctx, r, reads, func() (access.Person, error) { return r.Store.Person(ctx, id) })
}

func (r *records) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	return ask(ctx, r, reads, func() (access.Person, error) { return r.Store.PersonByLogin(ctx, login) })
}

func (r *records) PeopleInGroup(ctx context.Context, group string) ([]access.Person, error) {
	return ask(ctx, r, reads, func() ([]access.Person, error) { return r.Store.PeopleInGroup(ctx, group) })
}

func (r *records) DelegationsOf(ctx context.Context, personIDs []string, at time.Time) ([]access.Delegation, error) {
	return ask(ctx, r, reads, func() ([]access.Delegation, error) { return r.Store.DelegationsOf(ctx, personIDs, at) })
}

func (r *records) Entitlement(ctx context.Context, id string) (access.Entitlement, error) {
	return ask(ctx, r, reads, func() (access.Entitlement, error) { return r.Store.Entitlement(ctx, id) })
}

func (r *records) ClaimRequest(ctx context.Context, requestID, chain, planHash string) (access.Claim, error) {
	return ask(ctx, r, commits, func() (access.Claim, error) { return r.Store.ClaimRequest(ctx, requestID, chain, planHash) })
}

func (r *records) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) (access.RequestSaved, error) {
	return ask(ctx, r, commits, func() (access.RequestSaved, error) { return r.Store.SaveRequest(ctx, snapshot) })
}

func (r *records) LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error) {
	return ask(ctx, r, reads, func() (access.KeyRecord, error) { return r.Store.LoadKey(ctx, key) })
}

func (r *records) ClaimLeases(ctx context.Context, leases []access.Lease) ([]access.Lease, error) {
	return ask(ctx, r, commits, func() ([]access.Lease, error) { return r.Store.ClaimLeases(ctx, leases) })
}

func (r *records) SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error) {
	return ask(ctx, r, commits, func() (access.KeySaved, error) { return r.Store.SaveKey(ctx, snapshot) })
}

func (r *records) RecordEffect(ctx context.Context, effect access.Effect) error {
	return r.do(ctx, commits, func() error { return r.Store.RecordEffect(ctx, effect) })
}
