package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// databasePatience is how long anything waits for the ledger, after the try within the
// workflow task, before it goes on without it. Taking access away waits for bookkeeping
// so long once, and no longer.
const databasePatience = 20 * time.Second

// remember reads what the ledger knows of the key, so that a run that was
// terminated, or lost with Temporal's database, is taken up where it was. What
// the outside system holds is then unknown until it was written again.
func (o *owner) remember(ctx workflow.Context) error {
	if o.remembered {
		return nil
	}
	var work *activities.LedgerWork
	var record access.KeyRecord
	if err := onDatabase(ctx, "read the ledger", 0, &record, work.LoadKey, o.key); err != nil {
		return err
	}
	record.Key = o.key
	switch {
	case o.calm && atRest(record): // and stays so until a lease begins
	case record.Settled:
		// Nothing was done since, so what was there before may have changed.
		record.Baseline, record.Applied, record.Settled = nil, nil, len(record.Leases) == 0
	default:
		record.Applied = nil
	}
	o.Record, o.Limits, o.remembered = record, limitsOf(record.Leases), true
	return nil
}

// atRest reports whether nothing of ours is left of a key, and what was there before is
// what is.
func atRest(record access.KeyRecord) bool {
	return record.Settled && len(record.Leases) == 0 && record.Baseline != nil && record.Applied != nil &&
		record.Applied.Satisfies(*record.Baseline)
}

// save writes the ledger where there is something new, and reports whether it now
// knows everything.
func (o *owner) save(ctx workflow.Context) bool {
	if !o.unsaved {
		return true
	}
	o.unsaved = false
	o.Record.Seq++
	lines := o.Audit
	o.Audit = nil
	var work *activities.LedgerWork
	// The copy is what is written, whatever comes in meanwhile.
	snapshot := access.KeySnapshot{Record: o.Record, Audit: lines}
	snapshot.Record.Leases = slices.Clone(o.Record.Leases)
	var saved access.KeySaved
	if err := onDatabase(ctx, "write the ledger", databasePatience, &saved, work.SaveKey, snapshot); err != nil {
		o.log.Warn("the ledger is behind", "error", err)
		o.Audit = append(lines, o.Audit...)
		o.unsaved, o.behind = true, true
		return false
	}
	if o.behind {
		o.behind = false
		o.wake() // what waited for the ledger may go on
	}
	for _, theirs := range saved.Kept {
		o.keep(ctx, theirs)
	}
	return !o.unsaved
}

// keep takes a lease that is over by the ledger as it was over there: a crash or a reset
// has undone that this owner said so. Of one that is not over here everything is looked
// at: what is held now may be somebody else's.
func (o *owner) keep(ctx workflow.Context, theirs access.Lease) {
	ours, known := o.find(theirs.ID)
	switch {
	case !known:
	case !ours.State.Over():
		if o.Look == nil {
			o.askToLook(ctx, LookInput{Why: "The ledger says that a lease is over."})
		}
	case !unconfirmed(ours) && !unconfirmed(theirs):
		o.replace(theirs)
	default:
		ours.OpenedAt, ours.EndedAt = theirs.OpenedAt, theirs.EndedAt
		ours.EndReason, ours.EndedBy, ours.Note = theirs.EndReason, theirs.EndedBy, theirs.Note
		o.replace(ours)
	}
}

// note remembers what happened to a lease for the audit log.
func (o *owner) note(lease access.Lease, at time.Time, action, actor, detail string) {
	o.addLine(access.AuditLine{
		ID: fmt.Sprintf("%s/%s/%d", lease.ID, action, lease.Rev), At: at, Actor: actor, Action: action,
		Object: "lease/" + lease.ID, RequestID: lease.RequestID, Detail: detail,
		Data: map[string]any{"key": o.key.String(), "person": lease.PersonID, "entitlement": lease.EntitlementID},
	})
}

func (o *owner) addLine(line access.AuditLine) {
	o.Audit = append(o.Audit, line)
	o.touch()
}

// noteKey does the same for what concerns the whole key.
func (o *owner) noteKey(at time.Time, action, detail string) {
	line := access.AuditLine{
		ID: fmt.Sprintf("%s/%s/%d", o.key, action, o.Record.Seq), At: at, Actor: access.System, Action: action,
		Object: "access/" + o.key.String(), Detail: detail,
	}
	for _, lease := range o.Record.Leases {
		if lease.State != access.Ended && lease.State != access.RefusedLease {
			line.RequestID = lease.RequestID
		}
	}
	o.Audit = append(o.Audit, line)
	o.touch()
}

// attention calls a human, once for each thing that is wrong.
func (o *owner) attention(now time.Time, why string) {
	if o.Record.Attention == why {
		return
	}
	o.Record.Attention = why
	o.noteKey(now, "access.attention", why)
}
