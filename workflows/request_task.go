package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// task is what a step asks people for, while it waits for them.
type task struct {
	ids         []string // its approvals, all asked at once
	remind      builder.Reminders
	escalations []builder.Escalation
	dueAt       time.Time
	expired     bool
	reminded    map[time.Time]bool
	escalated   int
}

// open begins an approval and tells its people. It is not yet in the record.
func (r *run) open(ctx workflow.Context, approval access.Approval) {
	now := workflow.Now(ctx)
	approval.RequestID, approval.State, approval.OpenedAt = r.request.ID, access.ApprovalOpen, now
	r.approvals = append(r.approvals, approval)
	r.noteOnce(now, approval.ID, "approval.opened", access.System, fmt.Sprintf("%s asks %s.", approval.Title, names(approval.Approvers)))
	r.callUpon(now, approval, approval.Approvers)
}

// callUpon tells people that they are asked.
func (r *run) callUpon(now time.Time, approval access.Approval, people []access.Approver) {
	for _, approver := range people {
		if approval.Kind == access.AsksByHand {
			r.tell(now, approver.PersonID, "manual_task/"+approval.ID, fmt.Sprintf("%s You are asked as %s.", approval.Terms.Task, asWhom(approver)))
			continue
		}
		r.tell(now, approver.PersonID, "approval_needed/"+approval.ID,
			fmt.Sprintf("%s. You are asked as %s.", r.matterOf(approval), asWhom(approver)))
	}
}

// matterOf is what an approval asks its people about.
func (r *run) matterOf(approval access.Approval) string {
	switch approval.Kind {
	case access.AsksReview:
		return fmt.Sprintf("%s held %s, and a review of it is due until %s", r.facts.Subject.Name, r.labelOf(approval), stamp(approval.DueAt))
	case access.AsksExtension:
		return fmt.Sprintf("%s asks for %s more of %s", r.facts.Subject.Name, inWords(approval.Terms.Extend), r.labelOf(approval))
	default:
		return fmt.Sprintf("%s asks for %s", r.input.RequesterName, r.labelOf(approval))
	}
}

// attend waits until all of a task is decided, its time is out or nobody wants it
// any more, and reminds and escalates meanwhile.
func (r *run) attend(ctx workflow.Context, t *task, decided func() bool) error {
	t.reminded = map[time.Time]bool{}
	for {
		done := func() bool { return t.expired || r.isOver() || decided() || r.factsMoved }
		if err := r.until(ctx, done, func() []errand { return r.errandsOf(t) }); err != nil {
			return err
		}
		if t.expired || r.isOver() || decided() {
			return nil
		}
		if err := r.lookAgain(ctx, t); err != nil {
			return err
		}
	}
}

// errandsOf are the timeout of a task, its escalations and its reminders, as far as
// they are still to come.
func (r *run) errandsOf(t *task) []errand {
	opened := r.approval(t.ids[0]).OpenedAt
	errands := []errand{{at: t.dueAt, why: "Waiting for " + r.whoIsAsked(t) + " until", do: func(workflow.Context) error {
		t.expired = true
		return nil
	}}}
	if t.escalated < len(t.escalations) {
		next := t.escalations[t.escalated]
		errands = append(errands, errand{at: opened.Add(time.Duration(next.After)), why: "Ask more people at", do: func(ctx workflow.Context) error {
			t.escalated++
			return r.escalate(ctx, t, next)
		}})
	}
	for _, at := range reminderTimes(t.remind, opened, t.dueAt) {
		if !t.reminded[at] {
			errands = append(errands, errand{at: at, why: "Remind at", do: func(ctx workflow.Context) error {
				t.reminded[at] = true
				r.remind(ctx, t, at)
				return nil
			}})
			break // they are in order
		}
	}
	return errands
}

// mostReminders is how often somebody hears of the same thing again.
const mostReminders = 100

// reminderTimes are the moments of all reminders before the timeout, in order.
func reminderTimes(rule builder.Reminders, opened, due time.Time) []time.Time {
	var times []time.Time
	for _, before := range rule.Before {
		times = append(times, due.Add(-time.Duration(before)))
	}
	if pause := time.Duration(rule.Every); pause > 0 {
		for at := opened.Add(pause); at.Before(due) && len(times) < mostReminders; at = at.Add(pause) {
			times = append(times, at)
			pause *= time.Duration(max(rule.Factor, 1))
		}
	}
	times = slices.DeleteFunc(times, func(at time.Time) bool { return !at.After(opened) || !at.Before(due) })
	slices.SortFunc(times, time.Time.Compare)
	return slices.CompactFunc(times, time.Time.Equal)
}

func (r *run) remind(ctx workflow.Context, t *task, at time.Time) {
	for _, id := range t.ids {
		approval := r.approval(id)
		for _, approver := range waitingFor(*approval) {
			r.tell(workflow.Now(ctx), approver.PersonID, fmt.Sprintf("approval_reminder/%s/%d", id, at.Unix()),
				fmt.Sprintf("%s still waits for you: %s.", r.input.RequesterName, r.labelOf(*approval)))
		}
	}
	r.save(ctx)
}

// escalate adds people to everything that is still undecided.
func (r *run) escalate(ctx workflow.Context, t *task, escalation builder.Escalation) error {
	now := workflow.Now(ctx)
	var more []access.Approver
	late := false
	for _, id := range t.ids {
		approval := r.approval(id)
		if access.Tally(*approval) != access.ApprovalOpen {
			continue
		}
		found, err := r.resolve(ctx, activities.ResolveInput{
			FactsInput: r.about(approval.EntitlementID), Rules: escalation.Approvers, At: now, Exclude: r.leftOut(*approval),
		})
		if err != nil {
			return err
		}
		var added []access.Approver
		for _, person := range found {
			if !approval.Asks(person.PersonID) {
				person.AskedAt = now
				added = append(added, person)
			}
		}
		approval = r.approval(id)
		if access.Tally(*approval) != access.ApprovalOpen {
			continue // decided while it was asked who is on call
		}
		late = true
		approval.Approvers = append(approval.Approvers, added...)
		r.noteOnce(now, fmt.Sprintf("%s/%d", id, t.escalated), "approval.escalated", access.System,
			fmt.Sprintf("Nobody decided about %q yet, so %s asked as well.", approval.Title, areOrNobody(added)))
		r.callUpon(now, *approval, added)
		more = append(more, added...)
	}
	if late {
		r.tell(now, r.request.RequesterID, fmt.Sprintf("approval_escalated/%s/%d", t.ids[0], t.escalated),
			fmt.Sprintf("Nobody decided about %s yet, so %s asked as well.", r.input.EntitlementLabel, areOrNobody(more)))
	}
	r.save(ctx)
	return nil
}

// resolve finds out whom rules mean. Where they name who is on call, and the input
// does not say who that is, it takes as long as it takes to ask outside, and what the
// run knew before may have changed.
func (r *run) resolve(ctx workflow.Context, in activities.ResolveInput) (found []access.Approver, err error) {
	if in.OnCall == nil {
		if in.OnCall, err = r.askOnCall(ctx, onCallFacts(in.Rules, in.Fallback)); err != nil {
			return nil, err
		}
	}
	var work *activities.RequestWork
	err = r.onDatabase(ctx, "who is asked", 0, &found, work.ResolveApprovers, in)
	return found, err
}

// shut closes what is still undecided of a task, tells those who were not heard,
// and leaves each approval in the state that its decisions give it, or in that.
func (r *run) shut(ctx workflow.Context, t *task, otherwise access.ApprovalState) {
	now := workflow.Now(ctx)
	for _, id := range t.ids {
		approval := r.approval(id)
		if approval.State = access.Tally(*approval); approval.State == access.ApprovalOpen {
			approval.State = otherwise
		}
		approval.ClosedAt = now
		for _, approver := range waitingFor(*approval) {
			r.tell(now, approver.PersonID, "task_closed/"+id, fmt.Sprintf("%s no longer needs you: %s.", r.labelOf(*approval), approval.Outcome()))
		}
	}
}

// waitingFor are those who are asked and have said nothing.
func waitingFor(approval access.Approval) []access.Approver {
	return slices.DeleteFunc(slices.Clone(approval.Approvers), func(a access.Approver) bool {
		return slices.ContainsFunc(approval.Decisions, func(d access.Decision) bool { return d.PersonID == a.PersonID })
	})
}

func (r *run) whoIsAsked(t *task) string {
	var asked []access.Approver
	for _, id := range t.ids {
		asked = append(asked, waitingFor(*r.approval(id))...)
	}
	return names(asked)
}

func (r *run) approval(id string) *access.Approval {
	for i := range r.approvals {
		if r.approvals[i].ID == id {
			return &r.approvals[i]
		}
	}
	return nil
}

// labelOf is what an approval is about.
func (r *run) labelOf(approval access.Approval) string {
	if approval.EntitlementID == "" {
		return r.input.EntitlementLabel
	}
	return r.input.label(approval.EntitlementID)
}
