package api

import (
	"context"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// EndAccess gives back or revokes. What is over already is shown as it is.
func (o *operations) EndAccess(ctx context.Context, in gen.EndAccessRequestObject) (gen.EndAccessResponseObject, error) {
	c := callOf(ctx)
	view, err := c.seen.lease(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !view.State.Over() {
		if view.Lease, err = o.end(ctx, view.Lease, strings.TrimSpace(in.Body.Reason)); err != nil {
			return nil, err
		}
	}
	shown, err := o.access(ctx, view)
	return gen.EndAccess200JSONResponse(shown), err
}

func (o *operations) end(ctx context.Context, lease access.Lease, note string) (access.Lease, error) {
	c := callOf(ctx)
	reason, err := c.seen.ending(ctx, c.me, lease)
	if err != nil {
		return lease, err
	}
	if reason == access.Revoked && note == "" {
		return lease, access.Refuse(access.CodeInvalid, "Say why you take this away; its holder will read it.").At("reason")
	}
	return o.engine.EndLease(ctx, lease.Key, workflows.EndInput{
		LeaseID: lease.ID, Reason: reason, By: c.me.ID, Note: note, At: o.clock().UTC(),
	})
}
