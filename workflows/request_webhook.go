package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// post sends the step's event to its hook and goes on when it was taken.
func (r *run) post(ctx workflow.Context, step builder.Step) (port string, err error) {
	if err := r.gather(ctx); err != nil {
		return "", err
	}
	r.rest(ctx)
	err = r.posting(ctx, step.Webhook.Hook, "webhook/"+step.ID, r.filled(step.Webhook.Text), time.Duration(step.Webhook.GiveUp))
	if err != nil {
		r.note(workflow.Now(ctx), "webhook.failed", access.System, fmt.Sprintf("%s: %s was not told: %s.", step.Title, step.Webhook.Hook, sentence(err)))
		return builder.PortFailed, nil
	}
	r.note(workflow.Now(ctx), "webhook.sent", access.System, fmt.Sprintf("%s: %s was told.", step.Title, step.Webhook.Hook))
	return builder.PortNext, nil
}
