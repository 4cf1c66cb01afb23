package main

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// soonLost is the books of a reconciliation that waits for nobody: in the product a
// request has to be ten minutes old before its run can count as lost, and its leases
// over for two before it is told so by anybody but their owner.
type soonLost struct{ *store.Store }

func (s soonLost) RequestsAtWork(ctx context.Context, connector string, before time.Time, after string, limit int) ([]access.Request, error) {
	return s.Store.RequestsAtWork(ctx, connector, before.Add(noPatience), after, limit)
}

func (s soonLost) LeasesOver(ctx context.Context, request access.Request, before time.Time) ([]access.Lease, error) {
	return s.Store.LeasesOver(ctx, request, before.Add(noPatience))
}

// noPatience is longer than all of that.
const noPatience = time.Hour
