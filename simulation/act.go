package simulation

import (
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// idOf is the id of a login; of a stranger it is the login.
func (w *world) idOf(login string) string {
	for id, known := range w.logins {
		if known == login {
			return id
		}
	}
	return login
}

// newID names what somebody sends, so that the same one sent again counts once.
func (w *world) newID(given string) string {
	if given != "" {
		return given
	}
	w.sent++
	return fmt.Sprintf("sent-%d", w.sent)
}

// tell sends an update to a request's run and audits a no.
func (w *world) tell(request, login, update, updateID string, arg any) {
	i := w.current
	w.engine.update(workflows.RequestWorkflowID(request), update, updateID, arg, func(_ any, err error) {
		w.current = i
		w.answered(i, w.attempted(update+".refused", login, "request/"+request, request, err))
	})
}

func (d Decide) act(w *world) error {
	approval, err := d.approval(w)
	if err != nil {
		return err
	}
	id := w.newID(d.ID)
	decision := access.Decision{
		ID: id, PersonID: w.idOf(d.Person), Verdict: d.Verdict, Comment: d.Comment, At: w.engine.now(),
		Duration: d.Duration, Start: d.Start.UTC(), AuthenticatedAt: d.SignedInAt.UTC(), Answers: d.Answers,
	}
	if d.Start.IsZero() {
		decision.Start = d.Start
	}
	if d.SignedInAt.IsZero() {
		decision.AuthenticatedAt = w.engine.now()
	}
	w.tell(d.Request, d.Person, workflows.UpdateDecide, "decide/"+id, workflows.DecideInput{ApprovalID: approval, Decision: decision})
	return nil
}

// approval is what the decision is about: what is open and asks the person, or what
// they most likely mean.
func (d Decide) approval(w *world) (string, error) {
	approvals, err := w.record.ApprovalsOf(w.ctx, d.Request)
	if err != nil {
		return "", err
	}
	person, best, rank := w.idOf(d.Person), "", -1
	for _, approval := range approvals {
		if d.Step != "" && approval.StepID != d.Step || d.Entitlement != "" && approval.EntitlementID != d.Entitlement {
			continue
		}
		fits := 0
		if slices.Contains(approval.Kind.Verdicts(), d.Verdict) {
			fits += 4
		}
		if approval.State == access.ApprovalOpen {
			fits += 2
		}
		if approval.Asks(person) {
			fits++
		}
		if fits >= rank {
			best, rank = approval.ID, fits
		}
	}
	if best == "" {
		return "", w.attempted("decide.refused", d.Person, "request/"+d.Request, d.Request,
			access.Refuse(access.CodeNotFound, "There is nothing to decide in %s.", d.Request))
	}
	return best, nil
}

func (a Withdraw) act(w *world) error {
	w.tell(a.Request, a.Person, workflows.UpdateWithdraw, "withdraw",
		workflows.WithdrawInput{PersonID: w.idOf(a.Person), At: w.engine.now()})
	return nil
}

func (a GiveBack) act(w *world) error {
	w.tell(a.Request, a.Person, workflows.UpdateStop, "stop/"+w.newID(""),
		workflows.StopInput{PersonID: w.idOf(a.Person), Reason: access.EarlyReturn})
	return nil
}

func (a Revoke) act(w *world) error {
	if err := a.may(w); err != nil {
		return w.attempted("stop.refused", a.Person, "request/"+a.Request, a.Request, err)
	}
	w.tell(a.Request, a.Person, workflows.UpdateStop, "stop/"+w.newID(""),
		workflows.StopInput{PersonID: w.idOf(a.Person), Reason: access.Revoked, Note: a.Note})
	return nil
}

// may lets admins, the owner of what is held and those who approved it revoke, as
// the API does.
func (a Revoke) may(w *world) error {
	request, err := w.record.Request(w.ctx, a.Request)
	if err != nil {
		return err
	}
	person, err := w.record.Person(w.ctx, w.idOf(a.Person))
	if err != nil {
		return err
	}
	if person.Has(access.Admin) || w.things[request.EntitlementID].OwnerID == person.ID {
		return nil
	}
	approvals, err := w.record.ApprovalsOf(w.ctx, a.Request)
	if err != nil {
		return err
	}
	for _, approval := range approvals {
		for _, decision := range approval.Decisions {
			if decision.PersonID == person.ID && decision.Verdict == access.Approve {
				return nil
			}
		}
	}
	return access.Refuse(access.CodeForbidden, "Only an admin, the owner or somebody who approved it can take it away.")
}

func (a Extend) act(w *world) error {
	id := w.newID(a.ID)
	w.tell(a.Request, a.Person, workflows.UpdateExtend, "extend/"+id,
		workflows.ExtendInput{ID: id, PersonID: w.idOf(a.Person), By: a.By, Reason: a.Reason})
	return nil
}

// ignore is for what nobody waits for: a run that has closed needs no news.
func ignore(error) {}

func (d Delegate) act(w *world) error {
	return w.record.SetDelegation(w.ctx, access.Delegation{
		PersonID: w.idOf(d.Person), DelegateID: w.idOf(d.Delegate), From: d.From.UTC(), Until: d.Until.UTC(), Reason: d.Reason,
	})
}

func (o OutsideEvent) act(w *world) error {
	event := workflows.OutsideEvent{Event: o.Event, Matter: o.Matter, Says: o.Says, At: w.engine.now()}
	for _, id := range w.engine.open() {
		if w.engine.runs[id].kind == workflows.RequestWorkflow {
			w.engine.signal(id, workflows.SignalEvent, event, ignore)
		}
	}
	return nil
}

// These are true for a while and known from the start.
func (Fault) act(*world) error        { return nil }
func (FactIs) act(*world) error       { return nil }
func (PlatformDown) act(*world) error { return nil }
func (RecordDown) act(*world) error   { return nil }
func (TemporalDown) act(*world) error { return nil }
