package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
)

// readyLimit is how long the services may take to answer. It is generous: a
// laptop that has just woken up is slow, not broken.
const readyLimit = time.Minute

// waitReady returns when a worker could start: each service has answered one
// question that only it can answer, every search attribute can be queried, and
// the UI serves its page. The questions leave no trace in the database.
func waitReady(ctx context.Context, o options) error {
	ctx, cancel := context.WithTimeout(ctx, readyLimit)
	defer cancel()
	connection, err := grpc.NewClient(o.frontend(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	temporal := workflowservice.NewWorkflowServiceClient(connection)

	for _, question := range []struct {
		whom string
		ask  func(context.Context) error
	}{
		{"Temporal's frontend", func(ctx context.Context) error { return askFrontend(ctx, temporal, o.Namespace) }},
		{"Temporal's history service", func(ctx context.Context) error { return askHistory(ctx, temporal, o.Namespace) }},
		{"Temporal's matching service", func(ctx context.Context) error { return askMatching(ctx, temporal, o.Namespace) }},
		{"Temporal's visibility store", func(ctx context.Context) error {
			return askVisibility(ctx, temporal, o.Namespace, o.SearchAttributes)
		}},
		{"Temporal's web UI", func(ctx context.Context) error { return askUI(ctx, o.ui()) }},
	} {
		if err := untilAnswered(ctx, question.ask); err != nil {
			return fmt.Errorf("%s did not become ready: %w", question.whom, err)
		}
	}
	return nil
}

// untilAnswered repeats ask until it succeeds; when ctx ends it returns the last
// failure.
func untilAnswered(ctx context.Context, ask func(context.Context) error) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := ask(attempt)
		cancel()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), err)
		case <-time.After(25 * time.Millisecond):
		}
	}
}

func askFrontend(ctx context.Context, temporal workflowservice.WorkflowServiceClient, namespace string) error {
	_, err := temporal.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
	return err
}

// askHistory asks for a workflow that does not exist: only the shard's owner
// knows that.
func askHistory(ctx context.Context, temporal workflowservice.WorkflowServiceClient, namespace string) error {
	_, err := temporal.DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
		Namespace: namespace,
		Execution: &commonpb.WorkflowExecution{WorkflowId: "curfew-temporal-readiness"},
	})
	var notFound *serviceerror.NotFound
	if errors.As(serviceerror.FromStatus(status.Convert(err)), &notFound) {
		return nil
	}
	return err
}

func askMatching(ctx context.Context, temporal workflowservice.WorkflowServiceClient, namespace string) error {
	_, err := temporal.ListTaskQueuePartitions(ctx, &workflowservice.ListTaskQueuePartitionsRequest{
		Namespace: namespace,
		TaskQueue: &taskqueuepb.TaskQueue{Name: "curfew-temporal-readiness"},
	})
	return err
}

// askVisibility uses every attribute in one query; an unknown one fails it.
func askVisibility(ctx context.Context, temporal workflowservice.WorkflowServiceClient, namespace string, attributes searchAttributes) error {
	var terms []string
	for _, name := range attributes.names() {
		terms = append(terms, name+" IS NOT NULL")
	}
	_, err := temporal.ListWorkflowExecutions(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: namespace,
		PageSize:  1,
		Query:     strings.Join(terms, " AND "),
	})
	return err
}

func askUI(ctx context.Context, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/", nil)
	if err != nil {
		return err
	}
	response, err := loopbackHTTP.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %s", response.Status)
	}
	return nil
}

// loopbackHTTP ignores a proxy in the environment and keeps no connection.
var loopbackHTTP = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
