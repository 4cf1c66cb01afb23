package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// between is a plan that does a step before it grants at once; where the step fails
// it ends.
func between(step builder.Step, ports ...string) builder.Plan {
	plan := simplePlan()
	step.ID, step.Title = "step", "Step"
	for _, port := range ports {
		to := "auto"
		if port == builder.PortTimedOut || port == builder.PortFailed {
			to = "no"
		}
		step.Next = append(step.Next, builder.Exit{Port: port, To: to})
	}
	auto := builder.Step{
		ID: "auto", Kind: builder.KindAutoApprove, Title: "Auto", AutoApprove: &builder.AutoApproveStep{Because: "It is a test."},
		Next: []builder.Exit{{Port: builder.PortNext, To: "give"}},
	}
	plan.Steps[0].Next[0].To = "step"
	plan.Steps = append([]builder.Step{plan.Steps[0], step, auto}, plan.Steps[2:]...)
	return plan
}

func questionsStep() builder.Step {
	return builder.Step{Kind: builder.KindQuestions, Questions: &builder.QuestionsStep{
		Requester: true, Timeout: hours(24), Remind: builder.Reminders{Before: []builder.Duration{hours(4)}},
		Questions: []builder.Question{{ID: "ticket", Label: "Ticket", Type: builder.QuestionTicket, Required: true, Pattern: "CHG-[0-9]+"}},
	}}
}

func TestAnswersAreCheckedBeforeTheyCount(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var wrong error
	answer := func(text string) access.Decision {
		return access.Decision{PersonID: "ada", Verdict: access.Answer, Answers: map[string]any{"ticket": text, "other": "x"}}
	}
	good := answer("CHG-1")
	delete(good.Answers, "other")
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflow(UpdateDecide, "wrong", &testsuite.TestUpdateCallback{
			OnReject: func(error) {}, OnAccept: func() {}, OnComplete: func(_ any, err error) { wrong = err },
		}, DecideInput{ApprovalID: "r1.step", Decision: access.Decision{ID: "wrong", PersonID: "ada", Verdict: access.Answer, Answers: map[string]any{"ticket": "no"}}})
	}, time.Hour)
	o.decides(2*time.Hour, "r1.step", good, nil)
	if state := o.run(t, between(questionsStep(), builder.PortAnswered, builder.PortTimedOut)); state != access.RequestCompleted {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if refusal, is := asRefusal(wrong); !is || refusal.Field != "answers.ticket" {
		t.Errorf("a wrong answer was answered with %v", wrong)
	}
	if o.saved.Request.Answers["ticket"] != "CHG-1" || o.handed[0].From.Sub(monday) != 2*time.Hour {
		t.Errorf("kept %v, handed over %+v", o.saved.Request.Answers, o.handed[0])
	}
}

func TestUnansweredQuestionsEndTheRequestAfterAReminder(t *testing.T) {
	o := newOffice(t)
	if state := o.run(t, between(questionsStep(), builder.PortAnswered, builder.PortTimedOut)); state != access.RequestTimedOut {
		t.Errorf("ended as %s", state)
	}
	if at := o.toldAt("ada", "approval_reminder"); at != 20*time.Hour {
		t.Errorf("reminded after %s", at)
	}
}

func TestAWaitHoldsTheRequestBackForItsTime(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	plan := between(builder.Step{Kind: builder.KindWait, Wait: &builder.WaitStep{For: hours(3)}}, builder.PortNext)
	if state := o.run(t, plan); state != access.RequestCompleted || o.handed[0].From.Sub(monday) != 3*time.Hour {
		t.Errorf("ended as %s, opened from %s", state, o.handed[0].From)
	}
}

func factWait() builder.Plan {
	return between(builder.Step{Kind: builder.KindWait, Wait: &builder.WaitStep{
		When: `subject.department == "Data"`, Timeout: hours(48),
	}}, builder.PortNext, builder.PortTimedOut)
}

func TestAWaitForAFactGoesOnWhenTheDirectorySaysSo(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.env.RegisterDelayedCallback(func() {
		o.change("ada", func(p *access.Person) { p.Department = "Data" })
		o.env.SignalWorkflow(SignalFacts, nil)
	}, 5*time.Hour)
	if state := o.run(t, factWait()); state != access.RequestCompleted || o.handed[0].From.Sub(monday) != 5*time.Hour {
		t.Errorf("ended as %s, handed over %+v", state, o.handed)
	}
}

func TestAWaitForAFactThatNeverComesTrueEnds(t *testing.T) {
	o := newOffice(t)
	if state := o.run(t, factWait()); state != access.RequestDenied || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

func TestAHookThatCannotBeToldIsGivenUpAndSaidSo(t *testing.T) {
	o := newOffice(t)
	world := &outside{post: func(activities.PostInput) error { return errors.New("down") }}
	o.with(world)
	plan := between(builder.Step{Kind: builder.KindWebhook, Webhook: &builder.WebhookStep{Hook: "ledger", Text: "{requester}", GiveUp: hours(1)}},
		builder.PortNext, builder.PortFailed)
	if state := o.run(t, plan); state != access.RequestDenied {
		t.Errorf("ended as %s", state)
	}
	if len(world.posted) < 10 || world.posted[0].ID != world.posted[len(world.posted)-1].ID || world.posted[0].Text != "Ada" {
		t.Errorf("posted %d times: %+v", len(world.posted), world.posted[0])
	}
	if !slices.ContainsFunc(o.audit, func(l access.AuditLine) bool { return l.Action == "webhook.failed" }) {
		t.Error("nothing in the audit log")
	}
}

func factCondition() builder.Plan {
	plan := between(builder.Step{Kind: builder.KindCondition, Asks: []string{"on-call"}, Condition: &builder.ConditionStep{
		Branches: []builder.Branch{{Port: "yes", When: `fact("on-call")`}},
	}}, "yes", builder.PortOtherwise)
	plan.Steps[1].Next[1].To = "no"
	return plan
}

func TestAFactThatCannotBeAskedIsNotTrue(t *testing.T) {
	o := newOffice(t)
	o.with(&outside{answer: func() (activities.FactAnswer, error) { return activities.FactAnswer{}, errors.New("down") }})
	if state := o.run(t, factCondition()); state != access.RequestDenied || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
	if at := o.toldAt("ada", "auto_approval_unavailable"); at < 50*time.Second || at > 70*time.Second {
		t.Errorf("told after %s", at)
	}
}

func TestAFactThatIsTrueLetsThrough(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{answer: func() (activities.FactAnswer, error) { return activities.FactAnswer{True: true}, nil }})
	if state := o.run(t, factCondition()); state != access.RequestCompleted {
		t.Errorf("ended as %s: %s", state, o.saved.Request.Detail)
	}
}

// change makes somebody different in the directory.
func (o *office) change(id string, how func(*access.Person)) {
	person := o.people[id]
	how(&person)
	o.people[id] = person
}
