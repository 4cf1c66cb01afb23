package workflows

import (
	"context"
	"errors"
	"testing"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/internal/access"
)

// overheard is a connection to Temporal that only hears the ids of updates.
type overheard struct {
	client.Client
	ids map[string]bool
}

func (o *overheard) UpdateWorkflow(_ context.Context, options client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	o.ids[options.UpdateID] = true
	return nil, serviceerror.NewUnavailable("only listening")
}

func (o *overheard) NewWithStartWorkflowOperation(client.StartWorkflowOptions, any, ...any) client.WithStartWorkflowOperation {
	return nil
}

func (o *overheard) UpdateWithStartWorkflow(_ context.Context, options client.UpdateWithStartWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	o.ids[options.UpdateOptions.UpdateID] = true
	return nil, serviceerror.NewNotFound("workflow execution already completed")
}

// Whoever hands a lease over tries again where the owner was terminated under it, and
// does not take it for a final no: the ledger may have the lease.
func TestAnOwnerThatIsStoppedBeforeItAnswersRefusesNothing(t *testing.T) {
	_, err := NewClient(&overheard{ids: map[string]bool{}}, "default").Acquire(t.Context(), access.Lease{Key: testKey})
	var refusal *access.Refusal
	if !errors.As(err, &refusal) || refusal.Code != access.CodeUnavailable {
		t.Errorf("it says %v", err)
	}
}

// A run that was reset has another id, and would be answered with what its earlier self
// was told.
func TestAResetRunHandsOverAnew(t *testing.T) {
	heard := &overheard{ids: map[string]bool{}}
	c := NewClient(heard, "default")
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	run := ""
	hand := func(ctx context.Context) error {
		run = activity.GetInfo(ctx).WorkflowExecution.RunID
		_, err := c.Acquire(ctx, access.Lease{ID: "l", Key: testKey})
		return err
	}
	env.RegisterActivity(hand)
	if _, err := env.ExecuteActivity(hand); err == nil || run == "" || !heard.ids["acquire/l/0/"+run] {
		t.Errorf("the update of the run %q is in %v (%v)", run, heard.ids, err)
	}
}

// Temporal answers an update whose id it knows with the earlier answer, so that an id
// that two decisions have may not be one update's.
func TestADecisionIsOneUpdateInEachApproval(t *testing.T) {
	heard := &overheard{ids: map[string]bool{}}
	c := NewClient(heard, "default")
	for _, approval := range []string{"r1.lead", "r1.owner", "r1.owner"} {
		if _, err := c.Decide(t.Context(), "r1", DecideInput{ApprovalID: approval, Decision: access.Decision{ID: "d"}}); err == nil {
			t.Error("answered by nobody")
		}
	}
	if len(heard.ids) != 2 {
		t.Errorf("the updates are %v", heard.ids)
	}
}
