package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *owner) mayAcquire(_ workflow.Context, lease access.Lease) error {
	switch {
	case lease.Key != o.key:
		return refusalError(access.Refuse(access.CodeInvalid, "The lease is for %s, but this run owns %s.", lease.Key, o.key))
	case lease.ID == "" || lease.RequestID == "":
		return refusalError(access.Refuse(access.CodeInvalid, "A lease needs an id and a request."))
	case lease.HardEnd.IsZero() || !lease.HardEnd.After(lease.From) || lease.GiveUp.IsZero():
		return refusalError(access.Refuse(access.CodeInvalid, "A lease needs an end after its beginning."))
	case lease.Duration <= 0 && lease.Ends.IsZero():
		return refusalError(access.Refuse(access.CodeInvalid, "A lease needs a duration or a planned end."))
	}
	return nil
}

// acquire answers when the lease is in the ledger: from then on it ends, whatever
// happens. For a new one it waits a moment longer, see untilOpen. The same lease handed
// over again is answered and not taken twice; a higher revision of it moves its end. An
// end that comes sooner counts at once, also while the ledger is behind.
func (o *owner) acquire(ctx workflow.Context, lease access.Lease) (access.Lease, error) {
	ctx = uncancelled(ctx)
	lease = o.renumbered(o.limited(lease))
	held, known := o.find(lease.ID)
	if known && lease.Rev > held.Rev && !held.State.Over() && lease.HardEnd.Before(held.HardEnd) {
		o.put(held.Within(lease.HardEnd, lease.Cap))
	}
	if !known || lease.Rev > held.Rev {
		o.expect(lease)
	}
	if err := workflow.Await(ctx, func() bool { return !o.isIncoming(lease.ID) }); err != nil {
		return access.Lease{}, err
	}
	if !known {
		if err := o.untilOpen(ctx, lease.ID); err != nil {
			return access.Lease{}, err
		}
	}
	held, _ = o.find(lease.ID)
	return held, nil
}

// expect has a lease claimed next, in place of an older revision of it.
func (o *owner) expect(lease access.Lease) {
	for i, expected := range o.incoming {
		if expected.ID != lease.ID {
			continue
		}
		if lease.Rev > expected.Rev {
			o.incoming[i] = lease
			o.wake()
		}
		return
	}
	o.incoming = append(o.incoming, lease)
	o.wake()
}

// end ends a lease now. One that is over already is returned as it is. A change of
// its end that waits for the ledger does not keep it.
func (o *owner) end(ctx workflow.Context, in EndInput) (access.Lease, error) {
	ctx = uncancelled(ctx)
	if err := workflow.Await(ctx, func() bool { return o.isKnown(in.LeaseID) }); err != nil {
		return access.Lease{}, err
	}
	lease, known := o.find(in.LeaseID)
	if !known {
		return access.Lease{}, refusalError(access.Refuse(access.CodeNotFound, "Nothing is held for lease %s any more.", in.LeaseID))
	}
	if !lease.State.Over() {
		o.finish(lease, workflow.Now(ctx), in.Reason, in.By, in.Note)
		lease, _ = o.find(in.LeaseID)
	}
	return lease, nil
}

// claim puts what was handed over into the ledger, which has the last word: a
// lease that was over there already comes back over and is never held again.
//
// While the ledger is behind nothing is claimed: an end that is due then must not
// wait for a beginning.
func (o *owner) claim(ctx workflow.Context) {
	if len(o.incoming) == 0 || o.behind {
		return
	}
	asked := slices.Clone(o.incoming)
	var claimed []access.Lease
	var work *activities.LedgerWork
	if err := onDatabase(ctx, "claim in the ledger", databasePatience, &claimed, work.ClaimLeases, asked); err != nil {
		o.log.Warn("leases wait for the ledger", "error", err)
		o.behind, o.unsaved = true, true
		return
	}
	if o.Record.Settled && !(o.calm && !slices.ContainsFunc(claimed, unconfirmed)) {
		o.begin()
	}
	for _, lease := range claimed {
		if held, known := o.find(lease.ID); known {
			o.move(held, lease, workflow.Now(ctx))
			continue
		}
		o.Record.Leases = append(o.Record.Leases, lease)
		o.answered(lease)
		if !lease.State.Over() {
			o.addLine(lease.ClaimLine(workflow.Now(ctx)))
		}
	}
	o.incoming = slices.DeleteFunc(o.incoming, func(l access.Lease) bool {
		return slices.ContainsFunc(asked, func(a access.Lease) bool { return a.ID == l.ID && a.Rev == l.Rev })
	})
	o.touch()
	o.wake() // what came in may be over already
}

// begin forgets what is settled, so that what was there before is observed anew.
func (o *owner) begin() {
	o.Record = access.KeyRecord{Key: o.key, Seq: o.Record.Seq}
	o.Told, o.Reported, o.Words, o.Limits, o.Numbered = nil, nil, nil, nil, nil
}

// move takes the end of a higher revision, as the ledger has it. The state is ours
// to know: the ledger may be behind.
func (o *owner) move(held, claimed access.Lease, now time.Time) {
	if claimed.Rev <= held.Rev || held.State.Over() {
		return
	}
	moved := held.EndingAs(claimed)
	o.put(moved)
	o.addLine(moved.MoveLine(held, now))
}

// endWhatIsOver moves every lease whose time has come.
func (o *owner) endWhatIsOver(now time.Time) {
	for _, lease := range slices.Clone(o.Record.Leases) {
		switch {
		case lease.State.Over():
		case !now.Before(lease.End()):
			note := ""
			if lease.OpenedAt.IsZero() {
				note = "It could not be confirmed in time and is not tried any more."
			}
			o.finish(lease, lease.End(), lease.ExpiryReason(), access.System, note)
		case o.cancelled:
			o.finish(lease, now, access.Revoked, access.System, "The run was cancelled in Temporal.")
		case lease.State == access.Scheduled && !now.Before(lease.From):
			lease.State = access.Opening
			o.put(lease)
		}
	}
}

// finish says that a lease is over. One whose own end has passed ended then, whoever asks
// for it in the moment before that is noticed.
func (o *owner) finish(lease access.Lease, at time.Time, reason access.EndReason, by, note string) {
	if end := lease.End(); at.After(end) {
		at, reason, by, note = end, lease.ExpiryReason(), access.System, ""
	}
	if lease.OpenedAt.IsZero() && lease.Hand != access.NoHand {
		o.mustLook() // nobody knows whether it was given meanwhile
	}
	lease = lease.Finished(at, reason, by, note)
	o.put(lease)
	o.note(lease, at, "access.over", by, overSentence(lease))
	o.wake()
}

func (o *owner) find(id string) (access.Lease, bool) {
	for _, lease := range o.Record.Leases {
		if lease.ID == id {
			return lease, true
		}
	}
	return access.Lease{}, false
}

func (o *owner) put(lease access.Lease) {
	o.replace(lease)
	o.touch()
}

// replace does the same with what the ledger has already.
func (o *owner) replace(lease access.Lease) {
	for i := range o.Record.Leases {
		if o.Record.Leases[i].ID == lease.ID {
			o.Record.Leases[i] = lease
		}
	}
}

// isKnown reports whether it is settled whether the lease is held.
func (o *owner) isKnown(id string) bool {
	_, known := o.find(id)
	return o.remembered && (known || !o.isIncoming(id))
}

func (o *owner) isIncoming(id string) bool {
	return slices.ContainsFunc(o.incoming, func(l access.Lease) bool { return l.ID == id })
}

// wake makes the loop look again at once, also where it was waiting to retry.
func (o *owner) wake() { o.changed, o.retryAt = true, time.Time{} }

// touch says that the ledger has to be written.
func (o *owner) touch() { o.unsaved = true }
