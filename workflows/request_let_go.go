package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// letGo has the owners end every lease that is not over.
func (r *run) letGo(ctx workflow.Context, in EndInput) {
	h := r.holding
	in.At = workflow.Now(ctx)
	h.ended, h.endWith, h.tellPause = true, in, tellFirst
	r.tellOwners(ctx)
}

// The pauses before an owner is told again that could not be: one that was terminated
// is back after the next reconciliation.
const (
	tellFirst = 15 * time.Second
	tellLast  = 5 * time.Minute
)

// tellOwners tells them by signals, which are not lost. One that cannot be told is not
// running: it has nothing to end any more, or it is missing and has to be told when it
// is back. The request hears of an end, so it is told until then.
func (r *run) tellOwners(ctx workflow.Context) {
	r.rest(ctx)
	h := r.holding
	h.tellAt = time.Time{}
	for _, lease := range h.leases {
		if lease.State.Over() {
			continue
		}
		h.endWith.LeaseID = lease.ID
		err := workflow.SignalExternalWorkflow(ctx, OwnerWorkflowID(lease.Key), "", SignalEnd, h.endWith).Get(ctx, nil)
		if err == nil {
			continue
		}
		r.log.Warn("the owner could not be told to end the lease", "error", err)
		if workflow.GetVersion(ctx, versionTellsAgain, workflow.DefaultVersion, 1) > workflow.DefaultVersion {
			h.tellAt = workflow.Now(ctx).Add(h.tellPause)
		}
	}
	h.tellPause = min(2*h.tellPause, tellLast)
}

func (r *run) tellErrand() []errand {
	h := r.holding
	if h.tellAt.IsZero() || h.over() {
		return nil
	}
	return []errand{{at: h.tellAt, why: "Tell the owner again at", do: func(ctx workflow.Context) error {
		r.tellOwners(ctx)
		return nil
	}}}
}
