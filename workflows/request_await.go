package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// errand is something that is due at a moment while a step waits.
type errand struct {
	at  time.Time
	why string // what Temporal's UI shows on the timer
	do  func(ctx workflow.Context) error
}

// soonest is the errand that is due first; of two at the same moment, the first.
func soonest(errands []errand) (first errand, any bool) {
	for _, e := range errands {
		if !any || e.at.Before(first.at) {
			first, any = e, true
		}
	}
	return first, any
}

// until waits until done says so. Meanwhile it runs whatever due names, earliest
// first; due is asked again after every errand and must not name one that was run.
func (r *run) until(ctx workflow.Context, done func() bool, due func() []errand) error {
	for {
		if r.rest(ctx); done() {
			return nil
		}
		next, any := soonest(due())
		if !any {
			if _, err := r.await(ctx, done, workflow.AwaitOptions{}); err != nil {
				return err
			}
			continue
		}
		if pause := next.at.Sub(workflow.Now(ctx)); pause > 0 {
			happened, err := r.await(ctx, done, workflow.AwaitOptions{
				Timeout: pause, TimerOptions: workflow.TimerOptions{Summary: brief(next.why + " " + stamp(next.at))},
			})
			if err != nil {
				return err
			}
			if happened {
				return nil
			}
		}
		if err := next.do(ctx); err != nil {
			return err
		}
	}
}
