package workflows

import (
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

func (r *run) mayDecide(ctx workflow.Context, in DecideInput) error {
	decision := in.Decision
	if decision.PersonID == r.request.RequesterID || decision.PersonID == r.request.SubjectID {
		if approval := r.approval(in.ApprovalID); approval == nil || approval.Kind != access.AsksAnswers {
			return refusalError(access.CheckDecision(access.Approval{}, r.request.RequesterID, r.request.SubjectID, decision))
		}
	}
	approval := r.approval(in.ApprovalID)
	switch {
	case approval == nil && r.isOver():
		return refusalError(access.Refuse(access.CodeNotFound, "There is no approval %s in this request.", in.ApprovalID))
	case approval == nil:
		// After a crash the record may be ahead of the run: people see what it is about
		// to ask them once more.
		return refusalError(access.Refuse(access.CodeUnavailable, "This request is just being taken up again. Your decision is not recorded yet; try again in a moment."))
	}
	switch earlier, about := r.heard(decision.ID); {
	case about == "":
	case about == approval.ID && earlier.PersonID == decision.PersonID:
		return nil // sent again: it is answered, whatever became of the approval since
	default:
		return refusalError(access.Refuse(access.CodeConflict, "A decision of that id was made already, by somebody else or about something else."))
	}
	goesOn := approval.Kind == access.AsksByHand || approval.Kind == access.AsksReview // whatever became of the access
	if r.isOver() && approval.State == access.ApprovalOpen && !goesOn {
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "The request is over, so there is nothing to decide any more."))
	}
	tallied := *approval
	tallied.State = access.Tally(*approval)
	if refusal := access.CheckDecision(tallied, r.request.RequesterID, r.request.SubjectID, decision); refusal != nil {
		return refusalError(refusal)
	}
	return refusalError(access.CheckTerms(tallied, r.granted, decision, workflow.Now(ctx)))
}

// heard is the decision of that id, and the approval it counts in; empty is none.
func (r *run) heard(id string) (decision access.Decision, approval string) {
	for _, each := range r.approvals {
		at := slices.IndexFunc(each.Decisions, func(d access.Decision) bool { return d.ID == id })
		if at >= 0 {
			return each.Decisions[at], each.ID
		}
	}
	return access.Decision{}, ""
}

// decide counts a decision. It is recorded in the history the moment it is
// accepted; writing the record for people follows.
func (r *run) decide(ctx workflow.Context, in DecideInput) (access.Approval, error) {
	approval := r.approval(in.ApprovalID)
	if _, about := r.heard(in.Decision.ID); about == "" {
		in.Decision.At = workflow.Now(ctx)
		if approval.Kind == access.AsksAnswers {
			kept, refusal := r.accept(ctx, *approval, in.Decision)
			if refusal != nil {
				return access.Approval{}, refusalError(refusal)
			}
			approval = r.approval(in.ApprovalID)
			in.Decision.Answers = kept
		}
		approval.Decisions = append(approval.Decisions, in.Decision)
		r.keepTerms(*approval, in.Decision)
		r.audit = append(r.audit, access.AuditLine{
			ID: r.request.ID + "/decision/" + in.Decision.ID, At: in.Decision.At, Actor: in.Decision.PersonID,
			Action: "decision." + past(in.Decision.Verdict), Object: "approval/" + approval.ID, RequestID: r.request.ID,
			Detail: strings.TrimSpace(fmt.Sprintf("%s: %s%s. %s", approval.Title, past(in.Decision.Verdict), changed(in.Decision), in.Decision.Comment)),
		})
	}
	decided := *approval
	decided.State = access.Tally(decided)
	r.saveDecision(ctx)
	return decided, nil
}

// keepTerms makes what is granted less or later, as the approver said.
func (r *run) keepTerms(approval access.Approval, decision access.Decision) {
	if approval.Kind != access.AsksApproval || decision.Verdict != access.Approve {
		return
	}
	if decision.Duration > 0 && decision.Duration < r.granted.Length() {
		if r.granted.Duration > 0 {
			r.granted.Duration = decision.Duration
		} else {
			r.granted.Until = r.granted.From.Add(decision.Duration)
		}
		r.changedBy = approval.NameOf(decision.PersonID)
	}
	if !decision.Start.IsZero() {
		r.start, r.changedBy = decision.Start, approval.NameOf(decision.PersonID)
	}
}

func changed(decision access.Decision) string {
	var parts []string
	if decision.Duration > 0 {
		parts = append(parts, " for "+inWords(decision.Duration))
	}
	if !decision.Start.IsZero() {
		parts = append(parts, " from "+stamp(decision.Start))
	}
	return strings.Join(parts, "")
}

func past(verdict access.Verdict) string {
	switch verdict {
	case access.Approve:
		return "approved"
	case access.Deny:
		return "denied"
	case access.Answer:
		return "answered"
	case access.Done:
		return "done"
	default:
		return "reviewed"
	}
}
