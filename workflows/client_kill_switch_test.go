package workflows

import (
	"context"
	"testing"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// told is a connection to Temporal that keeps what it was told, and has no request.
type told struct {
	client.Client
	owner string
	end   EndInput
	start client.StartWorkflowOptions
	fails error
}

func (o *told) SignalWithStartWorkflow(
	_ context.Context, id, signal string, arg any, options client.StartWorkflowOptions, kind any, args ...any,
) (client.WorkflowRun, error) {
	if signal == SignalEnd && kind == OwnerWorkflow && args[0].(OwnerInput).Key == testKey {
		o.owner, o.end, o.start = id, arg.(EndInput), options
	}
	return nil, o.fails
}

func (*told) SignalWorkflow(context.Context, string, string, string, any) error {
	return serviceerror.NewNotFound("it is over")
}

func TestAnOwnerThatIsNotRunningIsStartedToEndALease(t *testing.T) {
	heard := &told{}
	c := NewClient(heard, "default")
	lease := access.Lease{ID: "l", Key: testKey, Label: "Jira / User for Ada"}
	if err := c.EndSoon(t.Context(), lease, activities.KillEnd{By: "rhea", Note: "why", At: monday}); err != nil {
		t.Fatal(err)
	}
	want := EndInput{LeaseID: "l", Reason: access.Revoked, By: "rhea", Note: "why", At: monday}
	if heard.owner != OwnerWorkflowID(testKey) || heard.start.ID != heard.owner || heard.start.TaskQueue != Queue || heard.end != want {
		t.Errorf("told %s: %+v, starting %+v", heard.owner, heard.end, heard.start)
	}
	heard.fails = serviceerror.NewUnavailable("away")
	if err := c.EndSoon(t.Context(), lease, activities.KillEnd{}); err == nil {
		t.Error("an owner that could not be told counts as told")
	}
}

func TestARequestThatIsOverNeedsNoStop(t *testing.T) {
	if err := NewClient(&told{}, "default").StopSoon(t.Context(), "r1", activities.KillEnd{}); err != nil {
		t.Error(err)
	}
}
