package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// openWindow waits for one window to begin, looks once more whether it may, hands
// its leases over and follows them to their confirmed end.
func (r *run) openWindow(ctx workflow.Context, step builder.Step, opening builder.Opening, i int) error {
	window := opening.Windows[i]
	if window.From.After(workflow.Now(ctx)) {
		r.request.State, r.request.Detail = access.RequestScheduled, "Approved. It opens at "+stamp(window.From)+"."
		r.save(ctx)
		if err := r.watch(ctx, window.From, "Opens at", func() bool { return false }); err != nil || r.isOver() {
			return err
		}
	}
	whyNot, err := r.mayOpen(ctx, step)
	if err != nil {
		return err
	}
	var things []access.Entitlement
	if whyNot == "" {
		if things, whyNot, err = r.thingsNow(ctx); err != nil {
			return err
		}
	}
	if whyNot != "" {
		return r.refuseWindow(ctx, opening, i, whyNot)
	}
	if r.withdrawn {
		return nil // while it was looked whether it may
	}
	window = allowedNow(window, things)
	r.holding = &holding{
		step: step, index: i, series: r.request.Ask.Series != nil, last: i == len(opening.Windows)-1,
		window: window, done: map[string]bool{}, asks: map[string]int{}, handedAt: workflow.Now(ctx), until: r.facts.Subject.Until,
	}
	if window.Duration > 0 {
		r.holding.limit, r.holding.limitedBy = window.Until, window.Cap
	}
	if err := r.handAllOver(ctx, window, things, i); err != nil {
		return err
	}
	if err := r.hold(ctx); err != nil {
		return err
	}
	r.conclude()
	r.holding = nil
	return nil
}

// mayOpen looks, at the moment of an opening, whether access may still be given.
func (r *run) mayOpen(ctx workflow.Context, step builder.Step) (whyNot string, err error) {
	r.factsMoved = false
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	if r.noteLeft(ctx); r.left != "" {
		return r.left, nil
	}
	if last := r.facts.Subject.Until; !last.IsZero() && !last.After(workflow.Now(ctx)) {
		return r.facts.Subject.Name + "'s last moment has come.", nil
	}
	return r.noLonger(ctx, step)
}

// noLonger says why the grant's own condition is not true, if it is not.
func (r *run) noLonger(ctx workflow.Context, step builder.Step) (string, error) {
	if step.Grant.While == "" {
		return "", nil
	}
	decided, err := r.evaluate(ctx, step.Grant.While, r.asFacts(r.facts))
	if err != nil {
		return "", err
	}
	if decided.Value {
		return "", nil
	}
	return "It may not be held any more: " + decided.Because + ".", nil
}

func (r *run) refuseWindow(ctx workflow.Context, opening builder.Opening, i int, whyNot string) error {
	now := workflow.Now(ctx)
	r.noteOnce(now, fmt.Sprintf("%s/%d", r.request.StepID, i), "window.refused", access.System, whyNot)
	if len(opening.Windows) == 1 {
		r.ends(access.RequestNotGranted, whyNot)
		return nil
	}
	r.tellConcerned(now, fmt.Sprintf("window_refused/%s/%d", r.request.StepID, i), r.input.EntitlementLabel+" does not open this time. "+whyNot)
	r.save(ctx)
	return nil
}

// handAllOver gives the leases of a window to the owners of their keys. What an
// owner or the ledger refuses is a lease that is over.
func (r *run) handAllOver(ctx workflow.Context, window builder.OpeningWindow, things []access.Entitlement, i int) error {
	for item, thing := range things {
		lease := r.newLease(thing, window, workflow.Now(ctx))
		lease.ID = r.leaseID(i, item)
		if thing.Target.Ephemeral {
			lease.Key.Resource += "#" + lease.ID
		}
		r.holding.granted = append(r.holding.granted, lease)
		r.holding.leases = append(r.holding.leases, lease.Within(r.facts.Subject.Until, r.facts.Subject.LastReason()))
	}
	r.request.LeaseID = r.holding.leases[0].ID
	r.rest(ctx)
	leases := slices.Clone(r.holding.leases)
	begun := make([]workflow.Future, len(leases))
	for at := range leases {
		if r.lean {
			begun[at] = r.handing(ctx, leases[at])
		}
	}
	for at, lease := range leases {
		if begun[at] == nil {
			begun[at] = r.handing(ctx, lease)
		}
		if err := r.handed(ctx, begun[at]); err != nil {
			refusal, refused := asRefusal(err)
			if !refused {
				return err
			}
			lease = lease.Finished(workflow.Now(ctx), access.NotGiven, access.System, refusal.Message)
			lease.State = access.RefusedLease
			r.learn(lease)
		}
	}
	return nil
}

// newLease is the right that the request has earned, with its hard end.
func (r *run) newLease(entitlement access.Entitlement, window builder.OpeningWindow, now time.Time) access.Lease {
	target, subject := entitlement.Target, r.facts.Subject
	lease := access.Lease{
		RequestID: r.request.ID, PersonID: subject.ID, EntitlementID: entitlement.ID,
		Label:      r.input.label(entitlement.ID) + " for " + subject.Name,
		Key:        access.Key{Connector: target.Connector, Subject: subject.Accounts[target.Connector], Resource: target.Resource},
		Attributes: target.Attributes, Seats: entitlement.Seats, Apart: entitlement.Apart,
		State: access.Opening, From: window.From, Cap: window.Cap,
		Urgent: r.holding.step.Grant.Urgent, Outlives: r.holding.step.Grant.Outlives,
	}
	grant, length, begins := r.holding.step.Grant, window.Duration, lease.From
	if begins.Before(now) {
		begins = now
	}
	if grant.ByHand != nil {
		lease.ByHandAt = begins.Add(time.Duration(grant.GiveUp))
	}
	if length == 0 {
		lease.Ends, lease.GiveUp, lease.HardEnd = window.Until, window.Until, window.Until
		return lease
	}
	lease.From = begins
	if len(r.request.Bundle) > 0 { // all of them end together, whenever each came up
		end, reason := lease.From.Add(length), access.Expiry
		if !window.Until.IsZero() && window.Until.Before(end) {
			end, reason = window.Until, window.Cap
		}
		lease.Ends, lease.GiveUp, lease.HardEnd, lease.Cap = end, end, end, reason
		return lease
	}
	lease.Duration, lease.Cap = length, ""
	lease.GiveUp = lease.From.Add(time.Duration(grant.GiveUp))
	if grant.ByHand != nil {
		lease.GiveUp = lease.GiveUp.Add(time.Duration(grant.ByHand.Within))
	}
	lease.HardEnd = lease.GiveUp.Add(length)
	if !window.Until.IsZero() && window.Until.Before(lease.HardEnd) {
		lease.HardEnd, lease.Cap = window.Until, window.Cap
		if lease.GiveUp.After(lease.HardEnd) {
			lease.GiveUp = lease.HardEnd
		}
	}
	return lease
}

// leaseID names a lease: of a single window of a single entitlement by the step alone.
func (r *run) leaseID(window, item int) string {
	id := r.request.ID + "." + r.holding.step.ID
	if r.holding.series {
		id += fmt.Sprintf(".%d", window+1)
	}
	if len(r.request.Bundle) > 0 {
		id += fmt.Sprintf(".%c", 'a'+rune(item))
	}
	return id
}

// handOver gives a lease to the owner of its key, and learns what became of it.
func (r *run) handOver(ctx workflow.Context, lease access.Lease) error {
	return r.handed(ctx, r.handing(ctx, lease))
}

func (r *run) handing(ctx workflow.Context, lease access.Lease) workflow.Future {
	var work *activities.RequestWork
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:           Queue,
		StartToCloseTimeout: 30 * time.Second,
		Summary:             brief("hand over " + lease.Label),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 30 * time.Second, MaximumAttempts: 0,
		},
	})
	return workflow.ExecuteActivity(ctx, work.HandOver, lease)
}

func (r *run) handed(ctx workflow.Context, handing workflow.Future) error {
	var held access.Lease
	if err := handing.Get(ctx, &held); err != nil {
		return err
	}
	r.learn(held)
	return nil
}
