package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// review asks somebody to look at what became of access that is gone, and keeps
// the request open until they did. It is an obligation: being late tells more
// people, again and again, and never drops it.
func (r *run) review(ctx workflow.Context, step builder.Step) (port string, err error) {
	if !r.wasHeld() {
		return builder.PortNext, nil
	}
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	escalates := workflow.GetVersion(ctx, versionReviewEscalates, workflow.DefaultVersion, 1) > workflow.DefaultVersion
	config, now := step.Review, workflow.Now(ctx)
	reviewers, err := r.resolve(ctx, activities.ResolveInput{FactsInput: r.about(""), Rules: config.Reviewers, At: now, LastResort: true})
	if err != nil {
		return "", err
	}
	t := &task{ids: []string{r.request.ID + "." + step.ID}, dueAt: now.Add(time.Duration(config.Closes))}
	due := now.Add(time.Duration(config.Due))
	asked := access.Approval{
		ID: t.ids[0], RequestID: r.request.ID, StepID: step.ID, Title: step.Title, Kind: access.AsksReview, Approvers: reviewers, Quorum: 1,
		DueAt: due, Terms: access.Terms{Comment: access.CommentRequired, Evidence: config.Evidence},
	}
	if len(reviewers) == 0 {
		asked.State, asked.OpenedAt, asked.ClosedAt = access.ApprovalTimedOut, now, now
		r.approvals = append(r.approvals, asked)
		r.note(now, "review.impossible", access.System, fmt.Sprintf("%s: there is nobody who could review it.", step.Title))
		return builder.PortTimedOut, r.tellNeverReviewed(ctx, step, escalates)
	}
	r.open(ctx, asked)
	r.request.State, r.request.Detail = access.RequestReviewing, fmt.Sprintf("Over. Waiting for a review by %s.", names(reviewers))
	r.save(ctx)
	reviewed := func() bool { return access.Tally(*r.approval(t.ids[0])) != access.ApprovalOpen }
	if err := r.untilReviewed(ctx, step, t, due, escalates, reviewed); err != nil {
		return "", err
	}
	r.shut(ctx, t, access.ApprovalTimedOut)
	now = workflow.Now(ctx)
	if !reviewed() || r.approval(t.ids[0]).State == access.ApprovalTimedOut {
		r.note(now, "review.timed_out", access.System, step.Title+" was never done.")
		return builder.PortTimedOut, r.tellNeverReviewed(ctx, step, escalates)
	}
	r.note(now, "review.done", access.System, step.Title+": "+verdictOf(*r.approval(t.ids[0]), now.After(due)))
	return builder.PortNext, nil
}

func (r *run) untilReviewed(ctx workflow.Context, step builder.Step, t *task, due time.Time, escalates bool, reviewed func() bool) error {
	overdue, every, widens := due, time.Duration(step.Review.Every), time.Time{}
	if escalates {
		widens = due.Add(t.dueAt.Sub(due) / 2)
		if every == 0 {
			every = max(time.Duration(step.Review.Due), leastOverdue)
		}
	}
	agenda := func() []errand {
		errands := []errand{{at: t.dueAt, why: "Waiting for a review until", do: func(workflow.Context) error {
			t.expired = true
			return nil
		}}}
		if !overdue.IsZero() {
			at := overdue
			errands = append(errands, errand{at: at, why: "Report as overdue at", do: func(ctx workflow.Context) error {
				overdue = time.Time{}
				if every > 0 {
					overdue = at.Add(every)
				}
				return r.reportOverdue(ctx, step, at, escalates)
			}})
		}
		if !widens.IsZero() {
			errands = append(errands, errand{at: widens, why: "Ask more people for a review at", do: func(ctx workflow.Context) error {
				widens = time.Time{}
				return r.widenReview(ctx, t.ids[0])
			}})
		}
		return errands
	}
	for !t.expired && !reviewed() {
		if err := r.until(ctx, func() bool { return t.expired || reviewed() || r.factsMoved }, agenda); err != nil {
			return err
		}
		if !r.factsMoved {
			continue
		}
		r.factsMoved = false
		if err := r.standIn(ctx, t.ids[0]); err != nil {
			return err
		}
		r.save(ctx)
	}
	return nil
}

// reportOverdue tells those whom the step names, and where it names nobody, those who
// are asked.
func (r *run) reportOverdue(ctx workflow.Context, step builder.Step, at time.Time, escalates bool) error {
	in := activities.ResolveInput{FactsInput: r.about(""), Rules: step.Review.Overdue, Everybody: true, At: at}
	people, err := r.resolve(ctx, in)
	if err != nil {
		return err
	}
	if escalates && len(people) == 0 {
		people = waitingFor(*r.approval(r.request.ID + "." + step.ID))
	}
	detail := fmt.Sprintf("The review of %s for %s is overdue.", r.input.EntitlementLabel, r.facts.Subject.Name)
	r.noteOnce(at, fmt.Sprintf("%s/%d", step.ID, at.Unix()), "review.overdue", access.System, detail)
	for _, person := range people {
		r.tell(at, person.PersonID, fmt.Sprintf("review_overdue/%s/%d", step.ID, at.Unix()), detail)
	}
	r.save(ctx)
	return nil
}

// verdictOf is what the one review says.
func verdictOf(approval access.Approval, late bool) string {
	if len(approval.Decisions) == 0 {
		return "nobody did it"
	}
	decision, when := approval.Decisions[0], ""
	if late {
		when = ", after it was due"
	}
	return strings.TrimSpace(fmt.Sprintf("%s by %s%s. %s", decision.Verdict, approval.NameOf(decision.PersonID), when, decision.Comment))
}
