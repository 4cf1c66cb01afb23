package cluster_test

import (
	"context"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"

	enums "go.temporal.io/api/enums/v1"
	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/curfewhq/curfew/cmd/curfew/internal/cluster"
)

// temporal is as much of a Temporal frontend as preparing a namespace needs.
type temporal struct {
	workflowservice.UnimplementedWorkflowServiceServer
	operatorservice.UnimplementedOperatorServiceServer

	mu         sync.Mutex
	namespaces map[string]bool
	attributes map[string]enums.IndexedValueType
	locked     bool // forbids the operator's service, as Temporal Cloud does
	deaf       int  // how often the operator's service has not heard of a namespace yet
	slow       int  // how often new attributes cannot be queried yet
	changes    int
}

func (f *temporal) GetSystemInfo(context.Context, *workflowservice.GetSystemInfoRequest) (*workflowservice.GetSystemInfoResponse, error) {
	return &workflowservice.GetSystemInfoResponse{ServerVersion: "1.32.1", Capabilities: &workflowservice.GetSystemInfoResponse_Capabilities{}}, nil
}

func (f *temporal) DescribeNamespace(_ context.Context, in *workflowservice.DescribeNamespaceRequest) (*workflowservice.DescribeNamespaceResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.namespaces[in.GetNamespace()] {
		return nil, serviceerror.ToStatus(serviceerror.NewNamespaceNotFound(in.GetNamespace())).Err()
	}
	return &workflowservice.DescribeNamespaceResponse{NamespaceInfo: &namespacepb.NamespaceInfo{Name: in.GetNamespace()}}, nil
}

func (f *temporal) RegisterNamespace(_ context.Context, in *workflowservice.RegisterNamespaceRequest) (*workflowservice.RegisterNamespaceResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.locked {
		return nil, status.Error(codes.PermissionDenied, "no")
	}
	f.namespaces[in.GetNamespace()] = true
	f.changes++
	return &workflowservice.RegisterNamespaceResponse{}, nil
}

func (f *temporal) ListSearchAttributes(_ context.Context, in *operatorservice.ListSearchAttributesRequest) (*operatorservice.ListSearchAttributesResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.locked {
		return nil, status.Error(codes.PermissionDenied, "no")
	}
	if f.deaf > 0 {
		f.deaf--
		return nil, serviceerror.ToStatus(serviceerror.NewNamespaceNotFound(in.GetNamespace())).Err()
	}
	known := map[string]enums.IndexedValueType{}
	for name, kind := range f.attributes {
		known[name] = kind
	}
	return &operatorservice.ListSearchAttributesResponse{CustomAttributes: known}, nil
}

func (f *temporal) AddSearchAttributes(_ context.Context, in *operatorservice.AddSearchAttributesRequest) (*operatorservice.AddSearchAttributesResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, kind := range in.GetSearchAttributes() {
		f.attributes[name] = kind
	}
	f.changes++
	return &operatorservice.AddSearchAttributesResponse{}, nil
}

func (f *temporal) ListWorkflowExecutions(_ context.Context, in *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, term := range strings.Split(in.GetQuery(), " AND ") {
		name, _, _ := strings.Cut(term, " ")
		if _, known := f.attributes[name]; !known || f.slow > 0 {
			f.slow--
			return nil, serviceerror.ToStatus(serviceerror.NewInvalidArgument("invalid query: no attribute " + name)).Err()
		}
	}
	return &workflowservice.ListWorkflowExecutionsResponse{}, nil
}

// serve makes a Cluster that speaks to the fake.
func (f *temporal) serve(t *testing.T) cluster.Cluster {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	workflowservice.RegisterWorkflowServiceServer(server, f)
	operatorservice.RegisterOperatorServiceServer(server, f)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return connect(t, listener.Addr().String())
}

func connect(t *testing.T, address string) cluster.Cluster {
	t.Helper()
	connection, err := client.NewLazyClient(client.Options{
		HostPort: address, Namespace: "curfew", Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	return cluster.Cluster{Connection: connection, Address: address, Namespace: "curfew", Attributes: map[string]string{"CurfewState": "Keyword", "CurfewEndsAt": "Datetime"}}
}

func fresh() *temporal {
	return &temporal{namespaces: map[string]bool{}, attributes: map[string]enums.IndexedValueType{}}
}
