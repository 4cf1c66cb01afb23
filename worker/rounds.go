package worker

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// rounds does something over and over in the background, first at once. A round
// that fails is logged, and the next one comes all the same.
type rounds struct {
	every time.Duration
	pass  func(context.Context) error
	// failed is what the log says when a round fails.
	failed string
	log    *slog.Logger

	cancel context.CancelFunc
	done   sync.WaitGroup
}

func (r *rounds) start() {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	r.done.Go(func() {
		ticker := time.NewTicker(r.every)
		defer ticker.Stop()
		for {
			if err := r.pass(ctx); err != nil && ctx.Err() == nil {
				r.log.Warn(r.failed, "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
	})
}

// stop returns when no round is under way any more.
func (r *rounds) stop() {
	if r.cancel != nil {
		r.cancel()
	}
	r.done.Wait()
}
