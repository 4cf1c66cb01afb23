package activities

import (
	"context"
	"fmt"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// begin is an attempt that begins now.
func (w *ConnectorWork) begin(ctx context.Context, key access.Key, do string) access.Effect {
	now, place := w.Clock(), int(activity.GetInfo(ctx).Attempt)
	return access.Effect{
		Key: key, Do: do, Attempt: int(attemptOf(ctx)), First: place, Last: place, At: now, LastAt: now,
	}
}

// record notes the attempt and its answer in the ledger. Failing to is logged and no
// more: bookkeeping never stands between access and its end.
func (w *ConnectorWork) record(ctx context.Context, effect access.Effect, found access.Holding, evidence string, outcome error) {
	effect = integrations.Answered(effect, w.Clock(), found, evidence, outcome)
	effect.ID = effectID(activity.GetInfo(ctx), effect)
	if w.Seen != nil {
		w.Seen(effect)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if err := w.Ledger.RecordEffect(ctx, effect); err != nil {
		w.Log.Warn("an attempt could not be recorded in the ledger", "key", effect.Key.String(), "error", err)
	}
}

// effectID is the same for attempts that are one effect: of those that were put off,
// for all that precede the same attempt that counts.
func effectID(info activity.Info, effect access.Effect) string {
	work := info.WorkflowExecution.RunID + "/" + info.ActivityID
	if effect.Reply == access.ReplyPutOff {
		return fmt.Sprintf("%s/before-%d", work, effect.Attempt)
	}
	return fmt.Sprintf("%s/%d", work, info.Attempt)
}
