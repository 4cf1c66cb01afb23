package main

import (
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
)

// execution is one run of a workflow, as Temporal lists it.
type execution struct {
	RunID           string
	Began, Ended    time.Time
	Open, Completed bool
	Events          int64
}

// running are the ids of the workflows that are open.
func (h *house) running() ([]string, error) {
	all, err := h.executions()
	var open []string
	for id, list := range all {
		for _, each := range list {
			if each.Open {
				open = append(open, id)
			}
		}
	}
	return open, err
}

// executions lists every workflow of the house.
func (h *house) executions() (map[string][]execution, error) {
	found := map[string][]execution{}
	request := &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace, PageSize: 1000}
	for {
		page, err := h.client.ListWorkflow(h.ctx, request)
		if err != nil {
			return nil, err
		}
		for _, each := range page.GetExecutions() {
			id := each.GetExecution().GetWorkflowId()
			found[id] = append(found[id], execution{
				RunID: each.GetExecution().GetRunId(), Began: each.GetStartTime().AsTime(), Ended: each.GetCloseTime().AsTime(),
				Open:      each.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING,
				Completed: each.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED, Events: each.GetHistoryLength(),
			})
		}
		if request.NextPageToken = page.GetNextPageToken(); len(request.NextPageToken) == 0 {
			return found, nil
		}
	}
}
