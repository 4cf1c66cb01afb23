package main

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// soonLost is the books of a reconciliation in which a request counts as lost as soon
// as its run is: in the product it has to be ten minutes old, which nobody has here.
type soonLost struct{ *store.Store }

func (s soonLost) RequestsAtWork(ctx context.Context, connector string, before time.Time, after string, limit int) ([]access.Request, error) {
	return s.Store.RequestsAtWork(ctx, connector, before.Add(requestsWait), after, limit)
}

// requestsWait is how old a request has to be in the product, and a margin.
const requestsWait = time.Hour
