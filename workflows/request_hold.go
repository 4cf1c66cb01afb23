package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// hold follows the leases to their confirmed end.
func (r *run) hold(ctx workflow.Context) error {
	h := r.holding
	for {
		r.moved = false
		over := h.over() // what comes in while it is shown is shown the next time round
		if err := r.callHands(ctx); err != nil {
			return err
		}
		if err := r.show(ctx, over); err != nil {
			return err
		}
		if over {
			return r.dropExtension(ctx)
		}
		news := func() bool {
			return r.moved || r.factsMoved || len(r.events) > 0 || r.mustEnd() != nil || r.extensionDecided() || r.handsDecided()
		}
		if err := r.until(ctx, news, r.holdingErrands); err != nil {
			return err
		}
		if err := r.heed(ctx); err != nil {
			return err
		}
	}
}

// heed does what the news ask for.
func (r *run) heed(ctx workflow.Context) error {
	if r.factsMoved {
		if err := r.recheck(ctx); err != nil {
			return err
		}
	}
	events := r.events
	r.events = nil
	for _, event := range events {
		r.heedEvent(ctx, event)
	}
	if in := r.mustEnd(); in != nil {
		r.letGo(ctx, *in)
	}
	r.passWordsOn(ctx)
	if r.extensionDecided() {
		return r.settleExtension(ctx)
	}
	return nil
}

// mustEnd says how what is held ends now, if it has to and nobody was told yet.
func (r *run) mustEnd() *EndInput {
	switch h := r.holding; {
	case h.ended:
		return nil
	case r.stop != nil:
		return &EndInput{Reason: r.stop.Reason, By: r.stop.PersonID, Note: r.stop.Note}
	case r.stopped:
		return &EndInput{Reason: access.Revoked, By: access.System, Note: "The request's run was cancelled in Temporal."}
	case r.left != "" && !h.step.Grant.Outlives:
		return &EndInput{Reason: access.Offboarding, By: access.System, Note: r.left}
	default:
		return nil
	}
}

// recheck looks whether the people may still hold what they hold.
func (r *run) recheck(ctx workflow.Context) error {
	r.factsMoved = false
	if err := r.gather(ctx); err != nil {
		return err
	}
	r.noteLeft(ctx)
	if r.holding.extension != "" && r.approval(r.holding.extension) != nil {
		if err := r.standIn(ctx, r.holding.extension); err != nil {
			return err
		}
	}
	if err := r.standInForHands(ctx); err != nil {
		return err
	}
	if r.left != "" || r.holding.ended {
		return nil
	}
	r.bound(ctx)
	whyNot, err := r.noLonger(ctx, r.holding.step)
	if err == nil && whyNot != "" {
		r.letGo(ctx, EndInput{Reason: access.EligibilityLost, By: access.System, Note: whyNot})
	}
	return err
}

// heedEvent ends the access where the event is one that ends it.
func (r *run) heedEvent(ctx workflow.Context, event OutsideEvent) {
	for _, end := range r.holding.step.Grant.Events {
		matter, _ := r.request.Answers[end.Matter].(string)
		if end.Event == event.Event && matter != "" && matter == event.Matter && !r.holding.ended {
			r.letGo(ctx, EndInput{
				Reason: end.Reason, By: access.System,
				Note: strings.TrimSpace(fmt.Sprintf("%s said %s of %s. %s", "Outside", event.Event, event.Matter, event.Says)),
			})
		}
	}
}

// listen takes what the owners tell of the leases, and what else comes in.
func (r *run) listen(ctx workflow.Context) {
	leases, facts, events := workflow.GetSignalChannel(ctx, SignalLease), workflow.GetSignalChannel(ctx, SignalFacts), workflow.GetSignalChannel(ctx, SignalEvent)
	stops := workflow.GetSignalChannel(ctx, SignalStop)
	for {
		selector := workflow.NewSelector(ctx)
		selector.AddReceive(stops, func(c workflow.ReceiveChannel, _ bool) {
			var stop StopInput
			c.Receive(ctx, &stop)
			r.heedStop(ctx, stop)
		})
		selector.AddReceive(leases, func(c workflow.ReceiveChannel, _ bool) {
			var lease access.Lease
			c.Receive(ctx, &lease)
			r.learn(lease)
		})
		selector.AddReceive(facts, func(c workflow.ReceiveChannel, _ bool) {
			c.Receive(ctx, nil)
			r.hearOfFacts(workflow.Now(ctx))
		})
		selector.AddReceive(events, func(c workflow.ReceiveChannel, _ bool) {
			var event OutsideEvent
			c.Receive(ctx, &event)
			r.events = append(r.events, event)
		})
		selector.Select(ctx)
	}
}

// learn keeps the newest word about a lease; an older one that comes later is dropped.
func (r *run) learn(lease access.Lease) {
	if r.holding == nil {
		return
	}
	for i, known := range r.holding.leases {
		if lease.ID == known.ID {
			r.holding.keepWithin(i, lease)
		}
		if lease.ID != known.ID || lease.State.Rank() < known.State.Rank() ||
			lease.State == known.State && lease.Rev < known.Rev {
			continue
		}
		if lease.AsksHand() != access.NoHand && lease.Hand != known.Hand {
			r.holding.asks[lease.ID]++
		}
		r.holding.leases[i], r.moved = lease, true
	}
}

// pollFact asks a fact that ends the access again. One that cannot be asked ends
// nothing: the access has its own end.
func (r *run) pollFact(ctx workflow.Context, end builder.FactEnd) error {
	applies, err := r.applies(ctx, end)
	if err != nil || !applies {
		return err
	}
	var answer activities.FactAnswer
	if answer, err = r.askFact(ctx, end.Fact); err != nil {
		r.log.Info("a fact could not be asked", "fact", end.Fact, "error", err)
		return nil
	}
	if !answer.True && !r.holding.ended {
		r.letGo(ctx, EndInput{Reason: end.Reason, By: access.System, Note: strings.TrimSpace(end.Fact + " does not hold any more. " + answer.Says)})
	}
	return nil
}
