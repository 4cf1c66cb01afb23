package worker

import (
	"context"
	"errors"
	"time"
)

// Housekeeper removes what nobody needs any more.
type Housekeeper interface {
	// PruneEvents removes events of before that moment and says how many.
	PruneEvents(ctx context.Context, before time.Time) (int64, error)
	// PruneSessions removes sessions that have expired and says how many.
	PruneSessions(ctx context.Context) (int64, error)
}

const (
	housekeepingEvery = time.Hour
	// eventsKept is how long a page may have been away and still miss nothing.
	eventsKept = 7 * 24 * time.Hour
)

// keepHouse does one round.
func keepHouse(house Housekeeper, clock func() time.Time) func(context.Context) error {
	return func(ctx context.Context) error {
		_, events := house.PruneEvents(ctx, clock().Add(-eventsKept))
		_, sessions := house.PruneSessions(ctx)
		return errors.Join(events, sessions)
	}
}
