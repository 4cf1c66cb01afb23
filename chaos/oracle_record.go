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
		runs, id := e.requestRuns(request.ID), workflows.RequestWorkflowID(request.ID)
		switch {
		case len(runs) == 2 && e.metAs(id, runReset): // the chain goes on in another run
		case len(runs) == 0 && e.metAs(id, runDeleted):
		case len(runs) != 1:
			wrong = append(wrong, fmt.Sprintf("request %s had %d runs", request.ID, len(runs)))
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

// evidenceComplete looks for an audit line for everything that changed outside, for
// every confirmed end that was confirmed too early, and for who was told what.
func evidenceComplete(e *evidence) (wrong []string) {
	wrong = clean(e)
	for _, lease := range e.leases {
		if lease.State == access.RefusedLease && !e.audited("access.claimed", "lease/"+lease.ID) {
			wrong = append(wrong, e.refusalUntold(lease)...)
			continue
		}
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

// refusalUntold is for a lease that the ledger never took: nothing was given for it, and
// how its request ended says so.
func (e *evidence) refusalUntold(lease access.Lease) []string {
	for _, request := range e.requests {
		if request.ID == lease.RequestID && e.audited("request."+string(request.State), "request/"+request.ID) {
			return nil
		}
	}
	return []string{"lease " + lease.ID + " was refused, and the log does not say how its request ended"}
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
	if e.strays() {
		return nil
	}
	for i, request := range e.requests {
		if e.untold(request) {
			continue
		}
		if want := e.reference.requests[i].State; request.State != want {
			wrong = append(wrong, fmt.Sprintf("request %s is %s (%s), and undisturbed %s", request.ID, request.State, request.Detail, want))
		}
	}
	if len(e.leases) != len(e.reference.leases) {
		wrong = append(wrong, fmt.Sprintf("there are %d leases, and undisturbed %d", len(e.leases), len(e.reference.leases)))
	}
	return wrong
}

// untold tells whether a request was told that nothing was given for it by an owner that
// was reset to before it gave it: what it forgot is over.
func (e *evidence) untold(request access.Request) bool {
	return e.resetAt("access") && request.State == access.RequestNotGranted
}

// auditComplete compares by action and object, with the case's own names taken out.
func auditComplete(e *evidence) (wrong []string) {
	if e.reference == nil || e.strays() {
		return nil
	}
	has := map[string]bool{}
	for _, line := range e.audit {
		has[e.common(line)] = true
	}
	for _, line := range e.reference.audit {
		if line.Action == "request.stopped" && e.resetAt("request") {
			continue // it was ended, and its run reset before it wrote so
		}
		if want := e.reference.common(line); !has[want] && !e.untold(e.requests[0]) {
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
			if !each.Completed && (each.Open || !e.metAs(id, runTerminated, runReset)) {
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
