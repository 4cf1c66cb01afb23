package main

import (
	"net/http"
	"slices"
	"testing"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/converter"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

var dawn = time.Date(2027, 3, 1, 5, 0, 0, 0, time.UTC)

func after(d time.Duration) time.Time { return dawn.Add(d) }

// sound is the evidence of a run that met something and of which nothing is wrong: one
// lease that was held for a second, and one that was asked for after a kill switch.
func sound(t *testing.T, what fault) *evidence {
	t.Helper()
	key := access.Key{Connector: connector, Subject: accountOf("c00001"), Resource: "group/" + roleGroup}
	lease := func(requestID string, from time.Time) access.Lease {
		l := access.Lease{ID: requestID + ".give", RequestID: requestID, PersonID: "c00001", EntitlementID: "app/role", Key: key, From: from, GiveUp: from.Add(time.Hour), HardEnd: from.Add(2 * time.Hour), Duration: time.Second, State: access.Opening}
		l = l.Confirmed(from.Add(time.Second)).Finished(from.Add(2*time.Second), access.Expiry, "", "")
		l.State, l.ConfirmedAt = access.Ended, from.Add(3*time.Second)
		return l
	}
	played := newRun(1, scenario{}, point{Fault: what})
	e := &evidence{run: played, member: map[string]bool{}, histories: map[string]*historypb.History{}}
	first := lease("c00001", dawn)
	met := meeting{point: point{Fault: what, Workflow: "access"}, at: after(time.Second), leases: []access.Lease{first}, workflowID: played.workflowID("access")}
	if what.throws() {
		met.kill = access.KillSwitch{Scope: what.scope()}
		met.atLift, met.lifted = []access.Lease{first}, after(time.Minute)
	}
	if what != undisturbed {
		played.meet(met)
	}
	e.take(t, first)
	if what.throws() {
		e.take(t, lease("c00001"+second, after(2*time.Minute)))
	}
	e.reference = &evidence{run: newRun(0, scenario{}), requests: []access.Request{{State: access.RequestCompleted}}, leases: []access.Lease{{ID: "c00000.give"}}}
	return e
}

// take adds a lease, its request, and everything that happened for it.
func (e *evidence) take(t *testing.T, lease access.Lease) {
	t.Helper()
	e.leases = append(e.leases, lease)
	e.requests = append(e.requests, access.Request{ID: lease.RequestID, State: access.RequestCompleted, PlanHash: e.planHash})
	decision := access.Decision{ID: lease.RequestID + ".lead/mara", PersonID: "mara", Verdict: access.Approve}
	e.approvals = append(e.approvals, access.Approval{
		ID: lease.RequestID + ".lead", RequestID: lease.RequestID, State: access.ApprovalApproved, Decisions: []access.Decision{decision}, Quorum: 1,
		Approvers: []access.Approver{{PersonID: "mara"}},
	})
	e.effects = append(
		e.effects,
		effect{Group: roleGroup, Do: http.MethodPut, Issued: lease.From, At: lease.From, After: true, Justified: true},
		effect{Group: roleGroup, Do: http.MethodDelete, Issued: lease.EndedAt, At: lease.EndedAt, Before: true},
	)
	for _, action := range []string{"access.claimed", "access.opened", "access.over", "access.ended"} {
		e.audit = append(e.audit, access.AuditLine{Action: action, Object: "lease/" + lease.ID, At: lease.From})
	}
	payloads := func(value any) *commonpb.Payloads {
		encoded, err := converter.GetDefaultDataConverter().ToPayloads(value)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	e.histories[workflows.RequestWorkflowID(lease.RequestID)+" run"] = &historypb.History{Events: []*historypb.HistoryEvent{
		updateAccepted(1, payloads(workflows.DecideInput{Decision: decision})), updateCompleted(2, 1),
		{EventId: 3, EventType: enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED, Attributes: &historypb.HistoryEvent_WorkflowExecutionSignaledEventAttributes{
			WorkflowExecutionSignaledEventAttributes: &historypb.WorkflowExecutionSignaledEventAttributes{SignalName: workflows.SignalLease, Input: payloads(lease)},
		}},
		{EventId: 4, EventType: enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED, Attributes: &historypb.HistoryEvent_WorkflowExecutionCompletedEventAttributes{
			WorkflowExecutionCompletedEventAttributes: &historypb.WorkflowExecutionCompletedEventAttributes{Result: payloads(access.RequestCompleted)},
		}},
	}}
}

// What no planted product does in seconds is shown on evidence: sound, nothing is found
// in it, and with one thing changed the invariant of that thing finds it.
func TestTheOracleFindsWhatIsWrongWithEvidence(t *testing.T) {
	for name, c := range map[string]struct {
		met   fault
		check func(*evidence) []string
		spoil func(*evidence)
	}{
		"a lease that nobody asked for": {runTerminated, interferenceRecovery, func(e *evidence) { e.leases[0].ID = "another" }},
		"a lease that lasts longer":     {runTerminated, interferenceRecovery, func(e *evidence) { e.leases[0].HardEnd = after(24 * time.Hour) }},
		"a lease that ends once more":   {runReset, interferenceRecovery, func(e *evidence) { e.leases[0].EndedAt = after(time.Hour) }},
		"ours taken for foreign": {runDeleted, interferenceRecovery, func(e *evidence) {
			e.findings = append(e.findings, access.Finding{Class: access.Foreign})
		}},
		"a lost request that nobody hears of": {runTerminated, interferenceRecovery, func(e *evidence) {
			e.run.met[0].workflowID = workflows.RequestWorkflowID("c00001")
			e.run.met[0].request = access.Request{ID: "c00001", State: access.RequestOpen}
			e.requests[0].State = access.RequestFailed
		}},
		"given under a kill switch": {killsPerson, killSwitch, func(e *evidence) {
			e.effects = append(e.effects, effect{Group: roleGroup, Do: http.MethodPut, Issued: after(20 * time.Second), At: after(20 * time.Second), After: true})
		}},
		"held past the bound of a kill switch": {killsSystem, killSwitch, func(e *evidence) { e.effects[1].At = after(3 * time.Minute) }},
		"claimed under a kill switch": {killsThing, killSwitch, func(e *evidence) {
			e.run.met[0].leases, e.audit[0].At = nil, after(20*time.Second)
		}},
		"lengthened under a kill switch":      {killsPlan, killSwitch, func(e *evidence) { e.run.met[0].atLift[0].HardEnd = after(24 * time.Hour) }},
		"a kill switch that is never done":    {killsPerson, killSwitch, func(e *evidence) { e.run.met[0].still = &access.KillProgress{Leases: 1} }},
		"nothing goes on after a kill switch": {killsPerson, killSwitch, func(e *evidence) { e.requests[1].State = access.RequestNotGranted }},
		"a record that says something else":   {undisturbed, projectionConverges, func(e *evidence) { e.requests[0].State = access.RequestReturned }},
		"a decision that the record lacks":    {undisturbed, projectionConverges, func(e *evidence) { e.approvals[0].Decisions = nil }},
		"a decision that nobody made": {undisturbed, projectionConverges, func(e *evidence) {
			e.approvals[0].Decisions = append(e.approvals[0].Decisions, access.Decision{ID: "more", Verdict: access.Approve})
		}},
		"a lease that its owner knows otherwise": {undisturbed, projectionConverges, func(e *evidence) { e.leases[0].Rev = 7 }},
		"a task of what is closed":               {undisturbed, projectionConverges, func(e *evidence) { e.tasks = map[string][]access.Approval{"mara": {{ID: "t"}}} }},
		"a record that goes back": {undisturbed, projectionConverges, func(e *evidence) {
			e.run.see(access.Request{ID: "c00001", Seq: 5, State: access.RequestOpen})
			e.run.see(access.Request{ID: "c00001", Seq: 4, State: access.RequestOpen})
		}},
		"a lease that goes back": {undisturbed, projectionConverges, func(e *evidence) {
			e.run.seeLease(access.Lease{ID: "l", State: access.Ended})
			e.run.seeLease(access.Lease{ID: "l", State: access.Open})
		}},
		"an outsider who is told": {undisturbed, evidenceComplete, func(e *evidence) {
			e.messages = []access.Message{{PersonID: outsider, Text: "c00001 asked."}}
		}},
		"what is personal told to who is not asked": {undisturbed, evidenceComplete, func(e *evidence) {
			e.messages = []access.Message{{PersonID: "sam", Text: "It is for " + markerOf("c00001")}}
		}},
		"a secret in the log": {undisturbed, evidenceComplete, func(e *evidence) { e.audit[0].Detail = "with " + oktaToken }},
	} {
		e := sound(t, c.met)
		if wrong := c.check(e); len(wrong) > 0 {
			t.Errorf("%s: before anything is wrong it finds %q", name, wrong)
		}
		if c.spoil(e); len(c.check(e)) == 0 {
			t.Errorf("%s: nothing is found", name)
		}
	}
}

func TestEveryInvariantIsChecked(t *testing.T) {
	for i, each := range invariants() {
		if each.Number != i+1 || each.Check == nil || each.Title == "" {
			t.Errorf("%+v", each)
		}
	}
	names := map[string]bool{}
	for _, each := range faults() {
		if says := each.sentence(); says == "" || names[says] {
			t.Errorf("%s is called %q", each, says)
		}
		names[each.sentence()] = true
	}
	if slices.Contains(faults(), undisturbed) {
		t.Error("nothing broken is no fault")
	}
}
