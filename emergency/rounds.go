package emergency

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// The pauses after an attempt whose outcome is unknown: doubled up to the longest.
const (
	firstPause   = time.Second
	longestPause = 15 * time.Second
)

// rounds does that with all of them, and again with those that failed when their time
// has come, until none is left, nothing has succeeded for as long as the patience, or it
// is stopped. What a system refuses is not tried again.
func (e *Ending) rounds(ctx context.Context, all []*keyWork, do func(context.Context, *keyWork) error) {
	succeeded := e.Clock()
	for left := slices.Clone(all); ; {
		failed := make([]error, len(left))
		now := e.Clock()
		e.atOnce(left, func(i int, w *keyWork) {
			if failed[i] = errWaits; !w.tryAt.After(now) && ctx.Err() == nil {
				failed[i] = do(ctx, w)
			}
		})
		var again []*keyWork
		for i, w := range left {
			switch err := failed[i]; {
			case err == nil:
				succeeded = e.Clock()
			case errors.Is(err, errWaits):
				again = append(again, w)
			case !isRefused(err):
				w.tryAt = w.next(err, e.Clock())
				again = append(again, w)
			}
		}
		if left = again; len(left) == 0 {
			return
		}
		next := soonest(left)
		if ctx.Err() != nil || next.Sub(succeeded) > e.Patience {
			return
		}
		e.Tell.pause(len(left), next, left[0].why)
		if err := e.Wait(ctx, next); err != nil {
			return
		}
	}
}

// errWaits is of one whose time has not come.
var errWaits = errors.New("it waits")

// atOnce does that with all of them, so many at a time.
func (e *Ending) atOnce(all []*keyWork, do func(int, *keyWork)) {
	var group sync.WaitGroup
	free := make(chan struct{}, max(1, e.AtOnce))
	for i, w := range all {
		free <- struct{}{}
		group.Go(func() {
			defer func() { <-free }()
			do(i, w)
		})
	}
	group.Wait()
}

func isRefused(err error) bool {
	return integrations.ReplyOf(err) == access.ReplyRefused
}

// next is when it is tried again: when the system said so, and else after a pause that
// grows with the attempts.
func (w *keyWork) next(err error, now time.Time) time.Time {
	var later *integrations.RetryLater
	if errors.As(err, &later) {
		if soonest := now.Add(firstPause); later.At.Before(soonest) {
			return soonest
		}
		return later.At
	}
	return now.Add(min(firstPause<<min(w.attempts.counted, 10), longestPause))
}

func soonest(left []*keyWork) time.Time {
	return slices.MinFunc(left, func(a, b *keyWork) int { return a.tryAt.Compare(b.tryAt) }).tryAt
}

// blame says on the key what is in the way, for whoever looks at it.
func (e *Ending) blame(ctx context.Context, w *keyWork, err error) {
	w.confirmed, w.why = false, err.Error()
	if isRefused(err) && w.record.Attention != w.why {
		w.record.Attention = w.why
		e.save(ctx, w)
	}
}
