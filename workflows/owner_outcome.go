package workflows

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// blockedRetry is how long an end that the outside system refuses waits before it
// is tried again; a human is called meanwhile.
const blockedRetry = 5 * time.Minute

// collect takes the answer of a call that is done.
func (o *owner) collect(ctx workflow.Context) {
	if o.work == nil || !o.work.future.IsReady() {
		return
	}
	done := o.work
	o.work = nil
	done.cancel()
	var confirmed activities.Confirmed
	err := done.future.Get(ctx, &confirmed)
	now := workflow.Now(ctx)
	o.touch()
	switch {
	case err != nil:
		o.failed(done, err, now)
	case done.kind == observing:
		o.observed(done, confirmed, now)
	case done.kind == checking:
		o.checked(done, confirmed, now)
	default:
		o.applied(done, confirmed, now)
	}
}

func (o *owner) observed(done *effect, confirmed activities.Confirmed, now time.Time) {
	holding := confirmed.Holding
	attributes := map[string]string{}
	for _, name := range done.names {
		attributes[name] = holding.Attributes[name]
	}
	holding.Attributes = attributes
	if earlier := o.Record.Baseline; earlier != nil {
		for _, name := range keysOf(earlier.Attributes) {
			attributes[name] = earlier.Attributes[name]
		}
		holding.Present, holding.Managed = earlier.Present, earlier.Managed
		o.Record.Baseline, o.LookAt = &holding, time.Time{}
		return
	}
	asked := o.handsAsked()
	o.Record.Baseline, o.Record.Settled = &holding, false
	o.Record.Applied = &confirmed.Holding
	switch {
	case holding.Present && asked:
		o.assumeNothing()
		o.givenUnsaid()
		o.weigh(confirmed.At, now)
	case asked:
		o.weigh(confirmed.At, now)
	case holding.Present:
		o.noteKey(now, "access.baseline", "It was held before, and stays whatever ends.")
	}
}

func (o *owner) applied(done *effect, confirmed activities.Confirmed, now time.Time) {
	if done.kind == settling && !confirmed.Holding.Satisfies(done.want) {
		o.Record.Applied = nil
		o.unclear(now)
		o.noteKey(now, "access.drifted", "What the outside system says has changed without us; it is put right.")
		return
	}
	o.Record.Applied = &confirmed.Holding
	if done.kind != looking && done.kind != checking {
		o.Record.Attention = ""
	}
	switch {
	case done.kind == settling, done.kind == looking && !now.Before(o.ReadAgainAt):
		o.ReadAgainAt = time.Time{}
	case done.kind == looking, done.kind == checking:
	case confirmed.Attempt > 1:
		o.unclear(now)
	}
	if confirmed.Evidence != "" {
		o.noteKey(now, "access.gone", "There is nothing to take away any more: "+confirmed.Evidence+".")
	}
	at := confirmed.At
	if at.After(now) {
		at = now
	}
	o.weigh(at, now)
	if done.want.Same(o.due(now)) && (done.kind != looking || o.converged(done.want)) {
		o.acknowledgeAt(at, now)
	}
}

// failed is for answers that end the retries: refusals, and calls that were stopped.
func (o *owner) failed(done *effect, err error, now time.Time) {
	if done.kind == giving || done.kind == taking {
		o.Record.Applied = nil
		o.unclear(now)
	}
	var application *temporal.ApplicationError
	final := errors.As(err, &application) && application.NonRetryable()
	if !final {
		o.retryAt = now.Add(databaseRetry)
		return
	}
	if done.kind == checking {
		o.uncheckable(done, sentence(err), now)
		return
	}
	if (done.kind == observing || done.kind == looking) && o.believe(true, now) {
		return
	}
	o.LookAt = now.Add(blockedRetry)
	if done.kind == settling {
		o.ReadAgainAt = now.Add(blockedRetry)
		o.attention(now, sentence(err))
		return
	}
	if done.kind != taking && o.refused(sentence(err), now) {
		return
	}
	o.retryAt = now.Add(blockedRetry)
	if done.kind == giving || done.kind == taking || !o.handsAsked() {
		o.attention(now, sentence(err)) // what people are asked for says it already
	}
	o.endByHand(done.kind, sentence(err), now)
}

// unclear means that a change may still land in the outside system, so that it
// has to be read once more when it can no longer.
func (o *owner) unclear(now time.Time) { o.ReadAgainAt = now.Add(settleTime) }

// acknowledge moves leases on, now that what should be is what is.
func (o *owner) acknowledge(now time.Time) { o.acknowledgeAt(now, now) }

func (o *owner) acknowledgeAt(confirmed, now time.Time) {
	byHand := false
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.Waits(now):
		case o.opens(lease, now):
			o.open(lease, confirmed, now)
		case lease.State == access.Ending:
			o.forget(lease.ID)
			lease.State, lease.ConfirmedAt = access.Ended, confirmed
			if lease.ConfirmedAt.Before(lease.EndedAt) {
				lease.ConfirmedAt = now
			}
			if lease.OpenedAt.IsZero() {
				lease.State = access.RefusedLease
			}
			lease.Shares, lease.Holds = o.Record.Shared(lease, now, o.opening(now)...)
			o.put(lease)
			o.note(lease, lease.ConfirmedAt, "access.ended", access.System, endedSentence(lease, o.due(now).Present))
			byHand = byHand || lease.Hand == access.HandGave
		}
	}
	if byHand {
		o.passOn(now)
	}
}

func (o *owner) open(lease access.Lease, confirmed, now time.Time) {
	at := confirmed
	if at.Before(lease.From) {
		at = lease.From
	}
	lease = lease.Confirmed(at)
	lease.Shares, lease.Holds = o.Record.Shared(lease, now)
	o.put(lease)
	o.note(lease, at, "access.opened", access.System, fmt.Sprintf("%s is open until %s.", lease.Label, stamp(lease.End())))
}

// opening are the leases that open in the same moment as another ends, so that what
// they hold was never away in between.
func (o *owner) opening(now time.Time) []access.Lease {
	return slices.DeleteFunc(slices.Clone(o.Record.Leases), func(l access.Lease) bool { return !o.opens(l, now) || l.Waits(now) })
}
