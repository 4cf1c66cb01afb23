package main

import (
	"fmt"
	"strings"

	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/converter"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// folded is what the histories of a request say about it, told by nobody else.
type folded struct {
	result    access.RequestState
	decisions map[string]access.Verdict // those that were answered with yes
	leases    map[string]access.Lease   // as their owners last said
}

// fold reads the histories of a request. It is empty where they were not fetched.
func (e *evidence) fold(requestID string) folded {
	f := folded{decisions: map[string]access.Verdict{}, leases: map[string]access.Lease{}}
	for id, history := range e.histories {
		if strings.HasPrefix(id, workflows.RequestWorkflowID(requestID)+" ") {
			f.take(history)
		}
	}
	return f
}

func (f *folded) take(history *historypb.History) {
	asked := map[int64]access.Decision{}
	for _, event := range history.GetEvents() {
		if done := event.GetWorkflowExecutionCompletedEventAttributes(); done != nil {
			read(done.GetResult(), &f.result)
		}
		if signal := event.GetWorkflowExecutionSignaledEventAttributes(); signal.GetSignalName() == workflows.SignalLease {
			var lease access.Lease
			read(signal.GetInput(), &lease)
			if lease.State.Rank() >= f.leases[lease.ID].State.Rank() {
				f.leases[lease.ID] = lease
			}
		}
		if input := event.GetWorkflowExecutionUpdateAcceptedEventAttributes().GetAcceptedRequest().GetInput(); input.GetName() == workflows.UpdateDecide {
			var in workflows.DecideInput
			read(input.GetArgs(), &in)
			asked[event.GetEventId()] = in.Decision
		}
		if done := event.GetWorkflowExecutionUpdateCompletedEventAttributes(); done.GetOutcome().GetSuccess() != nil {
			if decision, is := asked[done.GetAcceptedEventId()]; is {
				f.decisions[decision.ID] = decision.Verdict
			}
		}
	}
}

// read takes what it can; what it cannot read is missed by whoever compares.
func read(from *commonpb.Payloads, into any) {
	_ = converter.GetDefaultDataConverter().FromPayloads(from, into)
}

// folds compares the record with the histories. A run that somebody interfered with has
// histories that lack what happened after it, or that are gone.
func folds(e *evidence) (wrong []string) {
	if _, interfered := e.run.interfered(); interfered || len(e.histories) == 0 {
		return nil
	}
	for _, request := range e.requests {
		f := e.fold(request.ID)
		if f.result != request.State {
			wrong = append(wrong, fmt.Sprintf("request %s is %s by the record, and its history says %q", request.ID, request.State, f.result))
		}
		recorded := map[string]access.Verdict{}
		for _, approval := range e.approvals {
			for _, decision := range approval.Decisions {
				if approval.RequestID == request.ID {
					recorded[decision.ID] = decision.Verdict
				}
			}
		}
		for id, verdict := range f.decisions {
			if recorded[id] != verdict {
				wrong = append(wrong, fmt.Sprintf("the decision %s was %s by the history and %q by the record", id, verdict, recorded[id]))
			}
		}
		for id := range recorded {
			if f.decisions[id] == "" {
				wrong = append(wrong, fmt.Sprintf("the decision %s is in the record and in no history", id))
			}
		}
		for _, lease := range e.leases {
			if told, was := f.leases[lease.ID]; was && !sameLease(told, lease) {
				wrong = append(wrong, fmt.Sprintf("lease %s is %s by the record, and its owner told the request that it is %s", lease.ID, summary(lease), summary(told)))
			}
		}
	}
	return wrong
}

func sameLease(a, b access.Lease) bool { return summary(a) == summary(b) }

func summary(l access.Lease) string {
	return fmt.Sprintf("%s from %s until %s, revision %d, confirmed at %s", l.State, clock(l.OpenedAt), clock(l.EndedAt), l.Rev, clock(l.ConfirmedAt))
}

// projectionConverges holds what people see against what is so: the record says what
// the histories say and never went back, nobody is asked who cannot be, and of what is
// over nobody is asked any more.
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
	for person, tasks := range e.tasks {
		for _, task := range tasks {
			wrong = append(wrong, fmt.Sprintf("%s still waits in the inbox of %s", task.ID, person))
		}
	}
	return append(append(wrong, folds(e)...), e.run.odd()...)
}
