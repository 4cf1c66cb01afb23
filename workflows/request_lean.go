package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// requestSchema is that of requests that begin now: since 2 they write what happens at
// once in one snapshot, look at the people once for it, and hand a bundle over all at
// once. Those of schema 1 wrote and looked at every step, and replay so.
const requestSchema = 2

// leanSince is the first schema of requests that do so.
const leanSince = 2

// fresh is how long what was read of the people counts as what they are, unless
// somebody says that it changed.
const fresh = time.Second

// knowsPeople reports whether the people were looked at just now: the run has waited for
// nobody since, and nothing came in that says otherwise.
func (r *run) knowsPeople(now time.Time) bool {
	return r.lean && now.Sub(r.gatheredAt) < fresh && r.gatheredAt.After(r.movedAt)
}

// hearOfFacts takes the word that what is known of somebody has changed.
func (r *run) hearOfFacts(now time.Time) { r.factsMoved, r.movedAt = true, now }

// saveAtRest writes what people may see when the run comes to rest, so that whatever
// follows at once is in the same snapshot.
func (r *run) saveAtRest(ctx workflow.Context) {
	if !r.lean {
		r.save(ctx)
		return
	}
	r.unsaved = true
}

// rest comes before everything that may last: a snapshot that was put off is written.
func (r *run) rest(ctx workflow.Context) {
	if r.unsaved {
		r.save(ctx)
	}
}

// saveDecision writes a decision for whoever made it. Where the run goes on with it at
// once, they wait for the snapshot that says how, as long as the record answers.
func (r *run) saveDecision(ctx workflow.Context) {
	if !r.lean || r.awaited == nil || !r.awaited() {
		r.saveSoon(ctx)
		return
	}
	r.unsaved = true
	next := r.request.Seq + 1 // one that is being written does not have it
	delays := r.delays
	if err := workflow.Await(ctx, func() bool { return r.tried >= next || r.delays > delays }); err != nil {
		r.log.Warn("a decision is recorded later", "error", err)
	}
}

// onDatabase is the same as elsewhere. That it takes longer ends the wait of those whom
// saveDecision has wait.
func (r *run) onDatabase(ctx workflow.Context, summary string, limit time.Duration, result, work any, input any) error {
	err := onDatabaseNow(ctx, summary, result, work, input)
	if err == nil || isFinal(err) {
		return err
	}
	r.delays++
	return onDatabaseAgain(ctx, summary, limit, result, work, input)
}

// await waits until done says so, and lets others see what for.
func (r *run) await(ctx workflow.Context, done func() bool, options workflow.AwaitOptions) (happened bool, err error) {
	r.awaited = done
	defer func() { r.awaited, r.gatheredAt = nil, time.Time{} }()
	if options.Timeout <= 0 {
		return true, workflow.Await(ctx, done)
	}
	return workflow.AwaitWithOptions(ctx, options, done)
}
