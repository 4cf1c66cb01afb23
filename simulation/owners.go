package simulation

import (
	"context"
	"errors"
	"fmt"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// owners hands leases over as workflows.Client does, by update with start.
type owners struct{ engine *engine }

// Acquire waits within the workflow whose activity it is.
func (o owners) Acquire(ctx context.Context, lease access.Lease) (held access.Lease, err error) {
	c := ctx.Value(calling{}).(call)
	future, settable := workflow.NewFuture(c.ctx)
	id := fmt.Sprintf("acquire/%s/%d", lease.ID, lease.Rev)
	o.update(lease.Key, workflows.UpdateAcquire, id, lease, func(value any, err error) {
		settable.Set(value, err)
		o.engine.wake(c.from.ID)
	})
	if err := future.Get(c.ctx, &held); err != nil {
		return access.Lease{}, asRefusal(err)
	}
	return held, nil
}

// update reaches the owner of a key, starting one where there is none. One that
// closes meanwhile is started again.
func (o owners) update(key access.Key, name, id string, arg any, done func(any, error)) {
	owner := workflows.OwnerWorkflowID(key)
	o.engine.start(owner, workflows.OwnerWorkflow, workflows.NewOwnerInput(key))
	o.engine.update(owner, name, id, arg, func(value any, err error) {
		if isGone(err) {
			o.update(key, name, id, arg, done)
			return
		}
		done(value, err)
	})
}

func isGone(err error) bool {
	var application *temporal.ApplicationError
	return errors.As(err, &application) && application.Type() == typeGone
}

// asRefusal is what a workflow said no with, as workflows.Client gives it back.
func asRefusal(err error) error {
	var application *temporal.ApplicationError
	if !errors.As(err, &application) {
		return err
	}
	refusal := &access.Refusal{}
	switch application.Type() {
	case activities.ErrorRefusal:
		if application.Details(refusal) != nil || refusal.Code == "" {
			refusal = access.Refuse(access.CodeConflict, "%s", application.Message())
		}
	case typeGone:
		refusal = access.Refuse(access.CodeAlreadyClosed, "It is over already, so there is nothing to change any more.")
	default:
		return err
	}
	return refusal
}
