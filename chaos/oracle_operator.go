package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// strays tells whether what was done to the run may end it in another way than
// undisturbed: who cancels ends access, a kill switch does, and a request whose run is
// gone cannot go on. Everything else has to come to the same end.
func (e *evidence) strays() bool {
	if _, thrown := e.run.thrown(); thrown {
		return true
	}
	met, interfered := e.run.interfered()
	return interfered && (met.point.Fault == runCancelled || e.lost())
}

// lost tells whether the run of a request was ended by somebody who may not be heard of
// by the request itself.
func (e *evidence) lost() bool {
	met, interfered := e.run.interfered()
	gone := met.point.Fault == runTerminated || met.point.Fault == runDeleted
	return interfered && gone && strings.HasPrefix(met.workflowID, workflows.RequestWorkflowID(""))
}

// metAs tells whether somebody did that to the workflow.
func (e *evidence) metAs(workflowID string, what ...fault) bool {
	met, interfered := e.run.interfered()
	return interfered && met.workflowID == workflowID && slices.Contains(what, met.point.Fault)
}

// resetAt tells whether somebody reset such a workflow.
func (e *evidence) resetAt(workflow string) bool {
	met, interfered := e.run.interfered()
	return interfered && met.point.Fault == runReset && strings.HasPrefix(met.point.Workflow, workflow)
}

// decided tells whether the log has a decision.
func (e *evidence) decided(id string) bool {
	return slices.ContainsFunc(e.audit, func(l access.AuditLine) bool { return strings.HasSuffix(l.ID, "/decision/"+id) })
}

// interferenceRecovery is about a run that somebody cancelled, terminated, reset or
// deleted. That nothing is held without a lease, that it is gone in time and that what
// ended stays ended is for 1, 2 and 6, whose bound is a period of reconciliation longer
// then. Here it is that recovering gave and lengthened nothing, and that people are told
// of a request that cannot go on.
func interferenceRecovery(e *evidence) (wrong []string) {
	met, interfered := e.run.interfered()
	if !interfered {
		return nil
	}
	for _, lease := range e.leases {
		if e.reference != nil && !slices.Contains(e.named(), lease.ID) {
			wrong = append(wrong, fmt.Sprintf("there is a lease %s, which nobody has undisturbed", lease.ID))
		}
		for _, before := range met.leases {
			if before.ID != lease.ID {
				continue
			}
			if lease.HardEnd.After(before.HardEnd) || lease.Duration > before.Duration || lease.Rev > before.Rev && lease.End().After(before.End()) {
				wrong = append(wrong, fmt.Sprintf("lease %s was to end %s at the latest, and now %s", lease.ID, clock(before.HardEnd), clock(lease.HardEnd)))
			}
			if before.State.Over() && !lease.EndedAt.Equal(before.EndedAt) {
				wrong = append(wrong, fmt.Sprintf("lease %s was over at %s, and now at %s", lease.ID, clock(before.EndedAt), clock(lease.EndedAt)))
			}
		}
	}
	if e.lost() && !met.request.State.Final() {
		wrong = append(wrong, e.notTold(met.request.ID)...)
	}
	for _, each := range e.findings {
		if each.Class != access.Standing {
			wrong = append(wrong, fmt.Sprintf("reconciliation found something of nobody: %s", each.Detail))
		}
	}
	return wrong
}

// named are the ids of the leases that the case has undisturbed.
func (e *evidence) named() (ids []string) {
	for _, lease := range e.reference.leases {
		ids = append(ids, strings.Replace(lease.ID, e.reference.run.ID, e.run.ID, 1))
	}
	return ids
}

// notTold says what is missing where a request has lost its run: it has to be closed as
// one that cannot go on, with a line in the log, and whoever asked has to be told.
// Unless its own run had the last word before it was gone.
func (e *evidence) notTold(requestID string) (wrong []string) {
	i := slices.IndexFunc(e.requests, func(r access.Request) bool { return r.ID == requestID })
	request := e.requests[i]
	switch {
	case request.State != access.RequestFailed && e.audited("request.lost", "request/"+request.ID):
		wrong = append(wrong, fmt.Sprintf("its run is gone, the log says so, and the request is %s", request.State))
	case request.State != access.RequestFailed:
		return nil // it had written its end
	case !e.audited("request.lost", "request/"+request.ID):
		wrong = append(wrong, "its run is gone, and the log does not say so")
	}
	if !slices.ContainsFunc(e.messages, func(m access.Message) bool { return m.PersonID == e.run.ID && m.About == "request_failed" }) {
		wrong = append(wrong, "its run is gone, and nobody told the one who asked")
	}
	return wrong
}
