package workflows

import (
	"sort"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// effect is a call to the outside system that is under way.
type effect struct {
	kind   effectKind
	want   access.Holding
	names  []string // attributes that are read
	urgent bool
	began  time.Time
	future workflow.Future
	cancel workflow.CancelFunc

	look     *Look     // that a reading serves
	adoption *adoption // that waits for it
}

type effectKind string

const (
	observing effectKind = "observe"    // the baseline, before the first change
	giving    effectKind = "give"       // provision, also to a lower value
	taking    effectKind = "take"       // deprovision
	settling  effectKind = "read again" // after an unclear attempt
	looking   effectKind = "look at"    // whether people did what they are asked for
	checking  effectKind = "check"      // whether it is still what was read last
)

// want is what the outside system should hold at a moment.
func (o *owner) want(at time.Time) access.Holding {
	return access.Merge(o.Record.Before(), o.Record.Leases, at)
}

// converged reports whether the outside system was last read to hold exactly
// that. Before the first observation nothing was ever changed, unless by hand.
func (o *owner) converged(want access.Holding) bool {
	if o.Record.Baseline == nil {
		return !want.Present && !o.handsAsked()
	}
	if want.Present && !o.Record.Baseline.Covers(access.AttributeNames(o.Record.Leases)) {
		return false
	}
	return o.Record.Applied != nil && o.Record.Applied.Satisfies(want)
}

// converge compares what is with what should be and starts, stops or acknowledges.
func (o *owner) converge(ctx workflow.Context) {
	o.losePatience(ctx, workflow.Now(ctx))
	now := workflow.Now(ctx)
	o.callHands(now)
	if !o.needHands(now) {
		o.LookAt = time.Time{}
	}
	want := o.due(now)
	if o.work != nil && (o.heard || !o.work.want.Same(want) || o.inTheWay(now)) {
		o.interrupt(ctx)
		now = workflow.Now(ctx)
		want = o.due(now)
	}
	o.heard = false
	switch {
	case o.work != nil:
	case o.needHands(now):
		o.waitForHands(ctx, want, now)
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
	issued := o.issue(now)
	if saved := o.goesUnwritten(ctx, want) || o.save(ctx); want.Present && !saved {
		o.issueAt(issued, time.Time{})
		o.retryAt = now.Add(databaseRetry)
		return
	}
	if o.changed && !o.goesUnwritten(ctx, want) {
		o.issueAt(issued, time.Time{})
		return // something came in meanwhile: look again before anything is done
	}
	o.issueAt(issued, workflow.Now(ctx))
	o.change(ctx, want, now)
}

// goesUnwritten reports whether something is taken away although the ledger did not
// answer when it was last written. Whatever came in meanwhile waits for the ledger, or
// is one more end.
func (o *owner) goesUnwritten(ctx workflow.Context, want access.Holding) bool {
	return o.behind && !want.Present && want.Same(o.due(workflow.Now(ctx))) &&
		workflow.GetVersion(ctx, versionTakesUnwritten, workflow.DefaultVersion, 1) > workflow.DefaultVersion
}

func (o *owner) change(ctx workflow.Context, want access.Holding, now time.Time) {
	var work *activities.ConnectorWork
	call := &effect{kind: taking, want: want}
	ctx, call.cancel = workflow.WithCancel(ctx)
	if want.Present {
		call.kind = giving
		ids, labels := o.wanting(now)
		priority, urgency := o.haste(now)
		call.urgent = urgency == activities.Urgent
		ctx = withConnector(ctx, o.key, priority, "give "+want.Words()+labels)
		call.future = workflow.ExecuteActivity(ctx, work.Provision, activities.ProvisionInput{Key: o.key, Want: want, Leases: ids, Urgency: urgency})
	} else {
		ctx = withConnector(ctx, o.key, priorityEnd, "take away "+o.label())
		call.future = workflow.ExecuteActivity(ctx, work.Deprovision, o.key)
	}
	o.work = call
}

func (o *owner) read(ctx workflow.Context, kind effectKind, want access.Holding, names []string) {
	var work *activities.ConnectorWork
	ctx, cancel := workflow.WithCancel(ctx)
	priority, urgency := priorityRead, activities.Urgency("")
	if kind == observing && o.urgent(workflow.Now(ctx)) {
		priority, urgency = priorityUrgent, activities.Urgent
	}
	ctx = withConnector(ctx, o.key, priority, string(kind)+" "+o.label())
	o.work = &effect{
		kind: kind, want: want, names: names, cancel: cancel, began: workflow.Now(ctx), urgent: urgency == activities.Urgent,
		future: workflow.ExecuteActivity(ctx, work.ReadBack, activities.ReadInput{Key: o.key, Attributes: names, Urgency: urgency}),
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
	o.work, o.LookAt = nil, time.Time{}
	o.touch()
}

func (o *owner) wanting(now time.Time) (ids []string, labels string) {
	for _, lease := range o.Record.Leases {
		if lease.WantsAt(now) && !lease.Waits(now) {
			ids = append(ids, lease.ID)
			labels += " · " + lease.Label
		}
	}
	return ids, labels
}

func keysOf(attributes map[string]string) []string {
	keys := workflow.DeterministicKeys(attributes)
	sort.Strings(keys)
	return keys
}
