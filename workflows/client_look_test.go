package workflows

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// registry is a Temporal that knows runs by their ids.
type registry struct {
	client.Client
	runs  map[string]enums.WorkflowExecutionStatus
	shows map[string]*commonpb.Payload
	tasks map[string]*workflowpb.PendingWorkflowTaskInfo
	calls map[string][]*workflowpb.PendingActivityInfo
	asked []string
}

func (r *registry) DescribeWorkflowExecution(_ context.Context, id, _ string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	status, known := r.runs[id]
	switch {
	case id == OwnerWorkflowID(access.Key{Connector: "okta", Subject: "away", Resource: "g"}):
		return nil, serviceerror.NewUnavailable("not now")
	case !known:
		return nil, serviceerror.NewNotFound("no such run")
	}
	return &workflowservice.DescribeWorkflowExecutionResponse{
		WorkflowExecutionInfo: &workflowpb.WorkflowExecutionInfo{
			Status: status, CloseTime: timestamppb.New(monday),
			SearchAttributes: &commonpb.SearchAttributes{IndexedFields: r.shows},
		},
		PendingWorkflowTask: r.tasks[id], PendingActivities: r.calls[id],
	}, nil
}

func (r *registry) ListWorkflow(_ context.Context, in *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	r.asked = append(r.asked, string(in.GetNextPageToken()))
	answer := &workflowservice.ListWorkflowExecutionsResponse{NextPageToken: []byte{0xff, 0}}
	if len(r.asked) == 2 {
		answer.NextPageToken = nil
	}
	for _, id := range []string{"access/okta/a/group/1", "access/vault/a/x", "access/broken"} {
		answer.Executions = append(answer.Executions, &workflowpb.WorkflowExecutionInfo{Execution: &commonpb.WorkflowExecution{WorkflowId: id}})
	}
	return answer, nil
}

// What cannot be asked is not known to be lost.
func TestARunIsLostOnlyWhereTemporalSaysSo(t *testing.T) {
	c := NewClient(&registry{runs: map[string]enums.WorkflowExecutionStatus{
		"request/open": enums.WORKFLOW_EXECUTION_STATUS_RUNNING, "request/next": enums.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
		"request/killed": enums.WORKFLOW_EXECUTION_STATUS_TERMINATED, "request/done": enums.WORKFLOW_EXECUTION_STATUS_COMPLETED,
	}}, "default")
	for id, want := range map[string]bool{"open": true, "next": true, "killed": false, "done": false, "never": false} {
		if runs, err := c.RequestRuns(t.Context(), id); runs != want || err != nil {
			t.Errorf("%s: %v, %v", id, runs, err)
		}
	}
	var refusal *access.Refusal
	_, err := c.Owner(t.Context(), access.Key{Connector: "okta", Subject: "away", Resource: "g"})
	if !errors.As(err, &refusal) || refusal.Code != access.CodeUnavailable {
		t.Errorf("what could not be asked was answered with %v", err)
	}
}

func TestAnOwnerIsSeenWithoutAskingIt(t *testing.T) {
	key := func(subject string) access.Key { return access.Key{Connector: "okta", Subject: subject, Resource: "g"} }
	payload := func(value any) *commonpb.Payload {
		p, err := converter.GetDefaultDataConverter().ToPayload(value)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	r := &registry{
		tasks: map[string]*workflowpb.PendingWorkflowTaskInfo{OwnerWorkflowID(key("turns")): {}},
		calls: map[string][]*workflowpb.PendingActivityInfo{OwnerWorkflowID(key("calls")): {{}}},
		runs: map[string]enums.WorkflowExecutionStatus{
			OwnerWorkflowID(key("runs")):    enums.WORKFLOW_EXECUTION_STATUS_RUNNING,
			OwnerWorkflowID(key("turns")):   enums.WORKFLOW_EXECUTION_STATUS_RUNNING,
			OwnerWorkflowID(key("calls")):   enums.WORKFLOW_EXECUTION_STATUS_RUNNING,
			OwnerWorkflowID(key("stopped")): enums.WORKFLOW_EXECUTION_STATUS_TERMINATED,
			OwnerWorkflowID(key("done")):    enums.WORKFLOW_EXECUTION_STATUS_COMPLETED,
		},
		shows: map[string]*commonpb.Payload{attributeRequests: payload([]string{"r1"}), attributeEndsAt: payload(monday)},
	}
	c := NewClient(r, "default")
	for subject, want := range map[string]activities.OwnerSeen{
		"runs":    {Runs: true, Requests: []string{"r1"}, EndsAt: monday},
		"turns":   {Runs: true, AtWork: true, Requests: []string{"r1"}, EndsAt: monday},
		"calls":   {Runs: true, AtWork: true, Requests: []string{"r1"}, EndsAt: monday},
		"stopped": {Requests: []string{"r1"}, EndsAt: monday},
		"done":    {DoneAt: monday, Requests: []string{"r1"}, EndsAt: monday},
		"never":   {},
	} {
		if seen, err := c.Owner(t.Context(), key(subject)); err != nil || !reflect.DeepEqual(seen, want) {
			t.Errorf("%s: %+v, %v", subject, seen, err)
		}
	}
	r.shows[attributeEndsAt] = payload("tomorrow")
	if _, err := c.Owner(t.Context(), key("runs")); err == nil {
		t.Error("what is no moment was read as one")
	}
}

func TestOpenOwnersAreListedPageByPage(t *testing.T) {
	r := &registry{}
	c := NewClient(r, "default")
	var all []access.Key
	for page := ""; ; {
		keys, next, err := c.OpenOwners(t.Context(), "okta", page)
		if err != nil {
			t.Fatal(err)
		}
		if all, page = append(all, keys...), next; page == "" {
			break
		}
	}
	if fmt.Sprint(all) != "[okta/a/group/1 okta/a/group/1]" || r.asked[1] != "\xff\x00" {
		t.Errorf("listed %v, asked %q", all, r.asked)
	}
	if _, _, err := c.OpenOwners(t.Context(), "okta", "?"); err == nil {
		t.Error("a page that is none was taken")
	}
}
