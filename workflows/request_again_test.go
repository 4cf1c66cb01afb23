package workflows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// goesOn runs the plan as one whose first run has grown long by its first window, and
// calls begins when the second one is about to begin.
func (o *office) goesOn(t *testing.T, plan builder.Plan, begins func()) (runs int, state access.RequestState) {
	t.Helper()
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	input := RequestInput{Schema: requestSchema, Plan: encoded, RequesterName: "Ada", EntitlementLabel: "Jira / User", Request: o.request("r1")}
	o.env.SetCurrentHistoryLength(longestStory + 1)
	for {
		runs++
		o.env.ExecuteWorkflow(RequestWorkflow, input)
		err := o.env.GetWorkflowError()
		if err == nil {
			if err := o.env.GetWorkflowResult(&state); err != nil {
				t.Fatal(err)
			}
			return runs, state
		}
		var next *workflow.ContinueAsNewError
		if !errors.As(err, &next) {
			t.Fatalf("the run failed: %v", err)
		}
		input = RequestInput{}
		if err := converter.GetDefaultDataConverter().FromPayloads(next.Input, &input); err != nil {
			t.Fatal(err)
		}
		o.renew(o.env.Now())
		if begins != nil {
			begins()
		}
	}
}

// sends an update and keeps the error that it is answered with.
func (o *office) sends(name string, in any, answer *error) {
	*answer = errors.New("not answered")
	o.env.UpdateWorkflow(name, uuid.NewString(), &testsuite.TestUpdateCallback{
		OnReject: func(err error) { *answer = err }, OnAccept: func() {}, OnComplete: func(_ any, err error) { *answer = err },
	}, in)
}

func TestWhatComesInAsANewRunBeginsFindsTheRequestAsItWas(t *testing.T) {
	approved := access.Decision{ID: "click", PersonID: "mara", Verdict: access.Approve}
	stolen := approved
	stolen.PersonID = "olaf"
	for name, c := range map[string]struct {
		update string
		in     any
		taken  bool
		ends   access.RequestState
		opened int
	}{
		"it was given, so it cannot be taken back": {UpdateWithdraw, WithdrawInput{PersonID: "ada"}, false, access.RequestCompleted, 3},
		"it can be given back":                     {UpdateStop, StopInput{PersonID: "ada", Reason: access.EarlyReturn}, true, access.RequestReturned, 1},
		"it can be taken away":                     {UpdateStop, StopInput{PersonID: "mara", Reason: access.Revoked, Note: "No."}, true, access.RequestEndedEarly, 1},
		"a decision that is sent again is known":   {UpdateDecide, DecideInput{ApprovalID: "r1.lead", Decision: approved}, true, access.RequestCompleted, 3},
		"and is nobody else's":                     {UpdateDecide, DecideInput{ApprovalID: "r1.lead", Decision: stolen}, false, access.RequestCompleted, 3},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			plan := mornings(o)
			plan.Steps[2] = simplePlan().Steps[1] // somebody is asked
			plan.Steps[1].Next, plan.Steps[2].ID = []builder.Exit{{Port: builder.PortNext, To: "lead"}}, "lead"
			var first, answer error
			o.env.RegisterDelayedCallback(func() { o.sends(UpdateDecide, DecideInput{ApprovalID: "r1.lead", Decision: approved}, &first) }, time.Minute)
			runs, state := o.goesOn(t, plan, func() {
				o.env.RegisterDelayedCallback(func() { o.sends(c.update, c.in, &answer) }, 0)
			})
			if runs != 2 || first != nil || (answer == nil) != c.taken {
				t.Errorf("%d runs, answered %v and %v", runs, first, answer)
			}
			if state != c.ends || len(openings(o)) != c.opened {
				t.Errorf("ended as %s, opened after %v", state, openings(o))
			}
		})
	}
}

// asItEnds does something while the last that the first run has to say is recorded:
// the end of its window.
func (o *office) asItEnds(does func()) {
	o.onSave = func() {
		if len(o.handed) == 1 && o.handed[0].State == access.Ended {
			o.onSave = nil
			does()
		}
	}
}

func TestWhatComesInWhileARunWritesItsLastIsNotLost(t *testing.T) {
	closing := func(o *office) builder.Plan {
		plan := mornings(o)
		plan.Steps[3].Grant.Events = []builder.EventEnd{{Event: "ticket.closed", Matter: "ticket", Reason: access.TicketClosed}}
		o.answers = map[string]any{"ticket": "T-1"}
		return plan
	}
	for name, c := range map[string]struct {
		does  func(o *office)
		runs  int
		check func(o *office, state access.RequestState) bool
	}{
		"an event": {
			func(o *office) {
				o.env.SignalWorkflow(SignalEvent, OutsideEvent{Event: "ticket.closed", Matter: "T-1"})
			}, 2,
			func(o *office, _ access.RequestState) bool { return o.handed[1].EndReason == access.TicketClosed },
		},
		"that somebody left": {
			func(o *office) {
				o.change("ada", leaves)
				o.env.SignalWorkflow(SignalFacts, nil)
			}, 2,
			func(o *office, state access.RequestState) bool {
				return state == access.RequestEndedEarly && o.saved.Request.ClosedAt.Sub(monday) == 24*time.Hour
			},
		},
		"its end": {
			func(o *office) {
				var answer error
				o.sends(UpdateStop, StopInput{PersonID: "ada", Reason: access.EarlyReturn}, &answer)
			}, 1,
			func(o *office, state access.RequestState) bool {
				return state == access.RequestReturned && len(o.handed) == 1
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			o.asItEnds(func() { c.does(o) })
			runs, state := o.goesOn(t, closing(o), nil)
			if runs != c.runs || !c.check(o, state) {
				t.Errorf("%d runs, ended as %s after %s, opened after %v", runs, state, o.saved.Request.ClosedAt.Sub(monday), openings(o))
			}
		})
	}
}

func TestWhatAConditionWasToldOutsideIsKnownToTheNextRun(t *testing.T) {
	o := newOffice(t)
	r := &run{known: map[string]bool{"on-call": true}, changedBy: "Mara", start: monday, closes: monday.Add(time.Hour)}
	o.env.ExecuteWorkflow(func(ctx workflow.Context) error {
		r.writing, r.log = workflow.NewMutex(ctx), workflow.GetLogger(ctx)
		return r.goOnAsNew(ctx, builder.Step{ID: "give"}, builder.Opening{}, 1)
	})
	var next *workflow.ContinueAsNewError
	var input RequestInput
	if !errors.As(o.env.GetWorkflowError(), &next) {
		t.Fatal(o.env.GetWorkflowError())
	}
	if err := converter.GetDefaultDataConverter().FromPayloads(next.Input, &input); err != nil {
		t.Fatal(err)
	}
	var again run
	again.takeUp(*input.State)
	if !again.known["on-call"] || again.changedBy != r.changedBy || !again.start.Equal(r.start) || !again.closes.Equal(r.closes) {
		t.Errorf("the next run knows %+v", input.State)
	}
}

func TestThatAChannelWasNotToldOfTheEndIsRecorded(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	o.with(&outside{post: func(activities.PostInput) error { return errors.New("503") }})
	o.run(t, granting(builder.GrantStep{Tell: builder.Recipients{Hooks: []string{"ops"}}}))
	if !slices.ContainsFunc(o.audit, func(line access.AuditLine) bool { return line.ID == "r1/access_ended/ops/hook.failed" }) {
		t.Errorf("the log has %+v", o.audit)
	}
}
