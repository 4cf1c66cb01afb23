package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// check has what was asked to be looked at looked at: the ledger while it answers, and
// the outside system when nothing else is done there. One reading serves everybody who
// asked before it began.
func (o *owner) check(ctx workflow.Context) {
	if o.Look != nil && !o.Look.Compared && !o.behind {
		o.compare(ctx)
	}
	if o.work != nil || o.changed {
		return
	}
	if o.isCompared() && (o.Record.Applied == nil || o.Record.Settled) {
		o.Look = nil // nothing of ours is there, or it is being put right already
	}
	asked := len(o.adoptions) > 0 && !o.behind
	now := workflow.Now(ctx)
	if !o.isCompared() && !asked || now.Before(o.retryAt) {
		return
	}
	o.read(ctx, checking, o.due(now), access.AttributeNames(o.Record.Leases))
	o.work.look = o.Look
	if asked {
		o.work.adoption = o.adoptions[0]
	}
}

// isCompared reports whether a look has only the outside system left to be held against.
func (o *owner) isCompared() bool { return o.Look != nil && o.Look.Compared }

// checked takes what was read. Where that is not what should be, nobody knows any more
// what is held, and the loop puts it right.
func (o *owner) checked(done *effect, confirmed activities.Confirmed, now time.Time) {
	why := "The outside system was looked at."
	if done.look != nil && done.look == o.Look {
		why, o.Look = o.Look.Why, nil
	}
	if done.adoption != nil {
		done.adoption.seen = &confirmed.Holding
	}
	switch {
	case o.Record.Baseline == nil:
	case confirmed.Holding.Satisfies(done.want):
		o.applied(done, confirmed, now)
	case !confirmed.Holding.Present && !o.wanted(now):
		o.assumeNothing()
		o.Record.Applied = &confirmed.Holding
		o.noteKey(now, "access.drifted", why+" What was there before the first lease is not there any more, and is not given back.")
	default:
		o.Record.Applied = nil
		o.noteKey(now, "access.drifted", why+" What the outside system says is not what should be; it is put right.")
	}
}

// uncheckable is for a final no to saying what is held.
func (o *owner) uncheckable(done *effect, why string, now time.Time) {
	if done.look != nil && done.look == o.Look {
		o.Look = nil
	}
	if done.adoption != nil {
		o.answer(done.adoption, access.Lease{}, access.Refuse(access.CodeConflict, "Whether it is still held could not be found out: %s", why))
	}
	o.attention(now, why)
}

// wanted reports whether a lease wants the key held.
func (o *owner) wanted(now time.Time) bool {
	for _, lease := range o.Record.Leases {
		if lease.WantsAt(now) {
			return true
		}
	}
	return false
}
