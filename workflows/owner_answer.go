package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// untilOpen keeps the answer to a hand-over back while the lease is about to open, and
// no longer than what passes may take: the request hears of both at once, and is woken
// once for it. Whatever else becomes of the lease meanwhile is answered as soon as it is.
func (o *owner) untilOpen(ctx workflow.Context, id string) error {
	if !o.answerOpen || !o.opensSoon(ctx, id) {
		return nil
	}
	o.answering++
	err := workflow.Await(ctx, func() bool { return !o.opensSoon(ctx, id) })
	o.answering--
	if lease, known := o.find(id); known && err == nil {
		o.answered(lease)
	}
	return err
}

// opensSoon reports whether a lease is being given and nobody needs to hear yet that it
// takes long.
func (o *owner) opensSoon(ctx workflow.Context, id string) bool {
	lease, known := o.find(id)
	return known && lease.State == access.Opening && workflow.Now(ctx).Before(o.passesUntil(lease))
}

// uncancelled is the context of an answer that a cancellation does not take from whoever
// waits for it: it would be the answer for good, however often they ask again. They hear
// what became of it, as a run that is cancelled ends everything in order.
func uncancelled(ctx workflow.Context) workflow.Context {
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	return ctx
}
