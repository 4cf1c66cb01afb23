package workflows

import (
	"maps"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
)

func (r *run) longStory(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() > longestStory
}

// goOnAsNew carries a long series on as a new run, from the window that comes next.
// Nothing is held at that moment. It answers with nil where the request is over by
// the time that everything is written: then there is nothing to carry on.
func (r *run) goOnAsNew(ctx workflow.Context, step builder.Step, opening builder.Opening, next int) error {
	if err := r.writeAll(ctx); err != nil || r.isOver() {
		return err
	}
	if r.hearOut(ctx); r.isOver() {
		return r.writeAll(ctx)
	}
	input := r.input
	input.Schema = requestSchema
	input.State = &RunState{
		Request: r.request, Approvals: r.approvalsNow(), Granted: r.granted, ApprovedBy: r.approvedBy,
		Rule: r.rule, StepID: step.ID, Opening: opening, Next: next,
		Start: r.start, ChangedBy: r.changedBy, Closes: r.closes, Closing: r.closing, Known: maps.Clone(r.known),
		Events: r.events, FactsMoved: r.factsMoved,
	}
	return workflow.NewContinueAsNewError(ctx, RequestWorkflow, input)
}

// hearOut takes what came in together with the last thing that this run waited for: a
// signal that nobody received is lost with its run.
func (r *run) hearOut(ctx workflow.Context) {
	facts, events := workflow.GetSignalChannel(ctx, SignalFacts), workflow.GetSignalChannel(ctx, SignalEvent)
	stops := workflow.GetSignalChannel(ctx, SignalStop)
	for {
		var stop StopInput
		if !stops.ReceiveAsync(&stop) {
			break
		}
		r.heedStop(ctx, stop)
	}
	for facts.ReceiveAsync(nil) {
		r.hearOfFacts(workflow.Now(ctx))
	}
	for {
		var event OutsideEvent
		if !events.ReceiveAsync(&event) {
			return
		}
		r.events = append(r.events, event)
	}
}

// takeUp is the other end of goOnAsNew.
func (r *run) takeUp(state RunState) {
	r.request, r.approvals, r.granted = state.Request, state.Approvals, state.Granted
	r.approvedBy, r.rule = state.ApprovedBy, state.Rule
	r.start, r.changedBy, r.closes, r.closing = state.Start, state.ChangedBy, state.Closes, state.Closing
	r.events, r.factsMoved = state.Events, state.FactsMoved
	if state.Known != nil {
		r.known = state.Known
	}
}

// writeAll writes what there is to say until nothing is left of it: what is posted to
// channels, and who is being answered, may add to it.
func (r *run) writeAll(ctx workflow.Context) error {
	for {
		r.saveAtRest(ctx)
		r.rest(ctx)
		if err := workflow.Await(ctx, func() bool { return r.posts == 0 && workflow.AllHandlersFinished(ctx) }); err != nil {
			return err
		}
		if len(r.audit)+len(r.messages) == 0 {
			return nil
		}
	}
}
