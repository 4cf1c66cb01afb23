package workflows

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// reviewed grants for an hour and has the use reviewed afterwards; Zoe is an admin.
func reviewed(t *testing.T, review builder.ReviewStep) (*office, builder.Plan) {
	t.Helper()
	o := newOffice(t)
	o.keepOwners()
	o.people["zoe"] = access.Person{ID: "zoe", Login: "zoe", Name: "Zoe", Status: access.Active, Roles: []access.Role{access.Admin}}
	plan := granting(builder.GrantStep{})
	plan.Steps[3].Next = slices.Clone(plan.Steps[3].Next)
	plan.Steps[3].Next[0].To = "look"
	plan.Steps = slices.Insert(plan.Steps, 4, builder.Step{
		ID: "look", Kind: builder.KindReview, Title: "Review", Review: &review,
		Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortTimedOut, To: "done"}},
	})
	return o, plan
}

func (o *office) countTold(person, about string) int {
	count := 0
	for _, each := range o.told(person) {
		if each == about {
			count++
		}
	}
	return count
}

func TestAReviewThatNobodyDoesAsksMorePeopleAndIsNeverDroppedInSilence(t *testing.T) {
	o, plan := reviewed(t, builder.ReviewStep{
		Reviewers: []access.ApproverRule{{Person: "mara"}}, Due: hours(24), Overdue: []access.ApproverRule{{Person: "rhea"}}, Closes: hours(240),
	})
	o.run(t, plan)
	last := o.saved.Approvals[len(o.saved.Approvals)-1]
	if last.State != access.ApprovalTimedOut || o.saved.Request.ClosedAt.Sub(monday) != 241*time.Hour {
		t.Errorf("the review ended as %s after %s", last.State, o.saved.Request.ClosedAt.Sub(monday))
	}
	if count := o.countTold("rhea", "review_overdue"); count != 9 {
		t.Errorf("it was reported as overdue on %d of 9 days", count)
	}
	for _, person := range []string{"olaf", "zoe"} { // the owner and the admin
		if at := o.toldAt(person, "approval_needed"); at != 133*time.Hour {
			t.Errorf("%s was asked after %s", person, at)
		}
		if at := o.toldAt(person, "review_never"); at != 241*time.Hour {
			t.Errorf("%s heard after %s that it was never reviewed", person, at)
		}
	}
	if o.countTold("rhea", "review_never") != 1 || len(o.audited("review.escalated")) != 1 || len(o.audited("review.timed_out")) != 1 {
		t.Errorf("audited %v and %v", o.audited("review.escalated"), o.audited("review.timed_out"))
	}
}

func TestWhoIsAskedLaterMayReviewToo(t *testing.T) {
	o, plan := reviewed(t, builder.ReviewStep{Reviewers: []access.ApproverRule{{Person: "mara"}}, Due: hours(24), Closes: hours(240)})
	var early error
	o.decides(100*time.Hour, "r1.look", access.Decision{PersonID: "zoe", Verdict: access.Justified, Comment: "Seen."}, &early)
	o.decides(140*time.Hour, "r1.look", access.Decision{PersonID: "zoe", Verdict: access.Unjustified, Comment: "No outage."}, nil)
	o.run(t, plan)
	if refusal, is := asRefusal(early); !is || refusal.Code != access.CodeNotAsked || o.saved.Request.ClosedAt.Sub(monday) != 140*time.Hour {
		t.Errorf("closed after %s; before she was asked: %v", o.saved.Request.ClosedAt.Sub(monday), early)
	}
	if o.countTold("mara", "review_overdue") != 5 || o.countTold("zoe", "review_never") != 0 {
		t.Errorf("mara was told %v, zoe %v", o.told("mara"), o.told("zoe"))
	}
}

func TestAReviewThatNamesNobodyAsksThoseWhoAnswerForIt(t *testing.T) {
	nobody := builder.ReviewStep{Reviewers: []access.ApproverRule{{Person: "ada"}}, Due: hours(1), Closes: hours(10)}
	for name, c := range map[string]struct {
		leave []string
		want  string
	}{
		"its owner": {nil, "[olaf]"},
		"an admin":  {[]string{"olaf"}, "[zoe]"},
		"nobody":    {[]string{"olaf", "zoe"}, "[]"},
	} {
		o, plan := reviewed(t, nobody)
		for _, id := range c.leave {
			o.change(id, leaves)
		}
		o.run(t, plan)
		last := o.saved.Approvals[len(o.saved.Approvals)-1]
		asked := []string{}
		for _, approver := range last.Approvers {
			if approver.AskedAt.IsZero() {
				asked = append(asked, approver.PersonID)
			}
		}
		if fmt.Sprint(asked) != c.want || last.Kind != access.AsksReview || last.State != access.ApprovalTimedOut {
			t.Errorf("%s: %v were asked, and it ended as %s", name, asked, last.State)
		}
	}
}

// An obligation outlasts the access, and whatever ended it.
func TestAccessThatEndedEarlyIsReviewedAllTheSame(t *testing.T) {
	o, plan := reviewed(t, builder.ReviewStep{Reviewers: []access.ApproverRule{{Person: "mara"}}, Due: hours(24), Closes: hours(240)})
	o.stops(20*time.Minute, killed)
	var refused error
	o.decides(time.Hour, "r1.look", access.Decision{PersonID: "mara", Verdict: access.Justified, Comment: "Seen."}, &refused)
	o.run(t, plan)
	if refused != nil || o.saved.Request.ClosedAt.Sub(monday) != time.Hour {
		t.Errorf("closed after %s: %v", o.saved.Request.ClosedAt.Sub(monday), refused)
	}
}
