package api

import (
	"context"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// StopRequest ends everything of a request. What is over already is shown as it is.
func (o *operations) StopRequest(ctx context.Context, in gen.StopRequestRequestObject) (gen.StopRequestResponseObject, error) {
	c := callOf(ctx)
	request, err := c.seen.request(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !request.State.Final() && request.State != access.RequestReviewing {
		if request, err = o.stop(ctx, request, strings.TrimSpace(in.Body.Reason)); err != nil {
			return nil, err
		}
	}
	shown, err := o.request(ctx, request)
	return gen.StopRequest200JSONResponse(shown), err
}

func (o *operations) stop(ctx context.Context, request access.Request, note string) (access.Request, error) {
	c := callOf(ctx)
	reason, err := c.seen.stopping(ctx, c.me, request)
	if err != nil {
		return request, err
	}
	if reason == access.Revoked && note == "" {
		return request, access.Refuse(access.CodeInvalid, "Say why you take this away; its holder will read it.").At("reason")
	}
	stopped, err := o.engine.Stop(ctx, request.ID, workflows.StopInput{PersonID: c.me.ID, Reason: reason, Note: note})
	c.seen.forget(request.ID)
	return stopped, inContract(err)
}

// mayStop is what the caller may do about everything that was given for a request.
func (o *operations) mayStop(ctx context.Context, request access.Request) (gen.RequestDetailMayStop, error) {
	switch request.State {
	case access.RequestGranting, access.RequestScheduled, access.RequestOpen:
	default:
		return gen.RequestDetailMayStopNo, nil
	}
	c := callOf(ctx)
	reason, err := c.seen.stopping(ctx, c.me, request)
	switch reason {
	case access.EarlyReturn:
		return gen.RequestDetailMayStopGiveBack, err
	case access.Revoked:
		return gen.RequestDetailMayStopRevoke, err
	default:
		return gen.RequestDetailMayStopNo, err
	}
}
