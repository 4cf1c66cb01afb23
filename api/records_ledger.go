package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// LedgerRecords is what the API reads of what was done, and of what is due.
type LedgerRecords interface {
	// Attempts lists what was tried with a lease's key while the lease had a part in
	// it, newest first.
	Attempts(ctx context.Context, lease access.Lease, page access.Page) (access.Listed[access.Effect], error)
	// EndDelays counts the confirmed ends that were due in a span by connector, day and
	// delay; no connector is all of them.
	EndDelays(ctx context.Context, span access.Span, connector string) ([]access.DelayCount, error)
	// EndsDue counts the ends that are due by now and not confirmed, the oldest first.
	EndsDue(ctx context.Context, now time.Time) ([]access.DueEnds, error)
	// EndsToCome counts the planned ends of a span, in order.
	EndsToCome(ctx context.Context, span access.Span) ([]access.DueEnds, error)
	// Uses says when the requests of a person were made that an automation gave them
	// something for, in a span, newest first.
	Uses(ctx context.Context, requesterID, automation string, span access.Span) ([]time.Time, error)
}
