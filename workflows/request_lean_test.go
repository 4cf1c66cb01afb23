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

// written lists the states of everything that is recorded from now on.
func (o *office) written() *[]access.RequestState {
	states := &[]access.RequestState{}
	o.onSave = func() { *states = append(*states, o.saved.Request.State) }
	return states
}

func TestWhatHappensToARequestAtOnceIsWrittenOnce(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.prompt = true
	states := o.written()
	o.says(time.Hour, "mara", access.Approve, nil)
	o.run(t, simplePlan())
	want := []access.RequestState{access.RequestWaiting, access.RequestGranting, access.RequestOpen, access.RequestCompleted}
	if !slices.Equal(*states, want) {
		t.Errorf("written: %v, want %v", *states, want)
	}
}

func TestPeopleAreLookedAtOnceAfterEachWait(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	looks := 0
	o.limits = func(*access.Entitlement) { looks++ }
	o.says(500*time.Millisecond, "mara", access.Approve, nil)
	o.run(t, simplePlan())
	if looks != 2 {
		t.Errorf("looked %d times, want once when the manager is asked and once when she agreed", looks)
	}
}

func TestWhoLeavesWhileAFactIsAskedGetsNothing(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{answer: func() (activities.FactAnswer, error) {
		o.change("ada", leaves)
		o.env.SignalWorkflow(SignalFacts, nil)
		return activities.FactAnswer{True: true}, nil
	}})
	state := o.run(t, granting(builder.GrantStep{Facts: []builder.FactEnd{{Fact: "on-call", Reason: access.ConditionLost}}}))
	if state != access.RequestCancelled || len(o.handed) != 0 {
		t.Errorf("ended as %s, handed over %d", state, len(o.handed))
	}
}

// answered hears whether a decision was recorded when whoever made it had their answer.
func (o *office) answered(after time.Duration, person string, verdict access.Verdict) (recorded *bool, at *time.Duration) {
	recorded, at = new(bool), new(time.Duration)
	o.env.RegisterDelayedCallback(func() {
		o.env.UpdateWorkflow(UpdateDecide, person, &testsuite.TestUpdateCallback{
			OnReject: func(err error) { panic(err) }, OnAccept: func() {},
			OnComplete: func(any, error) {
				o.mu.Lock()
				defer o.mu.Unlock()
				*at = o.env.Now().Sub(monday)
				*recorded = slices.ContainsFunc(o.audit, func(line access.AuditLine) bool { return line.ID == "r1/decision/d-"+person })
			},
		}, DecideInput{ApprovalID: "r1.lead", Decision: access.Decision{ID: "d-" + person, PersonID: person, Verdict: verdict}})
	}, after)
	return recorded, at
}

func TestADecisionIsRecordedWhenItIsAnswered(t *testing.T) {
	plan := simplePlan(access.ApproverRule{Manager: "requester"}, access.ApproverRule{Owner: "entitlement"})
	plan.Steps[1].Approval.Quorum = 2
	for name, second := range map[string]access.Verdict{"agreed": access.Approve, "denied": access.Deny} {
		o := newOffice(t)
		o.keepOwners()
		first, _ := o.answered(time.Minute, "mara", access.Approve)
		last, _ := o.answered(time.Hour, "olaf", second)
		o.run(t, plan)
		if !*first || !*last {
			t.Errorf("%s: the one that leaves it open was recorded: %t, the one that decides: %t", name, *first, *last)
		}
	}
}

func TestADecisionIsAnsweredSoonWhileTheRecordIsAway(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	away := func() bool {
		now := o.env.Now().Sub(monday)
		return now >= time.Hour && now < 2*time.Hour
	}
	o.saving = func() error {
		if away() {
			return errors.New("connection refused")
		}
		return nil
	}
	recorded, at := o.answered(time.Hour, "mara", access.Approve)
	state := o.run(t, simplePlan())
	if late := *at - time.Hour; *recorded || late <= 0 || late > 10*time.Second {
		t.Errorf("answered %s after it was made, recorded: %t", late, *recorded)
	}
	if state != access.RequestCompleted || !slices.ContainsFunc(o.audit, func(line access.AuditLine) bool { return line.ID == "r1/decision/d-mara" }) {
		t.Errorf("ended as %s, the log has %+v", state, o.audit)
	}
}

func TestWhatEndedIsWrittenBeforeAnythingElseIsWaitedFor(t *testing.T) {
	for name, c := range map[string]struct {
		step  builder.Step
		ports []string
	}{
		"a hook": {
			builder.Step{Kind: builder.KindWebhook, Webhook: &builder.WebhookStep{Hook: "ops", GiveUp: hours(5)}},
			[]string{builder.PortNext, builder.PortFailed},
		},
		"a fact": {
			builder.Step{Kind: builder.KindCondition, Asks: []string{"on-call"}, Condition: &builder.ConditionStep{}},
			[]string{builder.PortOtherwise},
		},
		"who is on call": {
			builder.Step{Kind: builder.KindReview, Review: &builder.ReviewStep{
				Reviewers: []access.ApproverRule{{OnCall: "on-call"}}, Due: hours(1), Closes: hours(2),
			}},
			[]string{builder.PortNext, builder.PortTimedOut},
		},
	} {
		o := newOffice(t)
		o.keepOwners()
		asked, told := false, false
		look := func() {
			o.mu.Lock()
			defer o.mu.Unlock()
			asked, told = true, slices.Contains(o.told("ada"), "access_ended")
		}
		o.with(&outside{
			post:   func(activities.PostInput) error { look(); return nil },
			answer: func() (activities.FactAnswer, error) { look(); return activities.FactAnswer{}, nil },
			who:    func(string) ([]string, error) { look(); return nil, nil },
		})
		o.run(t, afterwards(c.step, c.ports...))
		if !asked || !told {
			t.Errorf("%s was waited for: %t, its holder was told of the end before: %t", name, asked, told)
		}
	}
}

// afterwards is a plan that grants, and then takes a step of those ways out.
func afterwards(step builder.Step, ports ...string) builder.Plan {
	plan := granting(builder.GrantStep{})
	plan.Steps[3].Next = []builder.Exit{{Port: builder.PortNext, To: "after"}, {Port: builder.PortFailed, To: "no"}}
	step.ID, step.Title = "after", "After"
	for _, port := range ports {
		step.Next = append(step.Next, builder.Exit{Port: port, To: "done"})
	}
	plan.Steps = slices.Insert(plan.Steps, 4, step)
	return plan
}

func TestAnOwnerThatDoesNotAnswerHoldsUpNothingElseOfABundle(t *testing.T) {
	o := newOffice(t)
	o.bundle = []string{"jira/user", "wiki/user"}
	o.keepOwners()
	o.deaf = func(lease access.Lease) bool {
		return lease.EntitlementID == "jira/user" && o.env.Now().Before(monday.Add(time.Minute))
	}
	o.run(t, granting(builder.GrantStep{}))
	if len(o.handed) != 2 || o.handed[0].EntitlementID != "wiki/user" || !o.handed[0].OpenedAt.Equal(monday) {
		t.Errorf("handed over: %+v", o.handed)
	}
}
