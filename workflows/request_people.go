package workflows

import (
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// lookAgain is for when the directory has changed while people are asked: nobody
// inactive may decide, so their manager is asked in their place; and a request of
// somebody who left goes no further.
func (r *run) lookAgain(ctx workflow.Context, t *task) error {
	r.factsMoved = false
	if err := r.gather(ctx); err != nil {
		return err
	}
	r.noteLeft(ctx)
	if r.isOver() {
		return nil
	}
	for _, id := range t.ids {
		if access.Tally(*r.approval(id)) != access.ApprovalOpen {
			continue
		}
		if err := r.standIn(ctx, id); err != nil {
			return err
		}
	}
	r.save(ctx)
	return nil
}

// standIn replaces those of an approval who became inactive.
func (r *run) standIn(ctx workflow.Context, id string) error {
	var work *activities.RequestWork
	approval := r.approval(id)
	in := activities.StandInInput{FactsInput: r.about(approval.EntitlementID), Approvers: slices.Clone(approval.Approvers), Exclude: r.leftOut(*approval)}
	var now []access.Approver
	if err := r.onDatabase(ctx, "who stands in", 0, &now, work.StandIns, in); err != nil {
		return err
	}
	approval = r.approval(id)
	var added []access.Approver
	for i := range now {
		if !approval.Asks(now[i].PersonID) {
			now[i].AskedAt = workflow.Now(ctx)
			added = append(added, now[i])
		}
	}
	if len(added) == 0 && len(now) == len(approval.Approvers) {
		return nil
	}
	approval.Approvers = now
	r.noteOnce(workflow.Now(ctx), fmt.Sprintf("%s/%d", id, r.request.Seq), "approval.moved", access.System,
		fmt.Sprintf("Somebody who was asked in %q is not active any more; asked now: %s.", approval.Title, names(now)))
	r.callUpon(workflow.Now(ctx), *approval, added)
	return nil
}

// leftOut are those whom an approval may not ask, as they approved a step before it.
func (r *run) leftOut(approval access.Approval) []string {
	step, _ := r.plan.Step(approval.StepID)
	if step.Approval == nil || !step.Approval.Separate {
		return nil
	}
	return slices.Clone(r.approvedBy)
}

// noteLeft remembers that the people of the request may not go on with it.
func (r *run) noteLeft(ctx workflow.Context) {
	for _, person := range []access.Person{r.facts.Subject, r.facts.Requester} {
		if person.Status == access.Active || r.left != "" {
			continue
		}
		if person.ID != r.request.SubjectID && r.holding != nil {
			continue // what is held is held by somebody else
		}
		r.left = person.Name + " is not active any more."
		r.note(workflow.Now(ctx), "request.left", access.System, r.left)
	}
}

func asWhom(approver access.Approver) string {
	if len(approver.OnBehalfOf) == 0 {
		return approver.Via
	}
	return fmt.Sprintf("%s, in place of %s", approver.Via, strings.Join(approver.OnBehalfOf, " and "))
}

func names(approvers []access.Approver) string {
	var parts []string
	for _, approver := range approvers {
		parts = append(parts, fmt.Sprintf("%s (%s)", approver.Name, asWhom(approver)))
	}
	return strings.Join(parts, ", ")
}

func areOrNobody(people []access.Approver) string {
	switch len(people) {
	case 0:
		return "nobody more can be"
	case 1:
		return names(people) + " is"
	default:
		return names(people) + " are"
	}
}
