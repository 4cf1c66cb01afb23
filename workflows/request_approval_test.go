package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// approving is a plan with that approval before a grant.
func approving(approval builder.ApprovalStep) builder.Plan {
	plan := simplePlan()
	if approval.Approvers == nil {
		approval.Approvers = []access.ApproverRule{{Person: "mara"}, {Person: "olaf"}, {Person: "rhea"}}
	}
	if approval.Quorum == 0 {
		approval.Quorum = 1
	}
	if approval.Timeout == 0 {
		approval.Timeout = hours(24)
	}
	plan.Steps[1].Approval = &approval
	return plan
}

func TestSilenceAsksMorePeopleAndTheFirstAnswerOfAnyCounts(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var early error
	o.says(20*time.Minute, "rhea", access.Approve, &early)
	o.says(3*time.Hour, "mara", access.Approve, nil)
	state := o.run(t, approving(builder.ApprovalStep{
		Approvers:   []access.ApproverRule{{Person: "mara"}},
		Escalations: []builder.Escalation{{After: hours(1), Approvers: []access.ApproverRule{{Person: "olaf"}}}, {After: hours(2), Approvers: []access.ApproverRule{{Person: "rhea"}, {Person: "mara"}}}},
	}))
	if state != access.RequestCompleted || o.handed[0].From.Sub(monday) != 3*time.Hour {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if refusal, is := asRefusal(early); !is || refusal.Code != access.CodeNotAsked {
		t.Errorf("decided before being asked: %v", early)
	}
	if olaf, rhea := o.toldAt("olaf", "approval_needed"), o.toldAt("rhea", "approval_needed"); olaf != time.Hour || rhea != 2*time.Hour {
		t.Errorf("asked after %s and %s", olaf, rhea)
	}
	if closed := o.toldAt("olaf", "task_closed"); closed != 3*time.Hour {
		t.Errorf("told that it is closed after %s", closed)
	}
}

func TestRemindersComeBeforeTheEndAndAtGrowingPauses(t *testing.T) {
	o := newOffice(t)
	o.run(t, approving(builder.ApprovalStep{
		Approvers: []access.ApproverRule{{Person: "mara"}}, Timeout: hours(8),
		Remind: builder.Reminders{Before: []builder.Duration{hours(1)}, Every: builder.Duration(15 * time.Minute), Factor: 2},
	}))
	var at []time.Duration
	for _, message := range o.messages {
		if message.About == "approval_reminder" {
			at = append(at, message.At.Sub(monday))
		}
	}
	m := time.Minute
	if want := []time.Duration{15 * m, 45 * m, 105 * m, 225 * m, 420 * m, 465 * m}; !slices.Equal(at, want) {
		t.Errorf("reminded after %v", at)
	}
}

func TestOneDenialOfTwoThatItTakesDoesNotDeny(t *testing.T) {
	for _, second := range []access.Verdict{access.Approve, access.Deny} {
		o := newOffice(t)
		o.keepOwners()
		o.says(time.Hour, "mara", access.Deny, nil)
		o.says(2*time.Hour, "olaf", second, nil)
		state := o.run(t, approving(builder.ApprovalStep{Denials: 2}))
		if want := map[access.Verdict]access.RequestState{access.Approve: access.RequestCompleted, access.Deny: access.RequestDenied}[second]; state != want {
			t.Errorf("ended as %s", state)
		}
	}
}

func TestAnApproverGivesLessAndLaterAndNeverMore(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var more, tooLate error
	terms := builder.ApprovalStep{Shorten: true, Postpone: hours(5)}
	o.decides(10*time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Duration: 2 * time.Hour}, &more)
	o.decides(20*time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Start: monday.Add(9 * time.Hour)}, &tooLate)
	o.decides(30*time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Duration: 10 * time.Minute, Start: monday.Add(2 * time.Hour)}, nil)
	o.run(t, approving(terms))
	if more == nil || tooLate == nil {
		t.Errorf("more: %v, too late: %v", more, tooLate)
	}
	if lease := o.handed[0]; lease.OpenedAt.Sub(monday) != 2*time.Hour || lease.EndedAt.Sub(lease.OpenedAt) != 10*time.Minute {
		t.Errorf("from %s for %s", lease.OpenedAt.Sub(monday), lease.EndedAt.Sub(lease.OpenedAt))
	}
}

func TestTermsThatAreNotOfferedAreRefused(t *testing.T) {
	o := newOffice(t)
	var shorter, later error
	o.decides(time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Duration: time.Minute}, &shorter)
	o.decides(time.Minute, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Start: monday.Add(time.Hour)}, &later)
	o.run(t, approving(builder.ApprovalStep{}))
	if shorter == nil || later == nil || len(o.handed) != 0 {
		t.Errorf("shorter: %v, later: %v", shorter, later)
	}
}

func TestAnOldSignInAndAMissingCommentDoNotDecide(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var old, silent error
	step := builder.ApprovalStep{StepUp: builder.Duration(5 * time.Minute), Comment: access.CommentRequired}
	o.decides(time.Hour, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Comment: "c", AuthenticatedAt: monday.Add(54 * time.Minute)}, &old)
	o.decides(2*time.Hour, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, AuthenticatedAt: monday.Add(2 * time.Hour)}, &silent)
	o.decides(3*time.Hour, "r1.lead", access.Decision{PersonID: "mara", Verdict: access.Approve, Comment: "c", AuthenticatedAt: monday.Add(3 * time.Hour)}, nil)
	if state := o.run(t, approving(step)); state != access.RequestCompleted {
		t.Errorf("ended as %s", state)
	}
	if refusal, is := asRefusal(old); !is || refusal.Code != access.CodeSignInAgain {
		t.Errorf("an old sign-in: %v", old)
	}
	if refusal, is := asRefusal(silent); !is || refusal.Field != "comment" {
		t.Errorf("without a comment: %v", silent)
	}
}

func TestWhoApprovedOneStageIsNotAskedInASeparateOne(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	plan := approving(builder.ApprovalStep{Approvers: []access.ApproverRule{{Person: "mara"}}})
	second := plan.Steps[1]
	second.ID, second.Title = "owner", "Owner"
	second.Approval = &builder.ApprovalStep{
		Approvers: []access.ApproverRule{{Person: "mara"}}, Quorum: 1, Timeout: hours(24), Separate: true, Fallback: []access.ApproverRule{{Person: "olaf"}},
	}
	plan.Steps[1].Next = slices.Clone(plan.Steps[1].Next)
	plan.Steps[1].Next[0].To = "owner"
	plan.Steps = slices.Insert(plan.Steps, 2, second)
	var again error
	o.says(time.Hour, "mara", access.Approve, nil)
	o.decides(2*time.Hour, "r1.owner", access.Decision{PersonID: "mara", Verdict: access.Approve}, &again)
	o.decides(3*time.Hour, "r1.owner", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
	if state := o.run(t, plan); state != access.RequestCompleted {
		t.Errorf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if refusal, is := asRefusal(again); !is || refusal.Code != access.CodeNotAsked {
		t.Errorf("signed twice: %v", again)
	}
	if told := o.told("ada"); !slices.Contains(told, "stage_approved") {
		t.Errorf("told of %v", told)
	}
}

// Its audit line is named by the id, so that a second decision of it would have none.
func TestAnIDIsOfOneDecisionOfTheRequest(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var again error
	o.decides(time.Hour, "r1.lead.jira.user", access.Decision{ID: "d", PersonID: "mara", Verdict: access.Approve}, nil)
	o.decides(2*time.Hour, "r1.lead.wiki.user", access.Decision{ID: "d", PersonID: "olaf", Verdict: access.Approve}, &again)
	if state := o.run(t, bundle(o)); state != access.RequestTimedOut {
		t.Errorf("ended as %s", state)
	}
	if refusal, is := asRefusal(again); !is || refusal.Code != access.CodeConflict {
		t.Errorf("answered with %v", again)
	}
}

// A worker that dies leaves a record that knows of an approval before the next one
// has come to it.
func TestADecisionThatComesBeforeTheRunHasComeToItsApprovalMayBeSentAgain(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var early error
	o.decides(time.Minute, "r1.second", access.Decision{PersonID: "olaf", Verdict: access.Approve}, &early)
	o.says(time.Hour, "mara", access.Approve, nil)
	if state := o.run(t, approving(builder.ApprovalStep{})); state != access.RequestCompleted {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if refusal, is := asRefusal(early); !is || refusal.Code != access.CodeUnavailable {
		t.Errorf("got %v", early)
	}
}

func TestWhatIsUndecidedWhenTheOfficeClosesIsNotGranted(t *testing.T) {
	o := newOffice(t)
	plan := simplePlan()
	plan.Calendars = map[string]windows.Calendar{"office": {
		Zone: "UTC", Open: []windows.Hours{{Days: []windows.Weekday{windows.Monday}, From: windows.NewClock(8, 0), To: windows.NewClock(17, 0)}},
	}}
	plan.Steps[0].Request.Hours = &builder.HoursRule{Calendar: "office"}
	var late error
	o.says(8*time.Hour+5*time.Minute, "mara", access.Approve, &late)
	if state := o.run(t, plan); state != access.RequestNotGranted || o.saved.Request.ClosedAt.Sub(monday) != 8*time.Hour {
		t.Errorf("ended as %s after %s", state, o.saved.Request.ClosedAt.Sub(monday))
	}
}

func TestAReviewKeepsTheRequestOpenAndTellsWhenItIsOverdue(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	plan := granting(builder.GrantStep{})
	review := builder.Step{
		ID: "look", Kind: builder.KindReview, Title: "Review",
		Review: &builder.ReviewStep{Reviewers: []access.ApproverRule{{Person: "mara"}, {Person: "ada"}}, Due: hours(24), Overdue: []access.ApproverRule{{Person: "rhea"}}, Every: hours(4), Closes: hours(240)},
		Next:   []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortTimedOut, To: "done"}},
	}
	plan.Steps[3].Next = slices.Clone(plan.Steps[3].Next)
	plan.Steps[3].Next[0].To = "look"
	plan.Steps = slices.Insert(plan.Steps, 4, review)
	var own error
	o.decides(2*time.Hour, "r1.look", access.Decision{PersonID: "ada", Verdict: access.Justified, Comment: "Mine."}, &own)
	o.decides(30*time.Hour, "r1.look", access.Decision{PersonID: "mara", Verdict: access.Justified, Comment: "Seen the log."}, nil)
	var meanwhile access.RequestState
	o.env.RegisterDelayedCallback(func() { meanwhile = o.saved.Request.State }, 20*time.Hour)
	if state := o.run(t, plan); state != access.RequestCompleted || o.saved.Request.ClosedAt.Sub(monday) != 30*time.Hour {
		t.Errorf("ended as %s after %s", state, o.saved.Request.ClosedAt.Sub(monday))
	}
	if refusal, is := asRefusal(own); !is || refusal.Code != access.CodeOwnRequest || meanwhile != access.RequestReviewing {
		t.Errorf("reviewed themselves: %v; meanwhile %s", own, meanwhile)
	}
	overdue := 0
	for _, about := range o.told("rhea") {
		if about == "review_overdue" {
			overdue++
		}
	}
	if overdue != 2 || o.toldAt("rhea", "review_overdue") != 25*time.Hour {
		t.Errorf("told %d times, first after %s", overdue, o.toldAt("rhea", "review_overdue"))
	}
}
