package workflows

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// effect is a call to the outside system that is under way.
type effect struct {
	kind   effectKind
	want   access.Holding
	names  []string // attributes that are read
	future workflow.Future
	cancel workflow.CancelFunc
}

type effectKind string

const (
	observing effectKind = "observe"    // the baseline, before the first change
	giving    effectKind = "give"       // provision, also to a lower value
	taking    effectKind = "take"       // deprovision
	settling  effectKind = "read again" // after an unclear attempt
)

// blockedRetry is how long an end that the outside system refuses waits before it
// is tried again; a human is called meanwhile.
const blockedRetry = 5 * time.Minute

// want is what the outside system should hold at a moment.
func (o *owner) want(at time.Time) access.Holding {
	baseline := access.Holding{}
	if o.Record.Baseline != nil {
		baseline = *o.Record.Baseline
	}
	return access.Merge(baseline, o.Record.Leases, at)
}

// converged reports whether the outside system was last read to hold exactly
// that. Before the first observation nothing was ever changed.
func (o *owner) converged(want access.Holding) bool {
	if o.Record.Baseline == nil {
		return !want.Present
	}
	if want.Present && !o.Record.Baseline.Covers(access.AttributeNames(o.Record.Leases)) {
		return false
	}
	return o.Record.Applied != nil && o.Record.Applied.Satisfies(want)
}

// converge compares what is with what should be and starts, stops or acknowledges.
func (o *owner) converge(ctx workflow.Context) {
	now := workflow.Now(ctx)
	want := o.want(now)
	if o.work != nil && !sameHolding(o.work.want, want) {
		o.interrupt(ctx)
		now = workflow.Now(ctx)
		want = o.want(now)
	}
	switch {
	case o.work != nil:
	case !o.converged(want):
		o.start(ctx, want, now)
	case !o.ReadAgainAt.IsZero() && !now.Before(o.ReadAgainAt):
		o.acknowledge(now)
		o.read(ctx, settling, want, keysOf(want.Attributes))
	default:
		o.acknowledge(now)
	}
}

// start begins the next call. Giving waits for the ledger, taking does not.
func (o *owner) start(ctx workflow.Context, want access.Holding, now time.Time) {
	if now.Before(o.retryAt) {
		return
	}
	names := access.AttributeNames(o.Record.Leases)
	if o.Record.Baseline == nil || want.Present && !o.Record.Baseline.Covers(names) {
		o.read(ctx, observing, want, names)
		return
	}
	if o.Record.Applied != nil {
		o.Record.Applied = nil
		o.touch()
	}
	if saved := o.save(ctx); want.Present && !saved {
		o.retryAt = now.Add(databaseRetry)
		return
	}
	if o.changed {
		return // something came in meanwhile: look again before anything is done
	}
	o.change(ctx, want, now)
}

func (o *owner) change(ctx workflow.Context, want access.Holding, now time.Time) {
	var work *activities.ConnectorWork
	call := &effect{kind: taking, want: want}
	ctx, call.cancel = workflow.WithCancel(ctx)
	if want.Present {
		call.kind = giving
		ids, labels := o.wanting(now)
		priority := priorityBegin
		if o.ending() {
			priority = priorityEnd
		}
		ctx = withConnector(ctx, o.key, priority, "give "+describeHolding(want)+labels)
		call.future = workflow.ExecuteActivity(ctx, work.Provision, activities.ProvisionInput{Key: o.key, Want: want, Leases: ids})
	} else {
		ctx = withConnector(ctx, o.key, priorityEnd, "take away "+o.label())
		call.future = workflow.ExecuteActivity(ctx, work.Deprovision, o.key)
	}
	o.work = call
}

func (o *owner) read(ctx workflow.Context, kind effectKind, want access.Holding, names []string) {
	var work *activities.ConnectorWork
	ctx, cancel := workflow.WithCancel(ctx)
	ctx = withConnector(ctx, o.key, priorityRead, string(kind)+" "+o.label())
	o.work = &effect{
		kind: kind, want: want, names: names, cancel: cancel,
		future: workflow.ExecuteActivity(ctx, work.ReadBack, activities.ReadInput{Key: o.key, Attributes: names}),
	}
}

// interrupt stops a call whose wish is out of date. It may have had its effect all
// the same, so the next wish is written whatever was last read.
func (o *owner) interrupt(ctx workflow.Context) {
	o.work.cancel()
	var ignored activities.Confirmed
	if err := o.work.future.Get(ctx, &ignored); err != nil {
		o.log.Debug("a call was stopped", "kind", o.work.kind, "error", err)
	}
	if o.work.kind == giving || o.work.kind == taking {
		o.Record.Applied = nil
		o.unclear(workflow.Now(ctx))
	}
	o.work = nil
	o.touch()
}

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
		o.Record.Baseline = &holding
		return
	}
	o.Record.Baseline, o.Record.Settled = &holding, false
	o.Record.Applied = &confirmed.Holding
	if holding.Present {
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
	o.Record.Applied, o.Record.Attention = &confirmed.Holding, ""
	switch {
	case done.kind == settling:
		o.ReadAgainAt = time.Time{}
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
	if sameHolding(done.want, o.want(now)) {
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
	if done.kind == settling {
		o.ReadAgainAt = now.Add(blockedRetry)
		o.attention(now, sentence(err))
		return
	}
	if (done.kind == giving || done.kind == observing) && o.giveUpOn(sentence(err), now) {
		return
	}
	o.retryAt = now.Add(blockedRetry)
	o.attention(now, sentence(err))
}

// giveUpOn ends the leases that were still to be opened, and reports whether there were any.
func (o *owner) giveUpOn(why string, now time.Time) bool {
	any := false
	for _, lease := range slices.Clone(o.Record.Leases) {
		if lease.WantsAt(now) && lease.OpenedAt.IsZero() {
			o.finish(lease, now, access.NotGiven, access.System, why)
			any = true
		}
	}
	return any
}

// unclear means that a change may still land in the outside system, so that it
// has to be read once more when it can no longer.
func (o *owner) unclear(now time.Time) { o.ReadAgainAt = now.Add(settleTime) }

// acknowledge moves leases on, now that what should be is what is.
func (o *owner) acknowledge(now time.Time) { o.acknowledgeAt(now, now) }

func (o *owner) acknowledgeAt(confirmed, now time.Time) {
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.WantsAt(now) && lease.OpenedAt.IsZero():
			at := confirmed
			if at.Before(lease.From) {
				at = lease.From
			}
			lease = lease.Confirmed(at)
			o.put(lease)
			o.note(lease, at, "access.opened", access.System, fmt.Sprintf("%s is open until %s.", lease.Label, stamp(lease.End())))
		case lease.State == access.Ending:
			lease.State, lease.ConfirmedAt = access.Ended, confirmed
			if lease.ConfirmedAt.Before(lease.EndedAt) {
				lease.ConfirmedAt = now
			}
			if lease.OpenedAt.IsZero() {
				lease.State = access.RefusedLease
			}
			o.put(lease)
			o.note(lease, lease.ConfirmedAt, "access.ended", access.System, endedSentence(lease, o.want(now).Present))
		}
	}
}

func (o *owner) wanting(now time.Time) (ids []string, labels string) {
	for _, lease := range o.Record.Leases {
		if lease.WantsAt(now) {
			ids = append(ids, lease.ID)
			labels += " · " + lease.Label
		}
	}
	return ids, labels
}

// ending reports whether the next change is part of an end, if only to a lower value.
func (o *owner) ending() bool {
	return slices.ContainsFunc(o.Record.Leases, func(l access.Lease) bool { return l.State == access.Ending })
}

func sameHolding(a, b access.Holding) bool {
	return a.Satisfies(b) && b.Satisfies(a)
}

func keysOf(attributes map[string]string) []string {
	keys := workflow.DeterministicKeys(attributes)
	sort.Strings(keys)
	return keys
}
