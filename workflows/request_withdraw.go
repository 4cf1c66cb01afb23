package workflows

import (
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

func (r *run) mayWithdraw(_ workflow.Context, in WithdrawInput) error {
	switch {
	case in.PersonID != r.request.RequesterID:
		return refusalError(access.Refuse(access.CodeForbidden, "Only the one who asked can take a request back."))
	case r.request.LeaseID != "":
		return refusalError(access.Refuse(access.CodeConflict, "It was approved already. Give the access back instead."))
	case r.request.State.Final():
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "The request is over already."))
	}
	return nil
}

func (r *run) withdraw(ctx workflow.Context, in WithdrawInput) (access.Request, error) {
	if !r.withdrawn {
		r.withdrawn = true
		r.note(workflow.Now(ctx), "request.withdrawn", in.PersonID, "Taken back by the one who asked.")
	}
	request := r.request
	request.State, request.Detail = access.RequestCancelled, "Taken back by the one who asked."
	return request, nil
}

// mayStop lets the holder give everything of the request back, and those who
// approved it take it away with a word why. Admins and owners are let in by the API,
// which knows who they are: they come as By with access.Revoked.
func (r *run) mayStop(_ workflow.Context, in StopInput) error {
	switch {
	case r.request.State.Final() || r.request.State == access.RequestReviewing:
		return refusalError(access.Refuse(access.CodeAlreadyClosed, "The request is over already."))
	case !r.wasHeld() && r.request.State != access.RequestScheduled:
		return refusalError(access.Refuse(access.CodeConflict, "Nothing was given for it yet. It can be taken back, or denied."))
	case in.Reason == access.EarlyReturn && in.PersonID != r.request.SubjectID:
		return refusalError(access.Refuse(access.CodeForbidden, "Only who holds it can give it back."))
	case in.Reason != access.EarlyReturn && in.Reason != access.Revoked:
		return refusalError(access.Refuse(access.CodeInvalid, "A request is stopped by giving back or by revoking, not by %q.", in.Reason))
	case in.Reason == access.Revoked && strings.TrimSpace(in.Note) == "":
		return refusalError(access.Refuse(access.CodeInvalid, "Say why it is taken away; who holds it will read it.").At("note"))
	}
	return nil
}

// stopAll ends what is open and every window to come. A second call changes nothing.
func (r *run) stopAll(ctx workflow.Context, in StopInput) (access.Request, error) {
	if r.stop == nil {
		r.stop = &in
		r.note(workflow.Now(ctx), "request.stopped", in.PersonID, strings.TrimSpace(string(in.Reason)+". "+in.Note))
	}
	return r.request, nil
}

// heedStop is the same from where nobody can wait for an answer: what may not be
// stopped goes on. What is about to be given, and is not yet, is stopped as well.
func (r *run) heedStop(ctx workflow.Context, in StopInput) {
	if err := r.mayStop(ctx, in); err != nil && r.request.State != access.RequestGranting {
		r.log.Info("a request is not stopped", "why", sentence(err))
		return
	}
	if _, err := r.stopAll(ctx, in); err != nil {
		r.log.Warn("a request could not be stopped", "error", err)
	}
}
