package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// meeting is what somebody did to a run at its point, and what was so before.
type meeting struct {
	point      point
	at         time.Time // when it was acknowledged
	workflowID string
	leases     []access.Lease       // as the ledger had them
	request    access.Request       // as the record had it
	kill       access.KillSwitch    // that was thrown, as it is in the end
	lifted     time.Time            // from when on things may begin again
	atLift     []access.Lease       // as the ledger had them right before
	still      *access.KillProgress // what was not done by then
}

// act does to a run what is to be done to it where it stands, and reports whether that
// could be: who does it uses Temporal's API, as from its pages, or what the API of the
// product uses.
func (h *house) act(at passed) bool {
	mine := h.cases[at.Case]
	done, err := meeting{}, error(nil)
	if at.Point.Fault.throws() {
		done, err = h.throw(mine, at.Point)
	} else {
		done, err = h.interfere(mine, at.Point)
	}
	if err != nil {
		h.complain(fmt.Errorf("%s at %s: %w", mine.ID, at.Point, err))
		return false
	}
	if done.at.IsZero() {
		return false
	}
	mine.meet(done)
	if at.Point.Fault.throws() {
		h.acting.Go(func() { h.afterwards(mine) })
	}
	return true
}

// interfere does what an operator of Temporal can do to a run. What is over already
// cannot be cancelled, and nothing can be reset to before its first task.
func (h *house) interfere(mine *run, at point) (done meeting, err error) {
	id := mine.workflowID(at.Workflow)
	if done, err = h.before(mine, at); err != nil {
		return done, err
	}
	done.workflowID = id
	const why = "The oracle interferes."
	switch at.Fault {
	case runCancelled:
		err = h.client.CancelWorkflow(h.ctx, id, "")
	case runTerminated:
		err = h.client.TerminateWorkflow(h.ctx, id, "", why)
	case runDeleted:
		_, err = h.client.WorkflowService().DeleteWorkflowExecution(h.ctx, &workflowservice.DeleteWorkflowExecutionRequest{
			Namespace: namespace, WorkflowExecution: &commonpb.WorkflowExecution{WorkflowId: id},
		})
	default:
		task := h.taskOf(id, at)
		if task == 0 {
			return meeting{}, nil
		}
		_, err = h.client.ResetWorkflowExecution(h.ctx, &workflowservice.ResetWorkflowExecutionRequest{
			Namespace: namespace, WorkflowExecution: &commonpb.WorkflowExecution{WorkflowId: id},
			Reason: why, WorkflowTaskFinishEventId: task, RequestId: mine.ID + at.String(),
		})
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return meeting{}, nil
	}
	done.at = time.Now()
	return done, err
}

// taskOf is the task that a run is reset to, chosen by the name of the point among
// those that are completed; 0 where none is.
func (h *house) taskOf(id string, at point) int64 {
	var tasks []int64
	events := h.client.GetWorkflowHistory(h.ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return 0
		}
		if event.GetEventType() == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			tasks = append(tasks, event.GetEventId())
		}
	}
	if len(tasks) == 0 {
		return 0
	}
	return tasks[at.chance()%len(tasks)]
}

// chance is a number that is drawn from the point's name, and so the same whenever it
// is played.
func (p point) chance() int {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(p.String())) // a hash takes everything
	return int(hash.Sum32())
}

// before is what is so before anything is done to a run.
func (h *house) before(mine *run, at point) (done meeting, err error) {
	done = meeting{point: at}
	if done.leases, err = h.leasesOf(mine); err != nil {
		return done, err
	}
	requestID := mine.ID
	if at.Workflow == "request-2" {
		requestID += second
	}
	done.request, err = h.record.Request(h.ctx, requestID)
	return done, err
}

func (h *house) leasesOf(mine *run) (leases []access.Lease, err error) {
	list, err := h.record.Leases(h.ctx, access.LeaseFilter{PersonID: mine.ID}, access.Page{Limit: 200})
	for _, each := range list.Items {
		leases = append(leases, each.Lease)
	}
	return leases, err
}

// workflowID is the id of one of the run's workflows, as points name them.
func (r *run) workflowID(name string) string {
	key := access.Key{Connector: connector, Subject: accountOf(r.ID), Resource: "group/" + roleGroup}
	switch name {
	case "request-2":
		return workflows.RequestWorkflowID(r.ID + second)
	case "access":
		return workflows.OwnerWorkflowID(key)
	case "access-2":
		key.Resource = "group/" + otherGroup
		return workflows.OwnerWorkflowID(key)
	default:
		return workflows.RequestWorkflowID(r.ID)
	}
}

// complain keeps what went wrong with the harness itself.
func (h *house) complain(err error) {
	if h.ctx.Err() != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.complaints = append(h.complaints, err)
}

// complained is everything that went wrong with the harness itself.
func (h *house) complained() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return errors.Join(h.complaints...)
}
