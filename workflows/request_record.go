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

// notify puts the step's message into people's lists.
func (r *run) notify(ctx workflow.Context, step builder.Step) error {
	if err := r.gather(ctx); err != nil {
		return err
	}
	var work *activities.RequestWork
	var people []access.Approver
	in := activities.ResolveInput{FactsInput: r.who(), Rules: step.Notify.To, Everybody: true}
	if err := onDatabase(ctx, "who is told", 0, &people, work.ResolveApprovers, in); err != nil {
		return err
	}
	if step.Notify.Requester {
		people = append(people, access.Approver{PersonID: r.request.RequesterID})
	}
	if step.Notify.Subject {
		people = append(people, access.Approver{PersonID: r.request.SubjectID})
	}
	now, text := workflow.Now(ctx), builder.FillMessage(step.Notify.Text, builder.MessageValues{
		Requester: r.facts.Requester.Name, Subject: r.facts.Subject.Name,
		Entitlement: r.facts.Entitlement.Label(), Reason: r.request.Reason,
	})
	for _, person := range people {
		r.tell(now, person.PersonID, "notify/"+step.ID, text)
	}
	r.note(now, "notify.sent", access.System, step.Title+": "+text)
	r.save(ctx)
	return nil
}

// finish closes the request at an end step. What became of the grant says how it
// ended; only where there was none does the drawing.
func (r *run) finish(ctx workflow.Context, step builder.Step) (access.RequestState, error) {
	r.request.StepID = step.ID
	state, because := r.outcome, r.because
	switch {
	case state != "":
	case r.isOver():
		state, because = access.RequestCancelled, "Taken back by the one who asked."
	case step.End.Outcome == builder.OutcomeDenied:
		state, because = access.RequestDenied, step.End.Because
	default:
		state, because = access.RequestCompleted, step.End.Because
	}
	if r.stopped && r.lease == nil {
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
	if r.lease == nil {
		r.tell(now, r.request.RequesterID, "request_"+string(state), r.input.EntitlementLabel+": "+because)
	}
	r.note(now, "request."+string(state), access.System, because)
	r.save(ctx)
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

// note remembers what happened for the audit log, once for each action of a step.
func (r *run) note(at time.Time, action, actor, detail string) {
	r.audit = append(r.audit, access.AuditLine{
		ID: fmt.Sprintf("%s/%s/%s", r.request.ID, r.request.StepID, action), At: at, Actor: actor, Action: action,
		Object: "request/" + r.request.ID, RequestID: r.request.ID, Detail: strings.TrimSpace(detail),
	})
}

// tell puts a message into somebody's list, once for each thing it is about.
func (r *run) tell(at time.Time, personID, about, text string) {
	kind, _, _ := strings.Cut(about, "/")
	r.messages = append(r.messages, access.Message{
		ID:       fmt.Sprintf("%s/%s/%s", r.request.ID, about, personID),
		PersonID: personID, RequestID: r.request.ID, About: kind, Text: strings.TrimSpace(text), At: at,
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
	r.request.Seq++
	lines, messages := r.audit, r.messages
	r.audit, r.messages = nil, nil
	snapshot := access.RequestSnapshot{Request: r.request, Approvals: r.approvalsNow(), Audit: lines, Messages: messages}
	var work *activities.RequestWork
	if err := onDatabase(ctx, "record: "+string(r.request.State), limit, nil, work.SaveRequest, snapshot); err != nil {
		r.log.Warn("the record is behind", "error", err)
		r.audit = append(lines, r.audit...)
		r.messages = append(messages, r.messages...)
	}
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
	ends := time.Time{}
	if r.lease != nil {
		ends = r.lease.End()
	}
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

func names(approvers []access.Approver) string {
	var parts []string
	for _, approver := range approvers {
		parts = append(parts, fmt.Sprintf("%s (%s)", approver.Name, approver.Via))
	}
	return strings.Join(parts, ", ")
}

func past(verdict access.Verdict) string {
	if verdict == access.Approve {
		return "approved"
	}
	return "denied"
}

func denial(approval access.Approval) string {
	for _, decision := range approval.Decisions {
		if decision.Verdict != access.Deny {
			continue
		}
		for _, approver := range approval.Approvers {
			if approver.PersonID == decision.PersonID {
				return strings.TrimSpace(fmt.Sprintf("%s said no. %s", approver.Name, decision.Comment))
			}
		}
	}
	return approval.Title + " was denied."
}
