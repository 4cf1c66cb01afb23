package emergency

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// keyWork is one key of which something has to end, in one pair of hands at a time.
type keyWork struct {
	k      access.KillSwitch
	by     access.Person // who runs it
	key    access.Key
	leases []access.Lease // of the key that the switch covers, as they stand
	record access.KeyRecord
	at     time.Time // when their right was over

	lines     []access.AuditLine // not in the record yet
	unwritten string             // why the record does not know all of it; empty where it does
	attempts  attempts
	tryAt     time.Time
	confirmed bool
	cameBack  bool
	why       string // why it is not confirmed
}

// add has the lease ended too; one that is known is not added twice.
func (w *keyWork) add(lease access.Lease) {
	if w.covers(lease) {
		return
	}
	w.leases = append(w.leases, lease)
	w.confirmed = w.confirmed && lease.State.Rank() >= access.Ended.Rank()
}

// end brings the key's leases to their end, once. The ledger is told first and is not
// waited for: what it does not take now it is told afterwards. What was confirmed
// meanwhile stays as it is.
func (e *Ending) end(ctx context.Context, w *keyWork) error {
	e.reload(ctx, w)
	if !w.unconfirmed() {
		w.confirmed, w.why = true, ""
		e.Tell.key(w)
		return nil
	}
	ids := make([]string, len(w.leases))
	for i, lease := range w.leases {
		ids[i] = lease.ID
	}
	over, fresh := w.record.Over(ids, w.at, e.Clock(), w.k.By, "Kill switch: "+w.k.Reason)
	w.record = over
	w.noteOver(fresh)
	if err := e.takeAway(ctx, w); err != nil {
		return err
	}
	e.Tell.key(w)
	return nil
}

// takeAway makes it so outside, and writes down what came of it.
func (e *Ending) takeAway(ctx context.Context, w *keyWork) error {
	w.record.Applied = nil // until it is read back
	e.save(ctx, w)
	found, evidence, err := e.bring(ctx, w)
	if err != nil {
		e.blame(ctx, w, err)
		return err
	}
	w.acknowledge(found, evidence, e.Clock())
	e.save(ctx, w)
	return nil
}

// unconfirmed reports whether the end of one of the leases waits to be confirmed.
func (w *keyWork) unconfirmed() bool {
	return slices.ContainsFunc(w.record.Leases, func(lease access.Lease) bool {
		return w.covers(lease) && lease.State.Rank() < access.Ended.Rank()
	})
}

func (w *keyWork) covers(lease access.Lease) bool {
	return slices.ContainsFunc(w.leases, func(known access.Lease) bool { return known.ID == lease.ID })
}

// reload takes the key as the ledger has it now; where it does not answer, what is
// known counts.
func (e *Ending) reload(ctx context.Context, w *keyWork) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	record, err := e.Record.LoadKey(ctx, w.key)
	if err == nil {
		w.record = record.Resumed()
	}
}

// bring makes the outside system hold no more than may stay, and returns what reading
// back showed.
func (e *Ending) bring(ctx context.Context, w *keyWork) (access.Holding, string, error) {
	if w.record.Untouched() {
		return access.Holding{}, "", nil
	}
	provider, known := e.Providers[w.key.Connector]
	if !known {
		return access.Holding{}, "", &integrations.Refused{Message: fmt.Sprintf("No connector %s is configured here: take it away by hand.", w.key.Connector)}
	}
	ctx, cancel := context.WithTimeout(integrations.WithUrgency(ctx, integrations.Ending), callTime)
	defer cancel()
	want := w.record.Leaves(e.Clock())
	if !want.Present && !w.record.Unsure() {
		return e.take(ctx, w, provider)
	}
	found, evidence, err := read(ctx, w, provider)
	switch {
	case err != nil, !found.Present, found.Satisfies(want):
		return found, evidence, err
	case w.record.Unsure():
		return found, "", &integrations.Refused{Message: "It is held, and nobody ever read whether it was before: decide in the outside system, and take it away there by hand."}
	default:
		found, err = e.lower(ctx, w, provider, want)
		return found, "", err
	}
}

// acknowledge moves the leases on, as the owner of the key would.
func (w *keyWork) acknowledge(found access.Holding, evidence string, now time.Time) {
	record, ended := w.record.Confirm(found, now)
	w.record, w.confirmed, w.why = record, true, ""
	w.noteEnded(ended, evidence)
	for i, lease := range w.leases {
		at := slices.IndexFunc(record.Leases, func(known access.Lease) bool { return known.ID == lease.ID })
		if at >= 0 {
			w.leases[i] = record.Leases[at]
		}
	}
}

// recordTime is how long the ledger is waited for.
const recordTime = 5 * time.Second

// save writes the ledger, stopped or not, and remembers what it could not.
func (e *Ending) save(ctx context.Context, w *keyWork) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	w.record.Seq++
	if _, err := e.Record.SaveKey(ctx, access.KeySnapshot{Record: w.record, Audit: w.lines}); err != nil {
		w.unwritten = err.Error()
		return
	}
	w.lines, w.unwritten = nil, ""
}
