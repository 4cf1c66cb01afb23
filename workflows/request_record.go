package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// finish closes the request at an end step. What became of the grant says how it
// ended; only where there was none does the drawing.
func (r *run) finish(ctx workflow.Context, step builder.Step) (access.RequestState, error) {
	r.request.StepID = step.ID
	r.log.Debug(stepTaken, "step", step.ID, "kind", string(step.Kind))
	state, because := r.outcome, r.because
	switch {
	case state != "":
	case r.left != "":
		state, because = access.RequestCancelled, r.left
	case r.isOver():
		state, because = access.RequestCancelled, "Taken back by the one who asked."
	case step.End.Outcome == builder.OutcomeDenied:
		state, because = access.RequestDenied, r.filled(step.End.Because)
	default:
		state, because = access.RequestCompleted, r.filled(step.End.Because)
	}
	if r.stopped && !r.wasHeld() {
		state, because = access.RequestCancelled, "The run was cancelled in Temporal."
	}
	err := r.close(ctx, state, because)
	return r.request.State, err
}

// ends remembers how the request will end; the first word counts.
func (r *run) ends(state access.RequestState, because string) {
	if r.outcome == "" {
		r.outcome, r.because = state, strings.TrimSpace(because)
	}
}

// close writes the last snapshot and waits for whoever is still being answered.
func (r *run) close(ctx workflow.Context, state access.RequestState, because string) error {
	now := workflow.Now(ctx)
	r.request.State, r.request.Detail, r.request.ClosedAt = state, because, now
	for i := range r.approvals {
		if r.approvals[i].State == access.ApprovalOpen {
			r.approvals[i].State, r.approvals[i].ClosedAt = access.ApprovalClosed, now
		}
	}
	if !r.wasHeld() {
		r.tellConcerned(now, "request_"+string(state), r.input.EntitlementLabel+": "+because)
		for _, id := range r.approvedBy {
			r.tell(now, id, "request_"+string(state), fmt.Sprintf("%s for %s, which you approved: %s", r.input.EntitlementLabel, r.input.RequesterName, because))
		}
	}
	r.note(now, "request."+string(state), access.System, because)
	return r.writeAll(ctx)
}

// wasHeld tells whether anything was ever handed over for the request.
func (r *run) wasHeld() bool { return r.request.LeaseID != "" }

// note remembers what happened for the audit log, once for each action of a step.
func (r *run) note(at time.Time, action, actor, detail string) {
	r.noteOnce(at, r.request.StepID, action, actor, detail)
}

// noteOnce does the same, once for each thing it is about.
func (r *run) noteOnce(at time.Time, about, action, actor, detail string) {
	r.audit = append(r.audit, access.AuditLine{
		ID: fmt.Sprintf("%s/%s/%s", r.request.ID, about, action), At: at, Actor: actor, Action: action,
		Object: "request/" + r.request.ID, RequestID: r.request.ID, Detail: strings.TrimSpace(detail),
	})
}

// save writes what people may see, and waits until it is written.
func (r *run) save(ctx workflow.Context) { r.write(ctx, 0) }

// saveSoon does the same for somebody who waits for an answer: it gives up after a
// while, and the next snapshot carries what this one could not.
func (r *run) saveSoon(ctx workflow.Context) { r.write(ctx, 5*time.Second) }

func (r *run) write(ctx workflow.Context, limit time.Duration) {
	if err := r.writing.Lock(ctx); err != nil {
		return // cancelled while it waited; what it had to say is still to be written
	}
	defer r.writing.Unlock()
	r.describe(ctx)
	r.request.RunID = workflow.GetInfo(ctx).WorkflowExecution.RunID
	r.unsaved = false
	for again := true; again; {
		again = r.writeOnce(ctx, limit)
		r.tried = r.request.Seq
	}
}

// writeOnce writes one snapshot and reports whether another one is to follow at once: the
// record has seen more of them than this run has made where a crash has undone some, or
// where the run was reset in Temporal, and believes the next number that it has not seen.
// An end that this run gave the request before is its end.
func (r *run) writeOnce(ctx workflow.Context, limit time.Duration) (again bool) {
	r.request.Seq++
	lines, messages := r.audit, r.messages
	r.audit, r.messages = nil, nil
	snapshot := access.RequestSnapshot{Request: r.request, Approvals: r.approvalsNow(), Audit: lines, Messages: messages}
	var saved access.RequestSaved
	var work *activities.RequestWork
	if err := r.onDatabase(ctx, "record: "+string(r.request.State), limit, &saved, work.SaveRequest, snapshot); err != nil {
		r.log.Warn("the record is behind", "error", err)
		r.unsaved = r.lean
		r.audit = append(lines, r.audit...)
		r.messages = append(messages, r.messages...)
		return false
	}
	r.request.Seq = max(r.request.Seq, saved.Ahead)
	if saved.End != "" && snapshot.Request.State.Final() {
		r.request.State = saved.End
	}
	return saved.Ahead > 0 && saved.End == ""
}

// approvalsNow is a copy, so that what is written stays as it is whatever comes in meanwhile.
func (r *run) approvalsNow() []access.Approval {
	approvals := slices.Clone(r.approvals)
	for i := range approvals {
		approvals[i].Decisions = slices.Clone(approvals[i].Decisions)
	}
	return approvals
}

// describe keeps Temporal's UI telling the story.
func (r *run) describe(ctx workflow.Context) {
	workflow.SetCurrentDetails(ctx, r.page())
	ends := r.endsAt()
	shown := fmt.Sprint(r.request.State, ends)
	if shown == r.shown {
		return
	}
	r.shown = shown
	updates := []temporal.SearchAttributeUpdate{
		temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(string(r.request.State)),
	}
	if !ends.IsZero() {
		updates = append(updates, temporal.NewSearchAttributeKeyTime(attributeEndsAt).ValueSet(ends))
	}
	if err := workflow.UpsertTypedSearchAttributes(ctx, updates...); err != nil {
		r.log.Warn("search attributes could not be written", "error", err)
	}
}

func (r *run) page() string {
	var page strings.Builder
	fmt.Fprintf(&page, "**%s** asks for **%s**\n\n%s: %s\n\n", r.input.RequesterName, r.input.EntitlementLabel, r.request.State, r.request.Detail)
	for _, approval := range r.approvals {
		fmt.Fprintf(&page, "- %s: %s, %d of %d said so; asked: %s\n", approval.Title, approval.State,
			len(approval.Decisions), approval.Quorum, names(approval.Approvers))
	}
	return page.String()
}
