package simulation

import (
	"context"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// ThrowKillSwitch ends everything of something now, as an admin's call of the API does.
type ThrowKillSwitch struct {
	ID     string
	Scope  access.KillScope
	Ref    string // a login, an entitlement's id, a connector's or an automation's name
	Person string // login of whoever throws it
	Reason string
	// Unheard leaves it recorded alone: nothing carries it out until it is thrown again,
	// as where the engine does not answer.
	Unheard bool
}

// LiftKillSwitch lets things begin again.
type LiftKillSwitch struct{ ID, Person, Reason string }

func (k ThrowKillSwitch) act(w *world) error {
	ref := k.Ref
	if k.Scope == access.KillPerson {
		ref = w.idOf(k.Ref)
	}
	thrown, _, err := w.record.ThrowKillSwitch(w.ctx, access.KillSwitch{
		ID: k.ID, Scope: k.Scope, Ref: ref, Label: k.Ref, Reason: k.Reason, By: w.idOf(k.Person), At: w.engine.now(),
	}, access.AuditLine{
		ID: "kill-switch/" + k.ID + "/thrown", At: w.engine.now(), Actor: w.idOf(k.Person), Action: "kill_switch.thrown", Object: "kill-switch/" + k.ID,
	})
	if err != nil || k.Unheard {
		return err
	}
	w.engine.start(workflows.KillWorkflowID(k.ID), workflows.KillWorkflow, workflows.KillInput{Schema: 1, ID: k.ID, What: thrown.What()})
	return nil
}

func (k LiftKillSwitch) act(w *world) error {
	_, err := w.record.LiftKillSwitch(w.ctx, k.ID, w.idOf(k.Person), k.Reason, access.AuditLine{
		ID: "kill-switch/" + k.ID + "/lifted", At: w.engine.now(), Actor: w.idOf(k.Person), Action: "kill_switch.lifted", Object: "kill-switch/" + k.ID,
	})
	return err
}

// enders tell runs to end something as workflows.Client does, by signals.
type enders struct{ engine *engine }

func (e enders) EndSoon(_ context.Context, lease access.Lease, end activities.KillEnd) error {
	owner := workflows.OwnerWorkflowID(lease.Key)
	e.engine.start(owner, workflows.OwnerWorkflow, workflows.NewOwnerInput(lease.Key))
	e.engine.signal(owner, workflows.SignalEnd, workflows.EndInput{
		LeaseID: lease.ID, Reason: access.Revoked, By: end.By, Note: end.Note, At: end.At,
	}, ignore)
	return nil
}

func (e enders) Look(_ context.Context, key access.Key, why string) error {
	owner := workflows.OwnerWorkflowID(key)
	e.engine.start(owner, workflows.OwnerWorkflow, workflows.NewOwnerInput(key))
	e.engine.signal(owner, workflows.SignalLook, workflows.LookInput{Why: why}, ignore)
	return nil
}

func (e enders) StopSoon(_ context.Context, requestID string, end activities.KillEnd) error {
	e.engine.signal(workflows.RequestWorkflowID(requestID), workflows.SignalStop, workflows.StopInput{
		PersonID: end.By, Reason: access.Revoked, Note: end.Note,
	}, ignore)
	return nil
}
