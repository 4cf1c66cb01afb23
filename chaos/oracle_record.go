package main

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func planImmutability(e *evidence) (wrong []string) {
	for _, request := range e.requests {
		if request.PlanHash != e.planHash {
			wrong = append(wrong, "request "+request.ID+" has another plan than it was submitted with")
		}
	}
	return wrong
}

func oneWorkflow(e *evidence) (wrong []string) {
	for _, request := range e.requests {
		if runs := e.requestRuns(request.ID); len(runs) != 1 {
			wrong = append(wrong, fmt.Sprintf("request %s had %d runs", request.ID, len(runs)))
		}
	}
	return wrong
}

func projectionConverges(e *evidence) (wrong []string) {
	for _, approval := range e.approvals {
		if approval.State == access.ApprovalOpen {
			wrong = append(wrong, approval.ID+" still asks people")
		}
	}
	for _, key := range e.keys {
		for _, lease := range key.Leases {
			wrong = append(wrong, fmt.Sprintf("the ledger still holds lease %s of %s", lease.ID, key.Key))
		}
		if !key.Settled {
			wrong = append(wrong, fmt.Sprintf("%s is not settled", key.Key))
		}
	}
	return wrong
}

// replayable replays what was fetched of the run's histories.
func replayable(e *evidence) (wrong []string) {
	if len(e.histories) == 0 {
		return nil
	}
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(workflows.AccessRequest, workflow.RegisterOptions{Name: workflows.RequestWorkflow})
	replayer.RegisterWorkflowWithOptions(workflows.EntitlementAccess, workflow.RegisterOptions{Name: workflows.OwnerWorkflow})
	for id, history := range e.histories {
		if err := replayer.ReplayWorkflowHistory(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), history); err != nil {
			wrong = append(wrong, fmt.Sprintf("the history of %s does not replay: %v", id, err))
		}
	}
	return wrong
}

// evidenceComplete looks for an audit line for everything that changed outside, and
// for every confirmed end that was confirmed too early.
func evidenceComplete(e *evidence) (wrong []string) {
	for _, lease := range e.leases {
		for action, happened := range map[string]bool{
			"access.claimed": true, "access.opened": !lease.OpenedAt.IsZero(), "access.over": true, "access.ended": true,
		} {
			if happened && !e.audited(action, "lease/"+lease.ID) {
				wrong = append(wrong, fmt.Sprintf("there is no line %s of lease %s", action, lease.ID))
			}
		}
		if !lease.Shares && !e.coveredByAnother(lease) && e.heldAt(lease) {
			wrong = append(wrong, fmt.Sprintf("the end of lease %s was confirmed at %s, while it was still held", lease.ID, clock(lease.ConfirmedAt)))
		}
	}
	return wrong
}

// coveredByAnother tells whether another lease of the same thing had begun and was not
// over when the end of this one was confirmed.
func (e *evidence) coveredByAnother(lease access.Lease) bool {
	return slices.ContainsFunc(e.leases, func(l access.Lease) bool {
		return l.ID != lease.ID && l.Key == lease.Key && !lease.ConfirmedAt.Before(l.From) && lease.ConfirmedAt.Before(l.EndedAt)
	})
}

// heldAt tells whether the access of a lease was still there when its end was confirmed.
func (e *evidence) heldAt(lease access.Lease) bool {
	for _, each := range e.held() {
		if "group/"+each.group == lease.Key.Resource && !lease.ConfirmedAt.Before(each.from) && (each.to.IsZero() || lease.ConfirmedAt.Before(each.to)) {
			return !e.landedLate(each.group)
		}
	}
	return false
}

func (e *evidence) audited(action, object string) bool {
	return slices.ContainsFunc(e.audit, func(l access.AuditLine) bool { return l.Action == action && l.Object == object })
}

func sameEnd(e *evidence) (wrong []string) {
	if e.reference == nil {
		return nil
	}
	for i, request := range e.requests {
		if want := e.reference.requests[i].State; request.State != want {
			wrong = append(wrong, fmt.Sprintf("request %s is %s (%s), and undisturbed %s", request.ID, request.State, request.Detail, want))
		}
	}
	if len(e.leases) != len(e.reference.leases) {
		wrong = append(wrong, fmt.Sprintf("there are %d leases, and undisturbed %d", len(e.leases), len(e.reference.leases)))
	}
	return wrong
}

// auditComplete compares by action and object, with the case's own names taken out.
func auditComplete(e *evidence) (wrong []string) {
	if e.reference == nil {
		return nil
	}
	has := map[string]bool{}
	for _, line := range e.audit {
		has[e.common(line)] = true
	}
	for _, line := range e.reference.audit {
		if want := e.reference.common(line); !has[want] {
			wrong = append(wrong, "the line "+want+" is missing")
		}
	}
	return wrong
}

func (e *evidence) common(line access.AuditLine) string {
	return line.Action + " " + strings.ReplaceAll(line.Object, e.run.ID, "…")
}

func nothingOpen(e *evidence) (wrong []string) {
	for id, list := range e.workflows {
		for _, each := range list {
			if !each.Completed {
				wrong = append(wrong, id+" is open, or did not come to its end in order")
			}
		}
	}
	for _, request := range e.requests {
		if !request.State.Final() {
			wrong = append(wrong, fmt.Sprintf("request %s stands at %s: %s", request.ID, request.State, request.Detail))
		}
	}
	return wrong
}
