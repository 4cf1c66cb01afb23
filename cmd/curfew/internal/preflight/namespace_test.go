package preflight_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"testing"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"google.golang.org/grpc"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
)

// frontend is as much of a Temporal frontend as reading takes: anything else that
// is asked of it fails. It answers page by page, one thing on each.
type frontend struct {
	workflowservice.UnimplementedWorkflowServiceServer
	runs    []string
	events  int
	queries []string
}

func (*frontend) GetSystemInfo(context.Context, *workflowservice.GetSystemInfoRequest) (*workflowservice.GetSystemInfoResponse, error) {
	return &workflowservice.GetSystemInfoResponse{Capabilities: &workflowservice.GetSystemInfoResponse_Capabilities{}}, nil
}

// after is where a page begins, and the token of the one that follows it.
func after(token []byte, length int) (begin int, next []byte) {
	begin, _ = strconv.Atoi(string(token)) // an empty one is the first page
	if begin+1 < length {
		next = []byte(strconv.Itoa(begin + 1))
	}
	return begin, next
}

func (f *frontend) CountWorkflowExecutions(_ context.Context, in *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	f.queries = append(f.queries, in.GetQuery())
	return &workflowservice.CountWorkflowExecutionsResponse{Count: int64(len(f.runs))}, nil
}

func (f *frontend) ListWorkflowExecutions(_ context.Context, in *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	f.queries = append(f.queries, in.GetQuery())
	begin, next := after(in.GetNextPageToken(), len(f.runs))
	return &workflowservice.ListWorkflowExecutionsResponse{NextPageToken: next, Executions: []*workflowpb.WorkflowExecutionInfo{{
		Execution: &commonpb.WorkflowExecution{WorkflowId: f.runs[begin], RunId: "run"}, Type: &commonpb.WorkflowType{Name: "AccessRequest"},
	}}}, nil
}

func (f *frontend) GetWorkflowExecutionHistory(_ context.Context, in *workflowservice.GetWorkflowExecutionHistoryRequest) (*workflowservice.GetWorkflowExecutionHistoryResponse, error) {
	if !slices.Contains(f.runs, in.GetExecution().GetWorkflowId()) {
		return nil, serviceerror.ToStatus(serviceerror.NewNotFound("removed")).Err()
	}
	begin, next := after(in.GetNextPageToken(), f.events)
	return &workflowservice.GetWorkflowExecutionHistoryResponse{
		History: &historypb.History{Events: []*historypb.HistoryEvent{{EventId: int64(begin + 1)}}}, NextPageToken: next,
	}, nil
}

func (f *frontend) namespace(t *testing.T) preflight.Namespace {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	workflowservice.RegisterWorkflowServiceServer(server, f)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	connection, err := client.NewLazyClient(client.Options{
		HostPort: listener.Addr().String(), Namespace: "curfew", Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	return preflight.Namespace{Connection: connection, Name: "curfew", Queue: "curfew"}
}

func TestEveryPageOfANamespaceIsRead(t *testing.T) {
	f := &frontend{runs: []string{"request/1", "request/2", "access/okta/ada/x"}, events: 3}
	n := f.namespace(t)
	var found []string
	since := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	selection := preflight.Selection{Type: "AccessRequest", Since: since}
	if err := n.Open(t.Context(), selection, func(run preflight.Run) error {
		found = append(found, run.ID)
		return nil
	}); err != nil || !slices.Equal(found, f.runs) {
		t.Errorf("found %v, %v", found, err)
	}
	if count, err := n.Count(t.Context(), selection); err != nil || count != 3 {
		t.Errorf("counted %d, %v", count, err)
	}
	for _, query := range f.queries {
		if query != `ExecutionStatus = "Running" AND TaskQueue = "curfew" AND WorkflowType = "AccessRequest" AND StartTime >= "2027-03-01T12:00:00Z"` {
			t.Errorf("asked for %s", query)
		}
	}
	history, err := n.History(t.Context(), preflight.Run{ID: "request/2", RunID: "run"})
	if err != nil || len(history.GetEvents()) != 3 {
		t.Errorf("%d events, %v", len(history.GetEvents()), err)
	}
	if _, err := n.History(t.Context(), preflight.Run{ID: "request/9", RunID: "run"}); !errors.Is(err, preflight.ErrGone) {
		t.Errorf("a history that was removed: %v", err)
	}
	stop := errors.New("enough")
	if err := n.Open(t.Context(), preflight.Selection{}, func(preflight.Run) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}
