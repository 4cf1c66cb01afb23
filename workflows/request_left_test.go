package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestTheTaskOfSomebodyWhoLeftGoesToTheirManager(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var gone error
	o.directorySays(time.Hour, "mara", leaves)
	o.says(2*time.Hour, "mara", access.Approve, &gone)
	o.says(3*time.Hour, "rhea", access.Approve, nil)
	if state := o.run(t, simplePlan()); state != access.RequestCompleted {
		t.Errorf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if refusal, is := asRefusal(gone); !is || refusal.Code != access.CodeNotAsked {
		t.Errorf("somebody inactive decided: %v", gone)
	}
}

func TestWhoLeftReviewsNothingAndAgreesToNoExtension(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	plan := granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, By: hours(1), Approvers: []access.ApproverRule{{Person: "mara"}}}})
	plan.Steps[3].Next = slices.Clone(plan.Steps[3].Next)
	plan.Steps[3].Next[0].To = "look"
	plan.Steps = slices.Insert(plan.Steps, 4, builder.Step{
		ID: "look", Kind: builder.KindReview, Title: "Review",
		Review: &builder.ReviewStep{Reviewers: []access.ApproverRule{{Person: "olaf"}}, Due: hours(24), Closes: hours(240)},
		Next:   []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortTimedOut, To: "done"}},
	})
	var asked, extension, review error
	o.extends(10*time.Minute, 10*time.Minute, &asked)
	o.directorySays(20*time.Minute, "mara", leaves)
	o.decides(30*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "mara", Verdict: access.Approve}, &extension)
	o.directorySays(2*time.Hour, "olaf", leaves)
	o.decides(3*time.Hour, "r1.look", access.Decision{PersonID: "olaf", Verdict: access.Justified, Comment: "Fine."}, &review)
	o.decides(4*time.Hour, "r1.look", access.Decision{PersonID: "rhea", Verdict: access.Justified, Comment: "Fine."}, nil)
	o.run(t, plan)
	for _, err := range []error{extension, review} {
		if refusal, is := asRefusal(err); !is || refusal.Code != access.CodeNotAsked {
			t.Errorf("somebody inactive decided: %v", err)
		}
	}
	if o.handed[0].EndedAt.Sub(monday) != time.Hour || o.saved.Request.ClosedAt.Sub(monday) != 4*time.Hour {
		t.Errorf("ended after %s, closed after %s", o.handed[0].EndedAt.Sub(monday), o.saved.Request.ClosedAt.Sub(monday))
	}
}

func TestTheRequestOfSomebodyWhoLeftAsksNobodyAnyMore(t *testing.T) {
	o := newOffice(t)
	o.directorySays(time.Hour, "ada", leaves)
	if state := o.run(t, simplePlan()); state != access.RequestCancelled || o.saved.Request.ClosedAt.Sub(monday) != time.Hour {
		t.Errorf("ended as %s after %s", state, o.saved.Request.ClosedAt.Sub(monday))
	}
}
