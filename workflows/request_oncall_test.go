package workflows

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// roster is the world beyond connectors in which these are on call, and how often it
// was asked. A fact that it does not have is out of reach.
func (o *office) roster(onCall map[string][]string) (asked *int) {
	asked = new(int)
	o.with(&outside{who: func(fact string) ([]string, error) {
		logins, known := onCall[fact]
		if *asked++; !known {
			return nil, errors.New("down")
		}
		return logins, nil
	}})
	return asked
}

// calling is a plan that asks whoever is on call, and else these.
func calling(fallback ...access.ApproverRule) builder.Plan {
	plan := simplePlan(access.ApproverRule{OnCall: "sre"})
	plan.Steps[1].Approval.Fallback = fallback
	return plan
}

func (o *office) audited(action string) (lines []access.AuditLine) {
	for _, line := range o.audit {
		if line.Action == action {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestNobodyOnCallNeverApproves(t *testing.T) {
	for name, onCall := range map[string]map[string][]string{
		"nobody is":           {"sre": {}},
		"somebody unknown is": {"sre": {"pager@elsewhere.example"}},
		"the requester is":    {"sre": {"ada"}},
		"it cannot be asked":  {},
	} {
		o := newOffice(t)
		o.roster(onCall)
		if state := o.run(t, calling()); state != access.RequestDenied || len(o.handed) != 0 || !strings.Contains(o.saved.Request.Detail, "only 0 can be asked") {
			t.Errorf("%s: ended as %s: %s", name, state, o.saved.Request.Detail)
		}
		if noted := len(o.audited("on_call.unavailable")); (noted == 1) != (onCall["sre"] == nil) {
			t.Errorf("%s: %d lines in the audit log", name, noted)
		}
	}
}

func TestTheFallbackDecidesWhereNobodyOnCallCan(t *testing.T) {
	for name, onCall := range map[string]map[string][]string{
		"nobody is": {"sre": {}}, "the requester is": {"sre": {"ada"}}, "it cannot be asked": {},
	} {
		o := newOffice(t)
		o.keepOwners()
		o.roster(onCall)
		o.says(time.Hour, "rhea", access.Approve, nil)
		if state := o.run(t, calling(access.ApproverRule{Person: "rhea"})); state != access.RequestCompleted {
			t.Errorf("%s: ended as %s: %s", name, state, o.saved.Request.Detail)
		}
		if at := o.toldAt("rhea", "approval_needed"); at < 0 || at > outsidePatience {
			t.Errorf("%s: the fallback was asked after %s", name, at)
		}
	}
}

func TestWhoeverIsOnCallIsAFallback(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.roster(map[string][]string{"sre": {"olaf"}})
	plan := simplePlan(access.ApproverRule{Person: "nobody"})
	plan.Steps[1].Approval.Fallback = []access.ApproverRule{{OnCall: "sre"}}
	o.says(time.Hour, "olaf", access.Approve, nil)
	if state := o.run(t, plan); state != access.RequestCompleted {
		t.Errorf("ended as %s: %s", state, o.saved.Request.Detail)
	}
}

func TestWhoeverIsOnCallDecides(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	asked := o.roster(map[string][]string{"sre": {"olaf"}})
	var refused error
	o.says(time.Minute, "mara", access.Approve, &refused)
	o.says(time.Hour, "olaf", access.Approve, nil)
	state := o.run(t, calling(access.ApproverRule{Person: "rhea"}))
	if state != access.RequestCompleted || refused == nil || *asked != 1 {
		t.Errorf("ended as %s: %s; another was refused with %v; asked %d times", state, o.saved.Request.Detail, refused, *asked)
	}
	if approvers := o.saved.Approvals[0].Approvers; len(approvers) != 1 || approvers[0].Via != "on call for sre" {
		t.Errorf("asked %+v", approvers)
	}
}

func TestABundleThatIsDecidedAboutApartAsksOnceWhoIsOnCall(t *testing.T) {
	for name, onCall := range map[string]map[string][]string{"it answers": {"sre": {"olaf"}}, "it cannot be asked": {}} {
		o := newOffice(t)
		asked := o.roster(onCall)
		plan := bundle(o)
		plan.Steps[1].Approval.Approvers = []access.ApproverRule{{OnCall: "sre"}}
		plan.Steps[1].Approval.Fallback = []access.ApproverRule{{Person: "rhea"}}
		o.run(t, plan)
		if at := o.saved.Approvals[0].OpenedAt.Sub(monday); len(o.saved.Approvals) < 2 || at > outsidePatience || onCall["sre"] != nil && *asked != 1 || len(o.audited("on_call.unavailable")) > 1 {
			t.Errorf("%s: %d approvals, opened after %s: %+v", name, len(o.saved.Approvals), at, o.audited("on_call.unavailable"))
		}
	}
}

func TestAnEscalationAsksWhoIsOnCallThen(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{who: func(string) ([]string, error) {
		if o.env.Now().Sub(monday) < time.Hour {
			return []string{"olaf"}, nil
		}
		return []string{"rhea"}, nil
	}})
	plan := calling()
	plan.Steps[1].Approval.Escalations = []builder.Escalation{{After: hours(2), Approvers: []access.ApproverRule{{OnCall: "sre"}}}}
	o.says(3*time.Hour, "rhea", access.Approve, nil)
	if state := o.run(t, plan); state != access.RequestCompleted || o.toldAt("rhea", "approval_needed") != 2*time.Hour {
		t.Errorf("ended as %s; the next on call was asked after %s", state, o.toldAt("rhea", "approval_needed"))
	}
}

func TestAnEscalationAsksNobodyMoreWhereItIsDecidedMeanwhile(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{who: func(string) ([]string, error) {
		if o.env.Now().Sub(monday) < 2*time.Hour+20*time.Second {
			return nil, errors.New("not yet")
		}
		return []string{"rhea"}, nil
	}})
	plan := simplePlan()
	plan.Steps[1].Approval.Escalations = []builder.Escalation{{After: hours(2), Approvers: []access.ApproverRule{{OnCall: "sre"}}}}
	o.says(2*time.Hour+10*time.Second, "mara", access.Approve, nil)
	if state := o.run(t, plan); state != access.RequestCompleted || slices.Contains(o.told("rhea"), "approval_needed") || slices.Contains(o.told("ada"), "approval_escalated") {
		t.Errorf("ended as %s; rhea was told of %v, ada of %v", state, o.told("rhea"), o.told("ada"))
	}
}

func TestWhoeverStandsAboveIsAskedWhenTheOneOnCallLeaves(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.roster(map[string][]string{"sre": {"olaf"}})
	o.directorySays(time.Hour, "olaf", leaves)
	o.says(2*time.Hour, "rhea", access.Approve, nil)
	if state := o.run(t, calling()); state != access.RequestCompleted || o.toldAt("rhea", "approval_needed") != time.Hour {
		t.Errorf("ended as %s, rhea was asked after %s", state, o.toldAt("rhea", "approval_needed"))
	}
}

func TestARequestThatIsTakenBackMeanwhileDisturbsNobodyOnCall(t *testing.T) {
	o := newOffice(t)
	o.with(&outside{who: func(string) ([]string, error) {
		if o.env.Now().Sub(monday) < 20*time.Second {
			return nil, errors.New("not yet")
		}
		return []string{"olaf"}, nil
	}})
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflowNoRejection(UpdateWithdraw, "w", t, WithdrawInput{PersonID: "ada"})
	}, 10*time.Second)
	if state := o.run(t, calling()); state != access.RequestCancelled || len(o.told("olaf")) > 0 {
		t.Errorf("ended as %s, olaf was told of %v", state, o.told("olaf"))
	}
}

func TestWhoeverIsOnCallAgreesToAnExtension(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.roster(map[string][]string{"sre": {"olaf"}})
	var refused error
	o.extends(10*time.Minute, 30*time.Minute, &refused)
	o.decides(20*time.Minute, "r1.give.extension.1", access.Decision{PersonID: "olaf", Verdict: access.Approve}, nil)
	plan := granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50, Approvers: []access.ApproverRule{{OnCall: "sre"}}}})
	if o.run(t, plan); refused != nil || o.handed[0].EndedAt.Sub(monday) != 90*time.Minute {
		t.Errorf("%v, ended after %s", refused, o.handed[0].EndedAt.Sub(monday))
	}
}

func TestAnExtensionThatIsNotAllowedAsksNobodyOutside(t *testing.T) {
	for name, rule := range map[string]*builder.ExtendRule{
		"none is": nil, "none so long is": {Times: 1, Percent: 50, Approvers: []access.ApproverRule{{OnCall: "sre"}}},
	} {
		o := newOffice(t)
		o.keepOwners()
		asked := o.roster(nil)
		var refused error
		o.extends(10*time.Minute, 31*time.Minute, &refused)
		if o.run(t, granting(builder.GrantStep{Extend: rule})); refused == nil || *asked != 0 {
			t.Errorf("%s: %v, asked %d times", name, refused, *asked)
		}
	}
}

func TestAnEarlierEndDoesNotWaitWhileItIsAskedWhoMayExtend(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.roster(nil)
	var refused error
	o.extends(10*time.Minute, 30*time.Minute, &refused)
	o.directorySays(10*time.Minute+5*time.Second, "ada", func(p *access.Person) { p.Until = monday.Add(30 * time.Minute) })
	o.run(t, granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50, Approvers: []access.ApproverRule{{OnCall: "sre"}}}}))
	if at := o.toldAt("ada", "access_changed"); at < 0 || at > 10*time.Minute+10*time.Second {
		t.Errorf("the earlier end was handed over after %s; told of %v", at, o.told("ada"))
	}
	if refusal, is := asRefusal(refused); !is || refusal.Code != access.CodeNotExtendable {
		t.Errorf("the extension was answered with %v", refused)
	}
}

func TestAccessEndsWhileItIsAskedWhoMayExtendIt(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{who: func(string) ([]string, error) {
		if o.env.Now().Sub(monday) < time.Hour {
			return nil, errors.New("not yet")
		}
		return []string{"olaf"}, nil
	}})
	var refused error
	o.extends(time.Hour-10*time.Second, 30*time.Minute, &refused)
	plan := granting(builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, Percent: 50, Approvers: []access.ApproverRule{{OnCall: "sre"}}}})
	state := o.run(t, plan)
	if refusal, is := asRefusal(refused); !is || refusal.Code != access.CodeAlreadyClosed || state != access.RequestCompleted {
		t.Errorf("ended as %s, refused with %v", state, refused)
	}
	if ended := o.handed[0].EndedAt.Sub(monday); ended != time.Hour || len(o.saved.Approvals) != 0 {
		t.Errorf("ended after %s, asked %+v", ended, o.saved.Approvals)
	}
}

func TestMessagesToWhoeverIsOnCallHoldNothingUp(t *testing.T) {
	tell := builder.Recipients{People: []access.ApproverRule{{Person: "rhea"}, {OnCall: "sre"}}}
	for name, c := range map[string]struct {
		onCall map[string][]string
		told   int
	}{
		"it answers":         {map[string][]string{"sre": {"olaf", "rhea"}}, 1},
		"it cannot be asked": {nil, 0},
	} {
		o := newOffice(t)
		o.keepOwners()
		o.roster(c.onCall)
		o.env.RegisterDelayedCallback(func() {
			o.env.UpdateWorkflow(UpdateStop, "s", &testsuite.TestUpdateCallback{
				OnReject: func(err error) { t.Error(err) }, OnAccept: func() {}, OnComplete: func(any, error) {},
			}, StopInput{PersonID: "ada", Reason: access.EarlyReturn})
		}, 10*time.Second)
		o.run(t, granting(builder.GrantStep{Tell: tell}))
		if ended := o.handed[0].EndedAt.Sub(monday); ended != 10*time.Second {
			t.Errorf("%s: given back at 10 s, ended after %s", name, ended)
		}
		for person, want := range map[string]int{"ada": 1, "rhea": 1, "olaf": c.told} {
			about := slices.DeleteFunc(o.told(person), func(about string) bool { return about != "access_ended" })
			if len(about) != want {
				t.Errorf("%s: %s was told of %v", name, person, o.told(person))
			}
		}
	}
}

func TestWhoeverIsOnCallDoesItByHandAndElseTheOthers(t *testing.T) {
	for name, c := range map[string]struct {
		onCall map[string][]string
		asks   string
	}{
		"it answers":         {map[string][]string{"sre": {"olaf"}}, "olaf"},
		"it cannot be asked": {nil, "rhea"},
	} {
		o := newOffice(t)
		o.hearWords(0)
		o.roster(c.onCall)
		o.handSays(time.Minute, access.HandToGive)
		o.opens(70 * time.Second)
		o.isOver(71*time.Minute, access.HandToTake)
		o.decides(80*time.Minute, handsOfTake, access.Decision{PersonID: c.asks, Verdict: access.Done}, nil)
		o.isGone(81 * time.Minute)
		people := []access.ApproverRule{{OnCall: "sre"}}
		if c.onCall == nil {
			people = append(people, access.ApproverRule{Person: "rhea"})
		}
		if state := o.run(t, withHands(people...)); state != access.RequestCompleted || !slices.Contains(o.told(c.asks), "manual_task") {
			t.Errorf("%s: ended as %s: %s", name, state, o.saved.Request.Detail)
		}
		if at := o.toldAt("ada", "access_started"); at != 70*time.Second {
			t.Errorf("%s: it opened after 70 s, and the holder heard after %s", name, at)
		}
	}
}

func TestWhoeverIsOnCallAnswers(t *testing.T) {
	onCall := []access.ApproverRule{{OnCall: "sre"}}
	question := questionsStep()
	question.Questions.Requester, question.Questions.To = false, onCall
	o := newOffice(t)
	o.keepOwners()
	o.roster(map[string][]string{"sre": {"olaf"}})
	answer := access.Decision{PersonID: "olaf", Verdict: access.Answer, Answers: map[string]any{"ticket": "CHG-1"}}
	o.decides(time.Hour, "r1.step", answer, nil)
	if state := o.run(t, between(question, builder.PortAnswered, builder.PortTimedOut)); state != access.RequestCompleted {
		t.Errorf("the questions ended as %s: %s", state, o.saved.Request.Detail)
	}
	if o.saved.Approvals[0].Approvers[0].PersonID != "olaf" {
		t.Errorf("asked %+v", o.saved.Approvals)
	}
}
