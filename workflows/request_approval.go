package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// ask opens an approval, or one for each entitlement of a bundle, and waits until
// it is decided, its time is out, or the request is taken back. With nobody to ask
// it is denied: silence and emptiness never approve.
func (r *run) ask(ctx workflow.Context, step builder.Step) (port string, err error) {
	if r.isOver() {
		return builder.PortDenied, nil
	}
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	asked, port, err := r.openAll(ctx, step)
	if err != nil || port != "" {
		return port, err
	}
	r.request.State = access.RequestWaiting
	r.request.Detail = fmt.Sprintf("Waiting for %s. If nobody decides in time, the answer is no.", r.whoIsAsked(asked))
	r.save(ctx)
	if err := r.attend(ctx, asked, func() bool { return r.standing(asked) != access.ApprovalOpen }); err != nil {
		return "", err
	}
	return r.settle(ctx, step, asked), nil
}

// openAll opens the approvals of a step. A port is answered where nobody needs to
// be asked, or not enough people can be.
func (r *run) openAll(ctx workflow.Context, step builder.Step) (*task, string, error) {
	now := workflow.Now(ctx)
	t := &task{remind: step.Approval.Remind, escalations: step.Approval.Escalations, dueAt: now.Add(time.Duration(step.Approval.Timeout))}
	if !r.closes.IsZero() && r.closes.Before(t.dueAt) {
		t.dueAt = r.closes
	}
	for _, entitlement := range r.askedAbout(step) {
		skipped, err := r.skip(ctx, step, entitlement)
		if err != nil {
			return nil, "", err
		}
		if skipped {
			continue
		}
		approval, err := r.draft(ctx, step, entitlement, t.dueAt)
		if err != nil {
			return nil, "", err
		}
		if r.isOver() && len(onCallFacts(step.Approval.Approvers, step.Approval.Fallback)) > 0 {
			return nil, builder.PortDenied, nil // taken back while it was asked who is on call
		}
		if len(approval.Approvers) == 0 || approval.Quorum > len(approval.Approvers) {
			r.cannotBeAsked(ctx, approval)
			return nil, builder.PortDenied, nil
		}
		r.open(ctx, approval)
		t.ids = append(t.ids, approval.ID)
	}
	if len(t.ids) == 0 {
		return nil, builder.PortApproved, nil
	}
	return t, "", nil
}

// askedAbout are the entitlements that are decided about apart; one empty id is all.
func (r *run) askedAbout(step builder.Step) []string {
	if step.Approval.Each {
		return r.entitlements()
	}
	return []string{""}
}

// skip lets through what the step says nobody is asked about.
func (r *run) skip(ctx workflow.Context, step builder.Step, entitlement string) (bool, error) {
	rule := step.Approval.Skip
	if rule == nil {
		return false, nil
	}
	facts, err := r.factsAbout(ctx, entitlement)
	if err != nil {
		return false, err
	}
	decided, err := r.evaluate(ctx, rule.When, facts)
	if err != nil || !decided.Value {
		return false, err
	}
	r.noteOnce(workflow.Now(ctx), r.approvalID(step, entitlement), "approval.skipped", access.System,
		fmt.Sprintf("Nobody is asked in %q. %s", step.Title, rule.Because))
	return true, nil
}

func (r *run) draft(ctx workflow.Context, step builder.Step, entitlement string, due time.Time) (access.Approval, error) {
	config := step.Approval
	in := activities.ResolveInput{
		FactsInput: r.about(entitlement), Rules: config.Approvers, Fallback: config.Fallback,
		Quorum: config.Quorum, At: workflow.Now(ctx), Personal: config.Personal,
	}
	if config.Separate {
		in.Exclude = slices.Clone(r.approvedBy)
	}
	approvers, err := r.resolve(ctx, in)
	approval := access.Approval{
		ID: r.approvalID(step, entitlement), RequestID: r.request.ID, StepID: step.ID, Title: step.Title,
		Approvers: approvers, Quorum: config.Quorum, Denials: config.Denials, DueAt: due, EntitlementID: entitlement,
		Terms: access.Terms{
			Comment: config.Comment, Shorten: config.Shorten,
			Postpone: time.Duration(config.Postpone), StepUp: time.Duration(config.StepUp),
		},
	}
	if approval.Quorum == 0 {
		approval.Quorum = len(approvers)
	}
	return approval, err
}

func (r *run) approvalID(step builder.Step, entitlement string) string {
	id := r.request.ID + "." + step.ID
	if entitlement != "" {
		id += "." + strings.ReplaceAll(entitlement, "/", ".")
	}
	return id
}

func (r *run) cannotBeAsked(ctx workflow.Context, approval access.Approval) {
	now := workflow.Now(ctx)
	approval.State, approval.OpenedAt, approval.ClosedAt = access.ApprovalDenied, now, now
	r.approvals = append(r.approvals, approval)
	for _, earlier := range r.approvals {
		if earlier.StepID == approval.StepID && earlier.State == access.ApprovalOpen {
			r.shut(ctx, &task{ids: []string{earlier.ID}}, access.ApprovalClosed)
		}
	}
	r.ends(access.RequestDenied, fmt.Sprintf("%s needs %d to agree, but only %d can be asked.", approval.Title, max(approval.Quorum, 1), len(approval.Approvers)))
	r.note(now, "approval.impossible", access.System, r.because)
}

// standing is how all approvals of a task stand together: one denied denies it.
func (r *run) standing(t *task) access.ApprovalState {
	state := access.ApprovalApproved
	for _, id := range t.ids {
		switch access.Tally(*r.approval(id)) {
		case access.ApprovalDenied:
			return access.ApprovalDenied
		case access.ApprovalOpen:
			state = access.ApprovalOpen
		}
	}
	return state
}

// settle closes the approvals as their decisions say and answers with the port.
func (r *run) settle(ctx workflow.Context, step builder.Step, t *task) (port string) {
	now, state := workflow.Now(ctx), r.standing(t)
	switch {
	case state == access.ApprovalApproved:
		r.shut(ctx, t, access.ApprovalClosed)
		r.remember(t)
		r.note(now, "approval.approved", access.System, step.Title+" is approved.")
		r.tellOfStage(ctx, step)
		return builder.PortApproved
	case state == access.ApprovalDenied:
		r.shut(ctx, t, access.ApprovalClosed)
		r.ends(access.RequestDenied, r.denial(t, step))
		r.note(now, "approval.denied", access.System, r.because)
		return builder.PortDenied
	case r.isOver():
		r.shut(ctx, t, access.ApprovalClosed)
		return builder.PortDenied
	}
	r.shut(ctx, t, access.ApprovalTimedOut)
	if !r.closes.IsZero() && !now.Before(r.closes) {
		r.ends(access.RequestNotGranted, r.afterHours())
	} else {
		r.ends(access.RequestTimedOut, r.silence(t, step))
	}
	r.note(now, "approval.timed_out", access.System, r.because)
	return builder.PortTimedOut
}

// silence says what was missing when the time of a task was out.
func (r *run) silence(t *task, step builder.Step) string {
	agreed, needed, opened := 0, 0, t.dueAt
	for _, id := range t.ids {
		approval := r.approval(id)
		needed, opened = needed+approval.Quorum, approval.OpenedAt
		for _, decision := range approval.Decisions {
			if decision.Verdict == access.Approve {
				agreed++
			}
		}
	}
	within := inWords(t.dueAt.Sub(opened))
	if agreed > 0 {
		return fmt.Sprintf("Only %d of %d agreed about %q within %s.", agreed, needed, step.Title, within)
	}
	return fmt.Sprintf("Nobody decided about %q within %s.", step.Title, within)
}

// remember keeps who approved, for later steps and for messages.
func (r *run) remember(t *task) {
	for _, id := range t.ids {
		for _, decision := range r.approval(id).Decisions {
			if decision.Verdict == access.Approve && !slices.Contains(r.approvedBy, decision.PersonID) {
				r.approvedBy = append(r.approvedBy, decision.PersonID)
			}
		}
	}
}

// tellOfStage says that one of several stages agreed. The last one needs no
// message of its own: the request is approved.
func (r *run) tellOfStage(ctx workflow.Context, step builder.Step) {
	to, _ := step.Exit(builder.PortApproved)
	if next, known := r.plan.Step(to); known && next.Kind == builder.KindGrant {
		return
	}
	r.tell(workflow.Now(ctx), r.request.RequesterID, "stage_approved/"+step.ID,
		fmt.Sprintf("%s: %s is approved.", r.input.EntitlementLabel, step.Title))
}

// denial is why a task was denied, in the words of whoever said no.
func (r *run) denial(t *task, step builder.Step) string {
	for _, id := range t.ids {
		approval := r.approval(id)
		if approval.State != access.ApprovalDenied {
			continue
		}
		for _, decision := range slices.Backward(approval.Decisions) {
			if decision.Verdict == access.Deny {
				return strings.TrimSpace(fmt.Sprintf("%s said no. %s", approval.NameOf(decision.PersonID), decision.Comment))
			}
		}
	}
	return step.Title + " was denied."
}
