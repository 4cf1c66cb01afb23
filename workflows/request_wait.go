package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// wait holds the request back: for a while, until business hours are open, or
// until something is true.
func (r *run) wait(ctx workflow.Context, step builder.Step) (port string, err error) {
	if r.isOver() {
		return r.unwaited(step), nil
	}
	r.request.State = access.RequestWaiting
	config, now := step.Wait, workflow.Now(ctx)
	switch {
	case config.When != "":
		return r.waitForFact(ctx, step)
	case config.Opening != "":
		seen, err := r.opening(ctx, config.Opening)
		if err != nil {
			return "", err
		}
		if seen.Failed != "" {
			return "", fmt.Errorf("step %s cannot wait: %s", step.ID, seen.Failed)
		}
		return builder.PortNext, r.pause(ctx, step, seen.From)
	default:
		return builder.PortNext, r.pause(ctx, step, now.Add(time.Duration(config.For)))
	}
}

// unwaited is the way on for a request that nobody wants any more.
func (r *run) unwaited(step builder.Step) string {
	if step.Wait.When != "" {
		return builder.PortTimedOut
	}
	return builder.PortNext
}

func (r *run) pause(ctx workflow.Context, step builder.Step, until time.Time) error {
	if !until.After(workflow.Now(ctx)) {
		return nil
	}
	r.request.Detail = fmt.Sprintf("%s: goes on at %s.", step.Title, stamp(until))
	r.save(ctx)
	return r.watch(ctx, until, step.Title+" until", func() bool { return false })
}

// waitForFact looks whether it is true: now, whenever what is known of the people
// changes, and every so often.
func (r *run) waitForFact(ctx workflow.Context, step builder.Step) (port string, err error) {
	config := step.Wait
	due := workflow.Now(ctx).Add(time.Duration(config.Timeout))
	r.request.Detail = fmt.Sprintf("%s: waits until %s at the latest.", step.Title, stamp(due))
	r.save(ctx)
	for {
		holds, err := r.holdsNow(ctx, step)
		if err != nil || holds {
			return builder.PortNext, err
		}
		now := workflow.Now(ctx)
		if r.isOver() || !now.Before(due) {
			r.note(now, "wait.timed_out", access.System, step.Title+" did not come true in time.")
			return builder.PortTimedOut, nil
		}
		next := due
		if config.Every > 0 && now.Add(time.Duration(config.Every)).Before(due) {
			next = now.Add(time.Duration(config.Every))
		}
		if err := r.watch(ctx, next, step.Title+", look again at", func() bool { return true }); err != nil {
			return "", err
		}
	}
}

// watch waits until a moment, or until the request is over. Where the directory
// changes meanwhile it looks whether that ends the request; it returns then if news
// are wanted.
func (r *run) watch(ctx workflow.Context, until time.Time, why string, wantsNews func() bool) error {
	passed := false
	for {
		due := func() []errand {
			return []errand{{at: until, why: why, do: func(workflow.Context) error { passed = true; return nil }}}
		}
		if err := r.until(ctx, func() bool { return passed || r.isOver() || r.factsMoved }, due); err != nil {
			return err
		}
		if !r.factsMoved {
			return nil
		}
		r.factsMoved = false
		if err := r.gather(ctx); err != nil {
			return err
		}
		if r.noteLeft(ctx); wantsNews() {
			return nil
		}
	}
}

func (r *run) holdsNow(ctx workflow.Context, step builder.Step) (bool, error) {
	if err := r.gather(ctx); err != nil {
		return false, err
	}
	if err := r.askOutside(ctx, step.Asks); err != nil {
		return false, err
	}
	seen := r.builderFacts(step.Hours, workflow.Now(ctx))
	facts, err := r.recordHours(ctx, seen)
	if err != nil {
		return false, err
	}
	decided, err := r.evaluate(ctx, step.Wait.When, facts)
	if err == nil && decided.Value {
		r.note(workflow.Now(ctx), "wait.over", access.System, fmt.Sprintf("%s: %s.", step.Title, decided.Because))
	}
	return err == nil && decided.Value, err
}

// recordHours looks the calendars up in a recorded step.
func (r *run) recordHours(ctx workflow.Context, seen factsNow) (builder.Facts, error) {
	if len(seen.calendars) == 0 {
		return seen.facts, nil
	}
	type hours struct {
		Open   map[string]bool `json:"open"`
		Failed string          `json:"failed,omitempty"`
	}
	var recorded hours
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any {
		facts, err := seen.lookedUp(r.plan)
		if err != nil {
			return hours{Failed: err.Error()}
		}
		return hours{Open: facts.Open}
	})
	if err := encoded.Get(&recorded); err != nil {
		return seen.facts, err
	}
	if recorded.Failed != "" {
		return seen.facts, fmt.Errorf("%s", recorded.Failed)
	}
	facts := seen.facts
	facts.Open = recorded.Open
	return facts, nil
}
