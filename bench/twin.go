package main

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// twinWorkflow is the type of what somebody would write by hand for the template.
const twinWorkflow = "HandWritten"

func twinID(requestID string) string { return "twin/" + requestID }

// twin is that workflow. It asks for the same data, writes the same rows through the
// same calls and gives up as little: the ledger is written before the first effect,
// the approval is an update that is checked, the calls outside are tried without end
// and read back.
//
// What it leaves out is what makes the difference, and docs/bench.md says so: it is
// one run for a request, so that two requests for the same thing take each other's
// access away; it cannot be taken up from the ledger; nobody can end it early,
// extend or withdraw it; nobody hears that it is late; it has no search attributes.
type twin struct {
	in       workflows.RequestInput
	request  access.Request
	facts    activities.Facts
	approval access.Approval
	key      access.KeyRecord
	audit    []access.AuditLine
	messages []access.Message
}

func handWritten(ctx workflow.Context, in workflows.RequestInput) (access.RequestState, error) {
	t := &twin{in: in, request: in.Request}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, workflows.UpdateDecide, t.decide, workflow.UpdateHandlerOptions{Validator: t.mayDecide}); err != nil {
		return "", err
	}
	if err := t.claim(ctx); err != nil {
		return "", err
	}
	if approved, err := t.ask(ctx); err != nil || !approved {
		return t.request.State, err
	}
	lease, err := t.open(ctx)
	if err != nil {
		return "", err
	}
	if err := workflow.Sleep(ctx, lease.Ends.Sub(workflow.Now(ctx))); err != nil {
		return "", err
	}
	return t.request.State, t.end(ctx, lease)
}

func (t *twin) claim(ctx workflow.Context) error {
	var work *activities.RequestWork
	var claim access.Claim
	in := activities.ClaimInput{RequestID: t.request.ID, Chain: workflow.GetInfo(ctx).FirstRunID, PlanHash: t.request.PlanHash}
	if err := workflow.ExecuteLocalActivity(database(ctx), work.ClaimRequest, in).Get(ctx, &claim); err != nil {
		return err
	}
	t.request = claim.Request
	return nil
}

// ask has the manager decide within a day.
func (t *twin) ask(ctx workflow.Context) (approved bool, err error) {
	var work *activities.RequestWork
	about := activities.FactsInput{RequesterID: t.request.RequesterID, SubjectID: t.request.SubjectID, EntitlementID: t.request.EntitlementID}
	if err := workflow.ExecuteLocalActivity(database(ctx), work.GatherFacts, about).Get(ctx, &t.facts); err != nil {
		return false, err
	}
	var approvers []access.Approver
	now := workflow.Now(ctx)
	rules := activities.ResolveInput{FactsInput: about, Rules: []access.ApproverRule{{Manager: "requester"}}, At: now}
	if err := workflow.ExecuteLocalActivity(database(ctx), work.ResolveApprovers, rules).Get(ctx, &approvers); err != nil {
		return false, err
	}
	if len(approvers) == 0 {
		return false, temporal.NewNonRetryableApplicationError("nobody can be asked", "nobody", nil)
	}
	t.approval = access.Approval{
		ID: t.request.ID + ".manager", RequestID: t.request.ID, StepID: "manager", Title: "Manager", Approvers: approvers,
		Quorum: 1, State: access.ApprovalOpen, OpenedAt: now, DueAt: now.Add(approvalDue),
	}
	t.request.State, t.request.StepID = access.RequestWaiting, "manager"
	t.request.Detail = "Waiting for " + approvers[0].Name + "."
	t.note(now, "approval.opened", access.System, "Manager asks "+approvers[0].Name+".")
	t.tell(now, approvers[0].PersonID, "approval_needed/"+t.approval.ID, t.in.RequesterName+" asks for "+t.in.EntitlementLabel+".")
	if err := t.saveRequest(ctx); err != nil {
		return false, err
	}
	if _, err := workflow.AwaitWithTimeout(ctx, approvalDue, func() bool { return access.Tally(t.approval) != access.ApprovalOpen }); err != nil {
		return false, err
	}
	now = workflow.Now(ctx)
	t.approval.State, t.approval.ClosedAt = access.Tally(t.approval), now
	if t.approval.State != access.ApprovalApproved {
		t.request.State, t.request.ClosedAt = access.RequestDenied, now
		return false, t.saveRequest(ctx)
	}
	t.note(now, "approval.approved", access.System, "Manager is approved.")
	t.note(now, "request.approved", access.System, "Approved for 2 seconds.")
	t.tell(now, t.request.RequesterID, "request_approved", t.in.EntitlementLabel+" was approved.")
	t.request.State, t.request.Detail = access.RequestGranting, "Approved. Being set up."
	// What was true of them when they asked may not be any more.
	if err := workflow.ExecuteLocalActivity(database(ctx), work.GatherFacts, about).Get(ctx, &t.facts); err != nil {
		return false, err
	}
	if t.facts.Subject.Status != access.Active {
		return false, temporal.NewNonRetryableApplicationError("whoever asked is not active any more", "left", nil)
	}
	return true, t.saveRequest(ctx)
}

func (t *twin) mayDecide(in workflows.DecideInput) error {
	if refusal := access.CheckDecision(t.approval, t.request.RequesterID, t.request.SubjectID, in.Decision); refusal != nil {
		return refusal
	}
	return nil
}

func (t *twin) decide(ctx workflow.Context, in workflows.DecideInput) (access.Approval, error) {
	in.Decision.At = workflow.Now(ctx)
	t.approval.Decisions = append(t.approval.Decisions, in.Decision)
	t.note(in.Decision.At, "decision.approved", in.Decision.PersonID, "Manager: approved.")
	return t.approval, nil
}

// open gives it: the ledger first, then what was there before, then the effect.
func (t *twin) open(ctx workflow.Context) (access.Lease, error) {
	var ledger *activities.LedgerWork
	var outside *activities.ConnectorWork
	now := workflow.Now(ctx)
	key := access.Key{Connector: connector, Subject: t.facts.Subject.Accounts[connector], Resource: t.facts.Entitlement.Target.Resource}
	lease := access.Lease{
		ID: t.request.ID + ".give", RequestID: t.request.ID, PersonID: t.request.SubjectID, EntitlementID: t.request.EntitlementID,
		Label: t.in.EntitlementLabel + " for " + t.facts.Subject.Name, Key: key, From: now, GiveUp: now.Add(time.Hour),
		Duration: t.request.Ask.Duration, HardEnd: now.Add(time.Hour + t.request.Ask.Duration), State: access.Opening,
	}
	var claimed []access.Lease
	if err := workflow.ExecuteLocalActivity(database(ctx), ledger.ClaimLeases, []access.Lease{lease}).Get(ctx, &claimed); err != nil {
		return lease, err
	}
	lease = claimed[0]
	if lease.State.Over() {
		return lease, temporal.NewNonRetryableApplicationError("the ledger refuses the lease", "refused", nil)
	}
	var before activities.Confirmed
	read := activities.ReadInput{Key: key}
	if err := workflow.ExecuteActivity(calls(ctx), outside.ReadBack, read).Get(ctx, &before); err != nil {
		return lease, err
	}
	t.key = access.KeyRecord{Key: key, Baseline: &before.Holding, Leases: []access.Lease{lease}}
	if err := t.saveKey(ctx, t.line(lease, now, "access.claimed", lease.Label+" is claimed.")); err != nil {
		return lease, err
	}
	var confirmed activities.Confirmed
	give := activities.ProvisionInput{Key: key, Want: access.Holding{Present: true}, Leases: []string{lease.ID}}
	if err := workflow.ExecuteActivity(calls(ctx), outside.Provision, give).Get(ctx, &confirmed); err != nil {
		return lease, err
	}
	lease = lease.Confirmed(confirmed.At)
	t.key.Applied, t.key.Leases = &confirmed.Holding, []access.Lease{lease}
	if err := t.saveKey(ctx, t.line(lease, confirmed.At, "access.opened", lease.Label+" is open.")); err != nil {
		return lease, err
	}
	t.request.State, t.request.LeaseID, t.request.StepID, t.request.Detail = access.RequestOpen, lease.ID, "give", "Open."
	t.tell(confirmed.At, t.request.SubjectID, "access_started", t.in.EntitlementLabel+" is yours.")
	return lease, t.saveRequest(ctx)
}

// end takes it away, and says so when it was read back.
func (t *twin) end(ctx workflow.Context, lease access.Lease) error {
	var outside *activities.ConnectorWork
	lease = lease.Finished(lease.Ends, access.Expiry, access.System, "")
	t.key.Applied, t.key.Leases = nil, []access.Lease{lease}
	if err := t.saveKey(ctx, t.line(lease, lease.EndedAt, "access.over", lease.Label+" has come to its end.")); err != nil {
		return err
	}
	t.request.State, t.request.Detail = access.RequestEnding, "Over; being taken away."
	if err := t.saveRequest(ctx); err != nil {
		return err
	}
	var confirmed activities.Confirmed
	if !t.key.Baseline.Present {
		if err := workflow.ExecuteActivity(calls(ctx), outside.Deprovision, lease.Key).Get(ctx, &confirmed); err != nil {
			return err
		}
	}
	lease.State, lease.ConfirmedAt = access.Ended, confirmed.At
	t.key.Applied, t.key.Leases, t.key.Settled = &confirmed.Holding, []access.Lease{lease}, true
	if err := t.saveKey(ctx, t.line(lease, confirmed.At, "access.ended", lease.Label+" is gone, confirmed by reading back.")); err != nil {
		return err
	}
	now := workflow.Now(ctx)
	t.request.State, t.request.StepID, t.request.ClosedAt, t.request.Detail = access.RequestCompleted, "done", now, "Ended as planned."
	t.note(now, "request.completed", access.System, "Ended as planned.")
	t.tell(now, t.request.SubjectID, "access_ended", t.in.EntitlementLabel+" is over.")
	return t.saveRequest(ctx)
}

func (t *twin) saveRequest(ctx workflow.Context) error {
	var work *activities.RequestWork
	t.request.Seq++
	snapshot := access.RequestSnapshot{Request: t.request, Approvals: []access.Approval{t.approval}, Audit: t.audit, Messages: t.messages}
	t.audit, t.messages = nil, nil
	return workflow.ExecuteLocalActivity(database(ctx), work.SaveRequest, snapshot).Get(ctx, nil)
}

func (t *twin) saveKey(ctx workflow.Context, line access.AuditLine) error {
	var ledger *activities.LedgerWork
	t.key.Seq++
	snapshot := access.KeySnapshot{Record: t.key, Audit: []access.AuditLine{line}}
	return workflow.ExecuteLocalActivity(database(ctx), ledger.SaveKey, snapshot).Get(ctx, nil)
}

func (t *twin) note(at time.Time, action, actor, detail string) {
	t.audit = append(t.audit, access.AuditLine{
		ID: t.request.ID + "/" + action, At: at, Actor: actor, Action: action, Object: "request/" + t.request.ID, RequestID: t.request.ID, Detail: detail,
	})
}

func (t *twin) line(lease access.Lease, at time.Time, action, detail string) access.AuditLine {
	return access.AuditLine{
		ID: fmt.Sprintf("%s/%s/%d", lease.ID, action, lease.Rev), At: at, Actor: access.System, Action: action,
		Object: "lease/" + lease.ID, RequestID: lease.RequestID, Detail: detail,
		Data: map[string]any{"key": lease.Key.String(), "person": lease.PersonID, "entitlement": lease.EntitlementID},
	}
}

func (t *twin) tell(at time.Time, person, about, text string) {
	t.messages = append(t.messages, access.Message{ID: t.request.ID + "/" + about, PersonID: person, RequestID: t.request.ID, About: about, Text: text, At: at})
}
