package activities

import (
	"context"
	"errors"
	"log/slog"
	"path"
	"reflect"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// noted keeps what the ledger was told.
type noted struct {
	book
	effects []access.Effect
}

func (n *noted) RecordEffect(_ context.Context, effect access.Effect) error {
	n.effects = append(n.effects, effect)
	return n.down
}

// moody answers each call with the next of its answers, and takes a second for it.
type moody struct {
	system
	answers []error
	now     time.Time
}

func (m *moody) Deprovision(context.Context, access.Key) (integrations.Removal, error) {
	m.now = m.now.Add(time.Second)
	answer := m.answers[0]
	m.answers = m.answers[1:]
	return integrations.Removal{Evidence: "the account is gone"}, answer
}

// removals runs one removal to its end and returns what was recorded.
func removals(t *testing.T, ledgerDown error, seen func(access.Effect), answers ...error) []access.Effect {
	t.Helper()
	outside, ledger := &moody{answers: answers, now: noon}, &noted{book: book{down: ledgerDown}}
	work := &ConnectorWork{Provider: outside, Ledger: ledger, Clock: func() time.Time { return outside.now }, Log: slog.New(slog.DiscardHandler), Seen: seen}
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterActivity(work)
	env.ExecuteWorkflow(func(ctx workflow.Context) error {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
			StartToCloseTimeout: time.Minute,
			RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 1, MaximumInterval: time.Second},
		})
		return workflow.ExecuteActivity(ctx, work.Deprovision, access.Key{Connector: "okta"}).Get(ctx, nil)
	})
	if err := env.GetWorkflowError(); err != nil || len(outside.answers) > 0 {
		t.Fatalf("%v, %d answers left", err, len(outside.answers))
	}
	return ledger.effects
}

func TestAttemptsThatArePutOffInARowAreRecordedAsOne(t *testing.T) {
	off, broke := &integrations.RetryLater{At: noon, Reason: "used up"}, errors.New("the connection broke")
	type said struct {
		id                   string
		attempt, first, last int
		reply                access.Reply
	}
	var got []said
	counted := 0
	for _, effect := range removals(t, nil, func(access.Effect) { counted++ }, off, off, broke, off, nil) {
		got = append(got, said{path.Base(effect.ID), effect.Attempt, effect.First, effect.Last, effect.Reply})
		if effect.Took != time.Second || !effect.At.Equal(effect.LastAt) {
			t.Errorf("%+v", effect)
		}
	}
	want := []said{
		{"before-1", 1, 1, 1, access.ReplyPutOff},
		{"before-1", 1, 2, 2, access.ReplyPutOff},
		{"3", 1, 3, 3, access.ReplyUnknown},
		{"before-2", 2, 4, 4, access.ReplyPutOff},
		{"5", 2, 5, 5, access.ReplyConfirmed},
	}
	if !reflect.DeepEqual(got, want) || counted != len(want) {
		t.Errorf("recorded %v and counted %d, want %v", got, counted, want)
	}
}

func TestWhatWasReadBackIsRecordedWithWhy(t *testing.T) {
	recorded := removals(t, nil, nil, nil)
	if len(recorded) != 1 || recorded[0].Found == nil || recorded[0].Found.Present || recorded[0].Outcome != "the account is gone" {
		t.Errorf("%+v", recorded)
	}
}

func TestALedgerThatIsDownKeepsNothingFromBeingTakenAway(t *testing.T) {
	counted := 0
	if removals(t, errors.New("down"), func(access.Effect) { counted++ }, nil); counted != 1 {
		t.Errorf("counted %d", counted)
	}
}

func TestAGiveIsRecordedWithTheLeasesThatJustifyIt(t *testing.T) {
	live := access.Lease{ID: "l", State: access.Opening, HardEnd: noon.Add(time.Hour)}
	ledger := &noted{book: book{record: access.KeyRecord{Leases: []access.Lease{live}}}}
	work, env := atWork(&system{answer: &integrations.Refused{Message: "A rule gives it."}}, &ledger.book)
	work.Ledger = ledger
	want := access.Holding{Present: true, Attributes: map[string]string{"tier": "Pro"}}
	if _, err := env.ExecuteActivity(work.Provision, ProvisionInput{Leases: []string{"l"}, Want: want}); err == nil {
		t.Error("given")
	}
	if len(ledger.effects) != 1 || ledger.effects[0].Reply != access.ReplyRefused || ledger.effects[0].Found != nil ||
		!reflect.DeepEqual(ledger.effects[0].Leases, []string{"l"}) || !reflect.DeepEqual(ledger.effects[0].Want, want) {
		t.Errorf("%+v", ledger.effects)
	}
}
