package workflows

import (
	"context"
	"maps"
	"testing"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/internal/access"
)

// started is a connection to Temporal that only hears which run goes before which.
type started struct {
	client.Client
	priority map[string]int // by the id of the run
}

func (s *started) hear(options client.StartWorkflowOptions) error {
	s.priority[options.ID] = options.Priority.PriorityKey
	return serviceerror.NewUnavailable("only listening")
}

func (s *started) ExecuteWorkflow(_ context.Context, options client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
	return nil, s.hear(options)
}

func (s *started) SignalWithStartWorkflow(_ context.Context, _, _ string, _ any, options client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
	return nil, s.hear(options)
}

func (s *started) NewWithStartWorkflowOperation(options client.StartWorkflowOptions, _ any, _ ...any) client.WithStartWorkflowOperation {
	_ = s.hear(options)
	return nil
}

func (s *started) UpdateWithStartWorkflow(context.Context, client.UpdateWithStartWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	return nil, serviceerror.NewUnavailable("only listening")
}

func TestOwnersGoBeforeRequestsAndEmergenciesBeforeBoth(t *testing.T) {
	heard := &started{priority: map[string]int{}}
	c := NewClient(heard, "default")
	for id, urgent := range map[string]bool{"ordinary": false, "emergency": true} {
		plan := simplePlan()
		plan.Steps[2].Grant.Urgent = urgent
		encoded, err := plan.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.StartRequest(t.Context(), RequestInput{Request: access.Request{ID: id}, Plan: encoded}); err == nil {
			t.Error("started by nobody")
		}
	}
	ends, begins := access.Key{Connector: "okta", Resource: "group/ends", Subject: "ada"}, access.Key{Connector: "okta", Resource: "group/begins", Subject: "ada"}
	if err := c.TellEnd(t.Context(), ends, EndInput{LeaseID: "l1"}); err == nil {
		t.Error("told by nobody")
	}
	if _, err := c.Acquire(t.Context(), access.Lease{ID: "l2", Key: begins}); err == nil {
		t.Error("taken over by nobody")
	}
	want := map[string]int{
		RequestWorkflowID("emergency"): priorityUrgent, OwnerWorkflowID(ends): priorityEnd,
		OwnerWorkflowID(begins): priorityEnd, RequestWorkflowID("ordinary"): priorityBegin,
	}
	if !maps.Equal(heard.priority, want) {
		t.Errorf("the priorities are %v, and should be %v", heard.priority, want)
	}
}
