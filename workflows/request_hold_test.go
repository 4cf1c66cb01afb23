package workflows

import (
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// granting is a plan that asks nobody and grants so.
func granting(grant builder.GrantStep) builder.Plan {
	grant.GiveUp = hours(1)
	plan := between(builder.Step{Kind: builder.KindAutoApprove, AutoApprove: &builder.AutoApproveStep{Because: "Test."}}, builder.PortNext)
	plan.Steps[3].Grant = &grant
	return plan
}

func (o *office) directorySays(after time.Duration, id string, how func(*access.Person)) {
	o.env.RegisterDelayedCallback(func() {
		o.change(id, how)
		o.env.SignalWorkflow(SignalFacts, nil)
	}, after)
}

func leaves(p *access.Person) { p.Status = access.Inactive }

func TestAccessEndsWhenWhatItWasGivenForIsNoLongerTrue(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.change("ada", func(p *access.Person) { p.Department = "Data" })
	o.directorySays(10*time.Minute, "ada", func(p *access.Person) { p.Title = "Lead" })
	o.directorySays(20*time.Minute, "ada", func(p *access.Person) { p.Department = "Sales" })
	state := o.run(t, granting(builder.GrantStep{While: `subject.department == "Data"`}))
	lease := o.handed[0]
	if state != access.RequestEndedEarly || lease.EndReason != access.EligibilityLost || lease.EndedAt.Sub(monday) != 20*time.Minute {
		t.Errorf("ended as %s, %s after %s", state, lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestAccessEndsWhenTheDirectorySaysNothingAnyMoreOfWhatItWasGivenFor(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.change("ada", func(p *access.Person) { p.Groups = []string{"SRE"} })
	o.directorySays(20*time.Minute, "ada", func(p *access.Person) { p.Groups = nil })
	o.run(t, granting(builder.GrantStep{While: `in_group(subject, "SRE")`}))
	if lease := o.handed[0]; lease.EndReason != access.EligibilityLost || lease.EndedAt.Sub(monday) != 20*time.Minute {
		t.Errorf("%s after %s", lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestNothingOpensForSomebodyOfWhomTheConditionIsNotTrue(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	state := o.run(t, granting(builder.GrantStep{While: `subject.department == "Data"`}))
	if state != access.RequestNotGranted || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

func TestWhoLeavesLosesWhatTheyHold(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.directorySays(20*time.Minute, "ada", leaves)
	state := o.run(t, granting(builder.GrantStep{}))
	if state != access.RequestEndedEarly || o.handed[0].EndReason != access.Offboarding || o.handed[0].EndedAt.Sub(monday) != 20*time.Minute {
		t.Errorf("ended as %s, %+v", state, o.handed[0])
	}
}

func TestWhatOutlivesSomebodysTimeHereKeepsItsEnd(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.directorySays(20*time.Minute, "ada", leaves)
	o.run(t, granting(builder.GrantStep{Outlives: true}))
	if o.handed[0].EndReason != access.Expiry {
		t.Errorf("ended by %s", o.handed[0].EndReason)
	}
}

func TestALastMomentThatBecomesKnownEndsTheAccess(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.directorySays(20*time.Minute, "ada", func(p *access.Person) { p.Until = monday.Add(30 * time.Minute) })
	o.run(t, granting(builder.GrantStep{}))
	if lease := o.handed[0]; lease.EndReason != access.LeaveDate || lease.EndedAt.Sub(monday) != 30*time.Minute {
		t.Errorf("ended by %s after %s", lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestAnEventFromOutsideEndsTheAccessOfItsMatterOnly(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.answers = map[string]any{"ticket": "CHG-1"}
	for after, matter := range map[time.Duration]string{10 * time.Minute: "CHG-2", 20 * time.Minute: "CHG-1"} {
		o.env.RegisterDelayedCallback(func() { o.env.SignalWorkflow(SignalEvent, OutsideEvent{Event: "ticket.closed", Matter: matter}) }, after)
	}
	o.run(t, granting(builder.GrantStep{Events: []builder.EventEnd{{Event: "ticket.closed", Matter: "ticket", Reason: access.TicketClosed}}}))
	if lease := o.handed[0]; lease.EndReason != access.TicketClosed || lease.EndedAt.Sub(monday) != 20*time.Minute {
		t.Errorf("ended by %s after %s", lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestAFactWithAKnownEndCutsTheAccess(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{answer: func() (activities.FactAnswer, error) {
		return activities.FactAnswer{True: true, Until: monday.Add(30 * time.Minute)}, nil
	}})
	state := o.run(t, granting(builder.GrantStep{Facts: []builder.FactEnd{{Fact: "on-call", Reason: access.ShiftEnd}}}))
	if lease := o.handed[0]; state != access.RequestCompleted || lease.EndReason != access.ShiftEnd || lease.EndedAt.Sub(monday) != 30*time.Minute {
		t.Errorf("ended as %s by %s after %s", state, lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestAFactThatIsAskedAgainEndsTheAccessWhenItIsNoLongerTrue(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{answer: func() (activities.FactAnswer, error) {
		return activities.FactAnswer{True: o.env.Now().Sub(monday) < 25*time.Minute}, nil
	}})
	state := o.run(t, granting(builder.GrantStep{Facts: []builder.FactEnd{{
		Fact: "incident", Reason: access.ConditionLost, Every: builder.Duration(10 * time.Minute),
	}}}))
	if lease := o.handed[0]; state != access.RequestEndedEarly || lease.EndReason != access.ConditionLost || lease.EndedAt.Sub(monday) != 30*time.Minute {
		t.Errorf("ended as %s by %s after %s", state, lease.EndReason, lease.EndedAt.Sub(monday))
	}
}

func TestTheHolderHearsOfTheEndBeforeItComes(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.run(t, granting(builder.GrantStep{RemindBefore: []builder.Duration{builder.Duration(15 * time.Minute)}}))
	if at := o.toldAt("ada", "access_ending_soon"); at != 45*time.Minute {
		t.Errorf("told after %s", at)
	}
	if told := o.told("ada"); !slices.Equal(told, []string{"request_approved", "access_started", "access_ending_soon", "access_ended"}) {
		t.Errorf("told of %v", told)
	}
}

func extendable() builder.GrantStep {
	return builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50, Approvers: []access.ApproverRule{{Person: "olaf"}}}}
}

func (o *office) extends(after, by time.Duration, refused *error) {
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflow(UpdateExtend, after.String(), &testsuite.TestUpdateCallback{
			OnReject: func(err error) { *refused = err }, OnAccept: func() {}, OnComplete: func(_ any, err error) { *refused = err },
		}, ExtendInput{ID: after.String(), PersonID: "ada", By: by})
	}, after)
}

func TestAnExtensionThatIsAgreedToMovesTheEndOnce(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var tooLong, first, second error
	o.extends(10*time.Minute, 31*time.Minute, &tooLong)
	o.extends(20*time.Minute, 30*time.Minute, &first)
	o.decides(30*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
	o.extends(70*time.Minute, 10*time.Minute, &second)
	state := o.run(t, granting(extendable()))
	if lease := o.handed[0]; state != access.RequestCompleted || lease.EndedAt.Sub(monday) != 90*time.Minute || lease.Rev != 1 {
		t.Errorf("ended as %s after %s, revision %d", state, lease.EndedAt.Sub(monday), lease.Rev)
	}
	if first != nil || tooLong == nil || second == nil {
		t.Errorf("too long: %v, first: %v, second: %v", tooLong, first, second)
	}
}

func TestAnExtensionThatNobodyDecidesIsTooLate(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var asked, late error
	o.extends(50*time.Minute, 10*time.Minute, &asked)
	o.decides(61*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Approve}, &late)
	o.run(t, granting(extendable()))
	if ended := o.handed[0].EndedAt.Sub(monday); ended != time.Hour {
		t.Errorf("ended after %s", ended)
	}
	if at := o.toldAt("ada", "extension_refused"); at != time.Hour {
		t.Errorf("told after %s", at)
	}
}

func TestAnExtensionThatIsDeniedLeavesTheEnd(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var asked error
	o.extends(20*time.Minute, 10*time.Minute, &asked)
	o.decides(30*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Deny, Comment: "No."}, nil)
	o.run(t, granting(extendable()))
	if ended := o.handed[0].EndedAt.Sub(monday); ended != time.Hour || o.toldAt("ada", "extension_refused") != 30*time.Minute {
		t.Errorf("ended after %s, told after %s", ended, o.toldAt("ada", "extension_refused"))
	}
}

func TestAnExtensionThatWasDeniedDoesNotDecideTheNext(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var first, second, third error
	o.extends(10*time.Minute, 10*time.Minute, &first)
	o.decides(20*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Deny, Comment: "No."}, nil)
	o.extends(30*time.Minute, 10*time.Minute, &second)
	o.extends(35*time.Minute, 10*time.Minute, &third)
	o.decides(40*time.Minute, "r1.give.extension.2", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
	o.run(t, granting(extendable()))
	if lease := o.handed[0]; lease.EndedAt.Sub(monday) != 70*time.Minute || lease.Rev != 1 {
		t.Errorf("ended after %s, revision %d", lease.EndedAt.Sub(monday), lease.Rev)
	}
	if first != nil || second != nil || third == nil {
		t.Errorf("first: %v, second: %v, third while the second was open: %v", first, second, third)
	}
}

func TestEverythingOfARequestCanBeStopped(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflowNoRejection(UpdateStop, "stop", t, StopInput{PersonID: "mara", Reason: access.Revoked, Note: "Enough."})
	}, 20*time.Minute)
	state := o.run(t, granting(builder.GrantStep{}))
	if state != access.RequestEndedEarly || o.handed[0].EndedBy != "mara" {
		t.Errorf("ended as %s by %q", state, o.handed[0].EndedBy)
	}
}
