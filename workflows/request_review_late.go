package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// leastOverdue is how often people hear of an overdue review at most, where the
// automation does not say.
const leastOverdue = 24 * time.Hour

// widenReview asks those who answer for the entitlement as well, when nobody has
// reviewed its use for long.
func (r *run) widenReview(ctx workflow.Context, id string) error {
	now := workflow.Now(ctx)
	found, err := r.resolve(ctx, activities.ResolveInput{
		FactsInput: r.about(""), Rules: []access.ApproverRule{{Owner: "entitlement"}}, Admins: true, At: now,
	})
	if err != nil {
		return err
	}
	approval := r.approval(id)
	if access.Tally(*approval) != access.ApprovalOpen {
		return nil // reviewed while it was looked who answers for it
	}
	var added []access.Approver
	for _, person := range found {
		if !approval.Asks(person.PersonID) {
			person.AskedAt = now
			added = append(added, person)
		}
	}
	approval.Approvers = append(approval.Approvers, added...)
	r.noteOnce(now, id, "review.escalated", access.System, fmt.Sprintf("Nobody did %q yet, so %s asked as well.", approval.Title, areOrNobody(added)))
	r.callUpon(now, *approval, added)
	r.save(ctx)
	return nil
}

// tellNeverReviewed tells those who answer for the entitlement, and whoever heard that
// it was overdue, that nobody is asked any more.
func (r *run) tellNeverReviewed(ctx workflow.Context, step builder.Step, escalates bool) error {
	if !escalates {
		return nil
	}
	people, err := r.resolve(ctx, activities.ResolveInput{
		FactsInput: r.about(""), Rules: append([]access.ApproverRule{{Owner: "entitlement"}}, step.Review.Overdue...), Admins: true, Everybody: true,
	})
	if err != nil {
		return err
	}
	for _, person := range people {
		r.tell(workflow.Now(ctx), person.PersonID, "review_never/"+step.ID,
			fmt.Sprintf("%s held %s, and it was never reviewed. Nobody is asked any more.", r.facts.Subject.Name, r.input.EntitlementLabel))
	}
	r.save(ctx)
	return nil
}
