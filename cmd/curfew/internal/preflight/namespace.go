package preflight

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
)

// Selection says which open runs are looked at; its zero value is all of them.
type Selection struct {
	Type  string    // of this workflow type only
	Since time.Time // started at this moment or later
}

// Source is where the runs are.
type Source interface {
	// Count says about how many runs are open.
	Count(ctx context.Context, selection Selection) (int, error)
	// Open calls visit with each open run, and ends with its first error.
	Open(ctx context.Context, selection Selection, visit func(Run) error) error
	// History is what a run did so far; ErrGone where that was removed.
	History(ctx context.Context, run Run) (*historypb.History, error)
}

// ErrGone tells that a run's history is not there any more.
var ErrGone = errors.New("the run is over and its history was removed")

// Namespace is a live one.
type Namespace struct {
	Connection client.Client
	Name       string
	Queue      string // the task queue of the workflows
}

const (
	pageSize = 1000
	// readTime is how long one question may wait for its answer, with the client's
	// own attempts at it.
	readTime = 30 * time.Second
)

// Count is Source's.
func (n Namespace) Count(ctx context.Context, selection Selection) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	answer, err := n.Connection.WorkflowService().CountWorkflowExecutions(ctx, &workflowservice.CountWorkflowExecutionsRequest{
		Namespace: n.Name, Query: n.query(selection),
	})
	return int(answer.GetCount()), err
}

// Open is Source's. It reads page by page, and holds no more than one.
func (n Namespace) Open(ctx context.Context, selection Selection, visit func(Run) error) error {
	var next []byte
	for {
		page, err := n.page(ctx, selection, next)
		if err != nil {
			return fmt.Errorf("the open runs could not be listed: %w", err)
		}
		for _, found := range page.GetExecutions() {
			run := Run{
				ID: found.GetExecution().GetWorkflowId(), RunID: found.GetExecution().GetRunId(),
				Type: found.GetType().GetName(), Started: found.GetStartTime().AsTime(),
			}
			if err := visit(run); err != nil {
				return err
			}
		}
		if next = page.GetNextPageToken(); len(next) == 0 {
			return nil
		}
	}
}

func (n Namespace) page(ctx context.Context, selection Selection, next []byte) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	return n.Connection.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: n.Name, PageSize: pageSize, NextPageToken: next, Query: n.query(selection),
	})
}

// History is Source's.
func (n Namespace) History(ctx context.Context, run Run) (*historypb.History, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	history := &historypb.History{}
	events := n.Connection.GetWorkflowHistory(ctx, run.ID, run.RunID, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		var missing *serviceerror.NotFound
		if errors.As(err, &missing) {
			return nil, ErrGone
		}
		if err != nil {
			return nil, err
		}
		history.Events = append(history.Events, event)
	}
	return history, nil
}

func (n Namespace) query(selection Selection) string {
	terms := []string{`ExecutionStatus = "Running"`, fmt.Sprintf("TaskQueue = %q", n.Queue)}
	if selection.Type != "" {
		terms = append(terms, fmt.Sprintf("WorkflowType = %q", selection.Type))
	}
	if !selection.Since.IsZero() {
		terms = append(terms, fmt.Sprintf("StartTime >= %q", selection.Since.UTC().Format(time.RFC3339)))
	}
	return strings.Join(terms, " AND ")
}
