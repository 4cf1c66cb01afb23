package activities

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/integrations"
)

// world answers as it is told to, within the attempt's time.
type world struct {
	answer FactAnswer
	err    error
	asked  AskFactInput
	who    WhoAnswer
	whose  AskWhoInput
	posted PostInput
	hurry  bool // whether there was a deadline
}

func (w *world) Ask(ctx context.Context, question AskFactInput) (FactAnswer, error) {
	w.asked = question
	_, w.hurry = ctx.Deadline()
	return w.answer, w.err
}

func (w *world) Who(ctx context.Context, question AskWhoInput) (WhoAnswer, error) {
	w.whose = question
	_, w.hurry = ctx.Deadline()
	return w.who, w.err
}

func (w *world) Post(ctx context.Context, event PostInput) error {
	w.posted = event
	_, w.hurry = ctx.Deadline()
	return w.err
}

func outsideAtWork(w *world) (*OutsideWork, *testsuite.TestActivityEnvironment) {
	var suite testsuite.WorkflowTestSuite
	work := &OutsideWork{Outside: w, Clock: func() time.Time { return noon }}
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(work)
	return work, env
}

func TestTheOutsideFailsInWordsThatWorkflowsKnow(t *testing.T) {
	for want, err := range map[string]error{
		ErrorRefused:    &integrations.Refused{Message: "the hook is gone"},
		ErrorRetryLater: &integrations.RetryLater{At: noon.Add(time.Minute)},
		ErrorUnknown:    &integrations.Unknown{Doing: "calling", Err: errors.New("broken")},
	} {
		work, env := outsideAtWork(&world{err: err})
		_, asking := env.ExecuteActivity(work.AskFact, AskFactInput{Fact: "on-call"})
		_, posting := env.ExecuteActivity(work.PostHook, PostInput{Hook: "ledger"})
		_, naming := env.ExecuteActivity(work.AskWho, AskWhoInput{Fact: "on-call"})
		for _, err := range []error{asking, naming, posting} {
			var failure *temporal.ApplicationError
			if !errors.As(err, &failure) || failure.Type() != want || failure.NonRetryable() != (want == ErrorRefused) {
				t.Errorf("%s: %v", want, err)
			}
		}
	}
}

func TestAFactAndAHookTravelWhole(t *testing.T) {
	w := &world{answer: FactAnswer{True: true, Until: noon, Says: "Ada is on call."}}
	work, env := outsideAtWork(w)
	question := AskFactInput{Fact: "on-call", Person: FactPerson{ID: "1", Login: "ada", Email: "a@example.com"}, Matter: "INC-1"}
	encoded, err := env.ExecuteActivity(work.AskFact, question)
	if err != nil {
		t.Fatal(err)
	}
	var answer FactAnswer
	if err := encoded.Get(&answer); err != nil || answer != w.answer || w.asked != question || !w.hurry {
		t.Errorf("asked %+v, answered %+v, %v", w.asked, answer, err)
	}
	w.who, w.hurry = WhoAnswer{Logins: []string{"ada", "ben"}}, false
	encoded, err = env.ExecuteActivity(work.AskWho, AskWhoInput{Fact: "on-call"})
	if err != nil {
		t.Fatal(err)
	}
	var who WhoAnswer
	if err := encoded.Get(&who); err != nil || !slices.Equal(who.Logins, w.who.Logins) || w.whose.Fact != "on-call" || !w.hurry {
		t.Errorf("asked %+v, answered %+v, %v", w.whose, who, err)
	}
	event := PostInput{Hook: "ledger", ID: "e", Type: "access.started", At: noon, Text: "Ada has it.", Data: map[string]any{"until": "later"}}
	if _, err := env.ExecuteActivity(work.PostHook, event); err != nil || w.posted.Data["until"] != "later" || !w.posted.At.Equal(noon) {
		t.Errorf("posted %+v, %v", w.posted, err)
	}
}
