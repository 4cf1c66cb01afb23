package metrics

import (
	"context"
	"sync"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Ledger is what the figures are read from.
type Ledger interface {
	EndDelays(ctx context.Context, span access.Span, connector string) ([]access.DelayCount, error)
	OpenDelays(ctx context.Context, span access.Span) ([]access.DelayCount, error)
	EndsDue(ctx context.Context, now time.Time) ([]access.DueEnds, error)
	LiveLeases(ctx context.Context) (map[string]int, error)
}

// How long figures are told before they are read again: those of the last days, which
// change all the time, and those of what was due before, which hardly do.
const (
	freshFor   = 5 * time.Second
	settledFor = 10 * time.Minute
	freshDays  = 2
)

// figures reads the ledger and remembers what it read. Nothing is counted twice or
// left out between the two parts: what is due is in one of them by its day alone, and
// the day that divides them moves only when both are read.
type figures struct {
	ledger Ledger
	clock  func() time.Time

	mu      sync.Mutex
	told    told
	settled history
	divide  time.Time
	readAt  struct{ fresh, settled time.Time }
}

// told is what one reading says.
type told struct {
	at      time.Time
	history history
	due     []access.DueEnds
	live    map[string]int
}

// history is what can only grow.
type history struct{ ends, opens []access.DelayCount }

// read answers with what the ledger says, or said a few seconds ago.
func (f *figures) read(ctx context.Context) (told, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock()
	if !f.readAt.fresh.IsZero() && now.Sub(f.readAt.fresh) < freshFor {
		return f.told, nil
	}
	if f.readAt.settled.IsZero() || now.Sub(f.readAt.settled) >= settledFor {
		divide := now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -freshDays)
		settled, err := f.history(ctx, access.Span{Before: divide})
		if err != nil {
			return told{}, err
		}
		f.settled, f.divide, f.readAt.settled = settled, divide, now
	}
	fresh, err := f.history(ctx, access.Span{From: f.divide})
	if err != nil {
		return told{}, err
	}
	t := told{at: now, history: history{
		ends:  append(fresh.ends, f.settled.ends...),
		opens: append(fresh.opens, f.settled.opens...),
	}}
	if t.due, err = f.ledger.EndsDue(ctx, now); err != nil {
		return told{}, err
	}
	if t.live, err = f.ledger.LiveLeases(ctx); err != nil {
		return told{}, err
	}
	f.told, f.readAt.fresh = t, now
	return t, nil
}

func (f *figures) history(ctx context.Context, span access.Span) (history, error) {
	ends, err := f.ledger.EndDelays(ctx, span, "")
	if err != nil {
		return history{}, err
	}
	opens, err := f.ledger.OpenDelays(ctx, span)
	return history{ends, opens}, err
}
