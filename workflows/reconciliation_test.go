package workflows

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// survey is a house whose parts are compared: it answers for all activities, and
// remembers in which order it was asked.
type survey struct {
	env       *testsuite.TestWorkflowEnvironment
	resources []string
	fails     map[string]error // by what is asked
	asked     []string
	looked    int
	atMost    int // resources that a run looks at before its history is long; 0 is all
	saved     []access.Reconciliation
}

func newSurvey(t *testing.T, resources int) *survey {
	t.Helper()
	s := &survey{fails: map[string]error{}}
	for i := range resources {
		s.resources = append(s.resources, fmt.Sprintf("group/%d", i))
	}
	s.begin()
	return s
}

// begin gives the house a Temporal that knows nothing of an earlier run.
func (s *survey) begin() {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	s.env, s.looked = suite.NewTestWorkflowEnvironment(), 0
	s.env.SetStartTime(monday)
	s.env.RegisterWorkflowWithOptions(Reconciliation, workflow.RegisterOptions{Name: ReconciliationWorkflow})
	s.env.RegisterWorkflowWithOptions(ReconciliationDue, workflow.RegisterOptions{Name: ReconciliationDueWorkflow})
	s.env.RegisterActivity(&surveyed{s})
}

// surveyed has the names of the activities and nothing else.
type surveyed struct{ of *survey }

func (s *surveyed) piece(what string, counts access.ReconciliationCounts) (access.ReconciliationCounts, error) {
	s.of.asked = append(s.of.asked, what)
	return counts, s.of.fails[what]
}

func (s *surveyed) RestartOwners(context.Context, activities.ReconcileInput) (access.ReconciliationCounts, error) {
	return s.piece("restart", access.ReconciliationCounts{Keys: 7, Restarted: 1})
}

func (s *surveyed) CompareOwners(context.Context, activities.ReconcileInput) (access.ReconciliationCounts, error) {
	return s.piece("owners", access.ReconciliationCounts{Owners: 6})
}

func (s *surveyed) FindLostRequests(context.Context, activities.ReconcileInput) (access.ReconciliationCounts, error) {
	return s.piece("requests", access.ReconciliationCounts{Requests: 5})
}

func (s *surveyed) PlanReconciliation(context.Context, activities.ReconcileInput) (activities.ReconcilePlan, error) {
	return activities.ReconcilePlan{Resources: s.of.resources, Reopened: 2}, nil
}

func (s *surveyed) LookAtResource(_ context.Context, in activities.ResourceInput) (access.ReconciliationCounts, error) {
	if s.of.looked++; s.of.looked == s.of.atMost {
		s.of.env.SetContinueAsNewSuggested(true)
	}
	return s.piece(in.Resource, access.ReconciliationCounts{Holders: 10, Foreign: 1})
}

func (s *surveyed) SaveReconciliation(_ context.Context, r access.Reconciliation) error {
	s.of.saved = append(s.of.saved, r)
	return nil
}

// last is how far it was said to have come at last.
func (s *survey) last(t *testing.T) access.Reconciliation {
	t.Helper()
	if len(s.saved) == 0 {
		t.Fatal("nothing was recorded")
	}
	return s.saved[len(s.saved)-1]
}

func refusedForGood(says string) error {
	return temporal.NewApplicationErrorWithOptions(says, activities.ErrorRefused, temporal.ApplicationErrorOptions{NonRetryable: true})
}

func TestFourRecordsAreComparedInOrder(t *testing.T) {
	s := newSurvey(t, 2)
	s.env.ExecuteWorkflow(ReconciliationWorkflow, ReconciliationInput{Schema: 1, Connector: "okta", By: "root", ID: "r1"})
	if err := s.env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	if want := []string{"restart", "owners", "group/0", "group/1", "requests"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v", s.asked)
	}
	done := s.last(t)
	counts := access.ReconciliationCounts{Keys: 7, Restarted: 1, Owners: 6, Requests: 5, Resources: 2, Looked: 2, Holders: 20, Foreign: 2, Reopened: 2}
	if done.ID != "r1" || done.By != "root" || done.State != access.Reconciled || done.Counts != counts || done.Detail != "" || done.EndedAt.IsZero() {
		t.Errorf("%+v", done)
	}
	if first := s.saved[0]; first.State != access.Reconciling || !strings.Contains(first.Detail, "the ledger against the owners") || !first.StartedAt.Equal(monday) {
		t.Errorf("it began with %+v", first)
	}
}

func TestWhatCannotBeLookedAtKeepsNothingElse(t *testing.T) {
	s := newSurvey(t, 3)
	s.fails["group/1"], s.fails["owners"] = refusedForGood("its token is not accepted"), refusedForGood("no visibility")
	s.env.ExecuteWorkflow(ReconciliationWorkflow, ReconciliationInput{Schema: 1, Connector: "okta", By: access.BySchedule})
	done := s.last(t)
	if err := s.env.GetWorkflowError(); err != nil || len(s.asked) != 6 || done.State != access.Unreconciled || done.Counts.Looked != 3 {
		t.Errorf("%v, asked %v, %+v", err, s.asked, done)
	}
	if !strings.Contains(done.Detail, "the owners of access against the ledger: no visibility.") || !strings.Contains(done.Detail, "2 in all") {
		t.Errorf("it says %q", done.Detail)
	}
}

func TestWhatFailsForAWhileIsTriedAgain(t *testing.T) {
	s := newSurvey(t, 1)
	s.fails["group/0"] = errors.New("Okta is away")
	s.env.RegisterDelayedCallback(func() { delete(s.fails, "group/0") }, 5*time.Minute)
	s.env.ExecuteWorkflow(ReconciliationWorkflow, ReconciliationInput{Schema: 1, Connector: "okta", ID: "r1"})
	if done := s.last(t); done.State != access.Reconciled || done.Counts.Holders != 10 || done.EndedAt.Before(monday.Add(5*time.Minute)) {
		t.Errorf("%+v", done)
	}
}

func TestALongRoundGoesOnInANewRunWithoutLookingTwice(t *testing.T) {
	s := newSurvey(t, 5)
	input := ReconciliationInput{Schema: 1, Connector: "okta", By: "root", ID: "r1"}
	s.atMost = 2
	runs := 0
	for ; runs < 10; runs++ {
		s.begin()
		s.env.ExecuteWorkflow(ReconciliationWorkflow, input)
		var again *workflow.ContinueAsNewError
		if !errors.As(s.env.GetWorkflowError(), &again) {
			break
		}
		if err := converter.GetDefaultDataConverter().FromPayloads(again.Input, &input); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"restart", "owners", "group/0", "group/1", "group/2", "group/3", "group/4", "requests"}
	done := s.last(t)
	if runs < 2 || !slices.Equal(s.asked, want) || done.ID != "r1" || done.Counts.Holders != 50 || done.State != access.Reconciled || !done.StartedAt.Equal(monday) {
		t.Errorf("%d more runs, asked %v, %+v", runs, s.asked, done)
	}
}

func TestACancelledReconciliationSaysSo(t *testing.T) {
	s := newSurvey(t, 1)
	s.fails["group/0"] = errors.New("Okta is away")
	s.env.RegisterDelayedCallback(s.env.CancelWorkflow, time.Minute)
	s.env.ExecuteWorkflow(ReconciliationWorkflow, ReconciliationInput{Schema: 1, Connector: "okta", ID: "r1"})
	if done := s.last(t); done.State != access.Unreconciled || !strings.Contains(done.Detail, "cancelled") || !temporal.IsCanceledError(s.env.GetWorkflowError()) {
		t.Errorf("%+v, %v", done, s.env.GetWorkflowError())
	}
}

func TestAScheduleBeginsOneAndWaitsForIt(t *testing.T) {
	s := newSurvey(t, 1)
	s.env.ExecuteWorkflow(ReconciliationDueWorkflow, "okta")
	if done := s.last(t); s.env.GetWorkflowError() != nil || done.State != access.Reconciled || done.By != access.BySchedule {
		t.Errorf("%+v, %v", done, s.env.GetWorkflowError())
	}
}
