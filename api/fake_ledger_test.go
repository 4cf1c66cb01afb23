package api

import (
	"context"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// fakeLedger is what was done and is due, as a test says.
type fakeLedger struct {
	effects []access.Effect
	delays  []access.DelayCount
	due     []access.DueEnds
	toCome  []access.DueEnds
}

func (f *fakeRecords) Attempts(_ context.Context, lease access.Lease, page access.Page) (access.Listed[access.Effect], error) {
	found, err := filtered(f, &f.ledger.effects, func(e access.Effect) bool { return e.Key == lease.Key })
	if err != nil {
		return access.Listed[access.Effect]{}, err
	}
	return paged(found, page)
}

func (f *fakeRecords) EndDelays(_ context.Context, span access.Span, connector string) ([]access.DelayCount, error) {
	return filtered(f, &f.ledger.delays, func(c access.DelayCount) bool {
		return (connector == "" || c.Connector == connector) && !c.Day.Before(span.From.Truncate(24*time.Hour))
	})
}

func (f *fakeRecords) EndsDue(_ context.Context, now time.Time) ([]access.DueEnds, error) {
	return filtered(f, &f.ledger.due, func(e access.DueEnds) bool { return e.Due.Before(now) })
}

func (f *fakeRecords) EndsToCome(_ context.Context, span access.Span) ([]access.DueEnds, error) {
	return filtered(f, &f.ledger.toCome, func(e access.DueEnds) bool { return !e.Due.Before(span.From) && e.Due.Before(span.Before) })
}

func (f *fakeRecords) Uses(_ context.Context, requesterID, automation string, span access.Span) ([]time.Time, error) {
	found, err := filtered(f, &f.requests, func(r access.Request) bool {
		return r.RequesterID == requesterID && r.Automation == automation && r.LeaseID != "" &&
			!r.CreatedAt.Before(span.From) && r.CreatedAt.Before(span.Before)
	})
	var uses []time.Time
	for _, request := range found {
		uses = append(uses, request.CreatedAt)
	}
	slices.SortFunc(uses, func(a, b time.Time) int { return b.Compare(a) })
	return uses, err
}
