package main

import (
	"fmt"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// authorised counts again, from the plan and the recorded decisions alone.
func authorised(e *evidence) (wrong []string) {
	asks := map[string]bool{}
	for _, step := range e.run.scenario.plan.Steps {
		asks[step.ID] = step.Kind == builder.KindApproval
	}
	for _, lease := range e.leases {
		if lease.OpenedAt.IsZero() {
			continue
		}
		stages := 0
		for _, approval := range e.approvals {
			if approval.RequestID != lease.RequestID || !asks[approval.StepID] {
				continue
			}
			stages++
			if agreed := agreeing(approval); approval.Quorum < 1 || agreed < approval.Quorum || approval.State != access.ApprovalApproved {
				wrong = append(wrong, fmt.Sprintf("lease %s opened, and %d of %d agreed in %s", lease.ID, agreed, approval.Quorum, approval.ID))
			}
		}
		if stages == 0 && !e.automatic() {
			wrong = append(wrong, fmt.Sprintf("lease %s opened and nobody was asked", lease.ID))
		}
	}
	return wrong
}

func agreeing(approval access.Approval) int {
	agreed := map[string]bool{}
	for _, decision := range approval.Decisions {
		if decision.Verdict == access.Approve && approval.Asks(decision.PersonID) {
			agreed[decision.PersonID] = true
		}
	}
	return len(agreed)
}

// automatic tells whether a rule may approve in the automation.
func (e *evidence) automatic() bool {
	for _, step := range e.run.scenario.plan.Steps {
		if step.Kind == builder.KindAutoApprove {
			return true
		}
	}
	return false
}

func noSelfApproval(e *evidence) (wrong []string) {
	for _, approval := range e.approvals {
		for _, decision := range approval.Decisions {
			if decision.PersonID == e.run.ID {
				wrong = append(wrong, "the requester decided in "+approval.ID)
			}
		}
	}
	return wrong
}

func onePersonOneVote(e *evidence) (wrong []string) {
	for _, approval := range e.approvals {
		voted := map[string]bool{}
		for _, decision := range approval.Decisions {
			if voted[decision.PersonID] {
				wrong = append(wrong, fmt.Sprintf("%s has two votes in %s", decision.PersonID, approval.ID))
			}
			voted[decision.PersonID] = true
		}
	}
	return wrong
}

func approvedIsGranted(e *evidence) (wrong []string) {
	asked := map[string]bool{e.run.entitlement(): true}
	for _, id := range e.run.scenario.bundle {
		asked[id] = true
	}
	for _, lease := range e.leases {
		if !asked[lease.EntitlementID] || lease.PersonID != e.run.ID {
			wrong = append(wrong, fmt.Sprintf("lease %s is for %s and %s, which nobody asked for", lease.ID, lease.PersonID, lease.EntitlementID))
		}
		if lease.Duration > 0 && lease.Duration != e.requests[0].Ask.Duration {
			wrong = append(wrong, fmt.Sprintf("lease %s lasts %s", lease.ID, lease.Duration))
		}
		if lasted := lease.EndedAt.Sub(lease.OpenedAt); lease.Duration > 0 && !lease.OpenedAt.IsZero() && lasted > lease.Duration {
			wrong = append(wrong, fmt.Sprintf("lease %s was held for %s by the ledger", lease.ID, lasted))
		}
	}
	return wrong
}

// acknowledgedMeansDone looks for every decision that was answered with yes, and for
// every no to somebody who was asked.
func acknowledgedMeansDone(e *evidence) (wrong []string) {
	count := map[string]int{}
	for _, approval := range e.approvals {
		for _, decision := range approval.Decisions {
			count[decision.ID]++
		}
	}
	for id := range e.run.decided {
		if e.resetAt("request") && count[id] == 0 && e.decided(id) {
			continue // it was taken back by whoever reset the run, and asked for once more
		}
		if count[id] != 1 {
			wrong = append(wrong, fmt.Sprintf("the decision %s was acknowledged and is recorded %d times", id, count[id]))
		}
	}
	_, thrown := e.run.thrown()
	if _, interfered := e.run.interfered(); interfered || thrown {
		return wrong // what was asked for may be over, and the record a moment behind
	}
	for name, says := range e.run.refused {
		wrong = append(wrong, fmt.Sprintf("%s was refused, although it was asked for: %s", name, says))
	}
	return wrong
}
