package workflows

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// The workflow types. They are stable for ever: recorded histories name them.
const (
	RequestWorkflow = "AccessRequest"
	OwnerWorkflow   = "EntitlementAccess"
	LeaverWorkflow  = "Leaver"
	KillWorkflow    = "KillSwitch"

	ReconciliationWorkflow    = "Reconciliation"
	ReconciliationDueWorkflow = "ReconciliationDue"
)

// Queue is the task queue of all workflows and of their work on our own database.
const Queue = "curfew"

// ConnectorQueue is the task queue of the calls to one outside system, so that
// each can be limited and scaled by itself.
func ConnectorQueue(connector string) string { return "connector-" + connector }

// RequestWorkflowID is the workflow id of a request's run.
func RequestWorkflowID(requestID string) string { return "request/" + requestID }

// OwnerWorkflowID is the workflow id of the owner of a key; at most one run is
// open for it, which is what makes the owner the only writer.
func OwnerWorkflowID(key access.Key) string { return ownerPrefix + key.String() }

const ownerPrefix = "access/"

// LeaverWorkflowID is the workflow id of the run that tells of somebody who left, one
// for each time they do.
func LeaverWorkflowID(personID string, leftAt time.Time) string {
	return fmt.Sprintf("leaver/%s/%d", personID, leftAt.Unix())
}

// KillWorkflowID is the workflow id of the run that carries a kill switch out.
func KillWorkflowID(killSwitchID string) string { return "kill-switch/" + killSwitchID }

// ReconciliationWorkflowID is the workflow id of the reconciliation of a connector: at
// most one runs.
func ReconciliationWorkflowID(connector string) string { return "reconciliation/" + connector }

// ReconciliationScheduleID is the id of the schedule that begins it, and the beginning
// of the ids of the runs that it starts for that.
func ReconciliationScheduleID(connector string) string { return "reconcile-" + connector }

// The updates: answered, and refused ones leave no event.
const (
	UpdateDecide   = "decide"   // AccessRequest: DecideInput → access.Approval
	UpdateWithdraw = "withdraw" // AccessRequest: WithdrawInput → access.Request
	UpdateExtend   = "extend"   // AccessRequest: ExtendInput → Extended
	UpdateStop     = "stop"     // AccessRequest: StopInput → access.Request
	UpdateAcquire  = "acquire"  // EntitlementAccess: access.Lease → access.Lease
	UpdateEnd      = "end"      // EntitlementAccess: EndInput → access.Lease
	UpdateAdopt    = "adopt"    // EntitlementAccess: AdoptInput → access.Lease
)

// The signals: never answered and never lost.
const (
	SignalLease = "lease" // EntitlementAccess to AccessRequest: access.Lease, whenever its state changed
	SignalFacts = "facts" // to AccessRequest: what is known of somebody concerned has changed
	SignalEvent = "event" // to AccessRequest: OutsideEvent
	SignalEnd   = "end"   // to EntitlementAccess, from where nobody can wait: EndInput
	SignalDone  = "done"  // to EntitlementAccess: DoneInput, what somebody did by hand
	SignalLook  = "look"  // to EntitlementAccess: LookInput, from reconciliation
	SignalLimit = "limit" // to EntitlementAccess: LimitInput, where a limit was lowered
	SignalStop  = "stop"  // to AccessRequest, from where nobody can wait: StopInput
)

// Search attributes, registered with the namespace; see SearchAttributes.
const (
	attributeState       = "CurfewState"
	attributeAutomation  = "CurfewAutomation"
	attributeConnector   = "CurfewConnector"
	attributeEntitlement = "CurfewEntitlement"
	attributePerson      = "CurfewPerson"
	attributeRequester   = "CurfewRequester"
	attributeRisk        = "CurfewRisk"
	attributeRequests    = "CurfewRequests"
	attributeEndsAt      = "CurfewEndsAt"
	attributeAttention   = "CurfewAttention"
)

// SearchAttributes lists what the namespace has to know before a worker starts,
// by name, with Temporal's type. SQL visibility allows ten keywords; this is
// seven, so that an operator has room for three of their own.
func SearchAttributes() map[string]string {
	return map[string]string{
		attributeState:       "Keyword",
		attributeAutomation:  "Keyword",
		attributeConnector:   "Keyword",
		attributeEntitlement: "Keyword",
		attributePerson:      "Keyword",
		attributeRequester:   "Keyword",
		attributeRisk:        "Keyword",
		attributeRequests:    "KeywordList",
		attributeEndsAt:      "Datetime",
		attributeAttention:   "Bool",
	}
}
