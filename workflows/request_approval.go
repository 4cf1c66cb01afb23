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

// ask opens an approval and waits until it is decided, its time is out, or the
// request is taken back. With nobody to ask it is denied: silence and emptiness
// never approve.
func (r *run) ask(ctx workflow.Context, step builder.Step) (port string, err error) {
	if r.isOver() {
		return builder.PortDenied, nil
	}
	approval, err := r.open(ctx, step)
	if err != nil || approval.State != access.ApprovalOpen {
		return builder.PortDenied, err
	}
	id := approval.ID
	_, err = workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{
		Timeout:      approval.DueAt.Sub(workflow.Now(ctx)),
		TimerOptions: workflow.TimerOptions{Summary: brief("Waiting for " + names(approval.Approvers) + " until " + stamp(approval.DueAt))},
	}, func() bool { return r.isOver() || access.Tally(*r.approval(id)) != access.ApprovalOpen })
	if err != nil {
		return "", err
	}
	return r.settle(ctx, id), nil
}

func (r *run) open(ctx workflow.Context, step builder.Step) (access.Approval, error) {
	var work *activities.RequestWork
	var approvers []access.Approver
	in := activities.ResolveInput{FactsInput: r.who(), Rules: step.Approval.Approvers}
	if err := onDatabase(ctx, "who is asked", 0, &approvers, work.ResolveApprovers, in); err != nil {
		return access.Approval{}, err
	}
	now := workflow.Now(ctx)
	approval := access.Approval{
		ID: r.request.ID + "." + step.ID, RequestID: r.request.ID, StepID: step.ID, Title: step.Title,
		Approvers: approvers, Quorum: step.Approval.Quorum, State: access.ApprovalOpen,
		OpenedAt: now, DueAt: now.Add(time.Duration(step.Approval.Timeout)),
	}
	if approval.Quorum == 0 {
		approval.Quorum = len(approvers)
	}
	r.request.State = access.RequestWaiting
	if len(approvers) == 0 || approval.Quorum > len(approvers) {
		approval.State, approval.ClosedAt = access.ApprovalDenied, now
		r.ends(access.RequestDenied, fmt.Sprintf("%s needs %d to agree, but only %d can be asked.", step.Title, max(approval.Quorum, 1), len(approvers)))
		r.note(now, "approval.impossible", access.System, r.because)
		r.approvals = append(r.approvals, approval)
		return approval, nil
	}
	r.request.Detail = fmt.Sprintf("Waiting for %s. If nobody decides in time, the answer is no.", names(approvers))
	r.approvals = append(r.approvals, approval)
	r.note(now, "approval.opened", access.System, fmt.Sprintf("%s asks %s.", step.Title, names(approvers)))
	for _, approver := range approvers {
		r.tell(now, approver.PersonID, "approval_needed/"+step.ID,
			fmt.Sprintf("%s asks for %s. You are asked as %s.", r.input.RequesterName, r.input.EntitlementLabel, approver.Via))
	}
	r.save(ctx)
	return approval, nil
}

// settle closes the approval as its decisions say and answers with the port.
func (r *run) settle(ctx workflow.Context, id string) (port string) {
	now := workflow.Now(ctx)
	approval := r.approval(id)
	approval.State, approval.ClosedAt = access.Tally(*approval), now
	switch approval.State {
	case access.ApprovalApproved:
		r.note(now, "approval.approved", access.System, approval.Title+" is approved.")
		return builder.PortApproved
	case access.ApprovalDenied:
		r.ends(access.RequestDenied, denial(*approval))
		r.note(now, "approval.denied", access.System, r.because)
		return builder.PortDenied
	}
	if r.isOver() {
		approval.State = access.ApprovalClosed
		return builder.PortDenied
	}
	approval.State = access.ApprovalTimedOut
	r.ends(access.RequestTimedOut, fmt.Sprintf("Nobody decided about %q in time.", approval.Title))
	r.note(now, "approval.timed_out", access.System, r.because)
	return builder.PortTimedOut
}

func (r *run) mayDecide(_ workflow.Context, in DecideInput) error {
	if in.Decision.PersonID == r.request.RequesterID || in.Decision.PersonID == r.request.SubjectID {
		return refusalError(access.CheckDecision(access.Approval{}, r.request.RequesterID, r.request.SubjectID, in.Decision))
	}
	approval := r.approval(in.ApprovalID)
	if approval == nil {
		return refusalError(access.Refuse(access.CodeNotFound, "There is no approval %s in this request.", in.ApprovalID))
	}
	if r.isOver() {
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "The request was taken back, so there is nothing to decide any more."))
	}
	tallied := *approval
	tallied.State = access.Tally(*approval)
	return refusalError(access.CheckDecision(tallied, r.request.RequesterID, r.request.SubjectID, in.Decision))
}

// decide counts a decision. It is recorded in the history the moment it is
// accepted; writing the record for people follows.
func (r *run) decide(ctx workflow.Context, in DecideInput) (access.Approval, error) {
	approval := r.approval(in.ApprovalID)
	known := slices.ContainsFunc(approval.Decisions, func(d access.Decision) bool { return d.ID == in.Decision.ID })
	if !known {
		in.Decision.At = workflow.Now(ctx)
		approval.Decisions = append(approval.Decisions, in.Decision)
		r.audit = append(r.audit, access.AuditLine{
			ID: r.request.ID + "/decision/" + in.Decision.ID, At: in.Decision.At, Actor: in.Decision.PersonID,
			Action: "decision." + past(in.Decision.Verdict), Object: "approval/" + approval.ID, RequestID: r.request.ID,
			Detail: strings.TrimSpace(fmt.Sprintf("%s: %s. %s", approval.Title, past(in.Decision.Verdict), in.Decision.Comment)),
		})
	}
	decided := *approval
	decided.State = access.Tally(decided)
	r.saveSoon(ctx)
	return decided, nil
}

func (r *run) mayWithdraw(_ workflow.Context, in WithdrawInput) error {
	switch {
	case in.PersonID != r.request.RequesterID:
		return refusalError(access.Refuse(access.CodeForbidden, "Only the one who asked can take a request back."))
	case r.lease != nil:
		return refusalError(access.Refuse(access.CodeConflict, "It was approved already. Give the access back instead."))
	case r.request.State.Final():
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "The request is over already."))
	}
	return nil
}

func (r *run) withdraw(ctx workflow.Context, in WithdrawInput) (access.Request, error) {
	if !r.withdrawn {
		r.withdrawn = true
		r.note(workflow.Now(ctx), "request.withdrawn", in.PersonID, "Taken back by the one who asked.")
	}
	request := r.request
	request.State, request.Detail = access.RequestCancelled, "Taken back by the one who asked."
	return request, nil
}

// isOver means that nobody wants the request to go on.
func (r *run) isOver() bool { return r.withdrawn || r.stopped }

func (r *run) approval(id string) *access.Approval {
	for i := range r.approvals {
		if r.approvals[i].ID == id {
			return &r.approvals[i]
		}
	}
	return nil
}
