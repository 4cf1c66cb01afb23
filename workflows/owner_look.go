package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// Look is a look that somebody asked for and that was not had yet.
type Look struct {
	LookInput
	Compared bool `json:"compared,omitempty"` // with the ledger; the outside system comes next
}

// askToLook has the loop look when it comes to it. A look that comes while another
// waits stands for both.
func (o *owner) askToLook(_ workflow.Context, in LookInput) {
	o.Look, o.changed = &Look{LookInput: in}, true
}

// compare holds the memory against the ledger. Where it does not answer, the look
// waits until it does.
func (o *owner) compare(ctx workflow.Context) {
	look := o.Look
	var work *activities.LedgerWork
	var record access.KeyRecord
	if err := onDatabase(ctx, "compare with the ledger", databasePatience, &record, work.LoadKey, o.key); err != nil {
		o.log.Warn("a look waits for the ledger", "error", err)
		o.behind, o.unsaved = true, true
		return
	}
	had := o.Record.Seq
	o.takeIn(ctx, record)
	if !o.askAboutMissing(ctx, record.Leases) {
		return
	}
	if record.Settled && record.Seq > had && !o.holds() {
		// It was all put right and settled since: what is there now is not ours.
		o.Record.Baseline, o.Record.Applied, o.ReadAgainAt = nil, nil, time.Time{}
		o.changed = true
	}
	look.Compared = true
}

// holds reports whether there is a lease whose end is not confirmed.
func (o *owner) holds() bool { return slices.ContainsFunc(o.Record.Leases, unconfirmed) }

func unconfirmed(lease access.Lease) bool {
	return lease.State != access.Ended && lease.State != access.RefusedLease
}

// takeIn merges what the ledger says into the memory, so that both are the same when
// it is written the next time.
func (o *owner) takeIn(ctx workflow.Context, record access.KeyRecord) {
	if record.Seq != o.Record.Seq {
		o.Record.Seq = max(record.Seq, o.Record.Seq)
		o.touch()
	}
	for _, theirs := range record.Leases {
		ours, known := o.find(theirs.ID)
		switch {
		case known:
			o.putCopy(ctx, ours, theirs)
		case unconfirmed(theirs):
			o.takeOver(ctx, theirs)
		}
	}
	if o.Record.Baseline == nil && record.Baseline != nil && !record.Settled {
		o.Record.Baseline, o.Record.Applied, o.Record.Settled = record.Baseline, nil, false
		o.changed = true
	}
}

// putCopy keeps what counts of the two copies of a lease.
func (o *owner) putCopy(ctx workflow.Context, ours, theirs access.Lease) {
	counts := access.OfTwoCopies(ours, theirs)
	if !sameEnd(counts, theirs) {
		o.touch()
	}
	if sameEnd(counts, ours) {
		return
	}
	o.put(counts)
	o.changed = true
	if counts.State.Over() && !ours.State.Over() {
		o.note(counts, workflow.Now(ctx), "access.over", counts.EndedBy, overSentence(counts))
	}
}

func sameEnd(a, b access.Lease) bool {
	return a.State == b.State && a.Rev == b.Rev && a.End().Equal(b.End())
}

// takeOver takes in a lease that only the ledger knows. It has to end, and lasts no
// longer than is written there.
func (o *owner) takeOver(ctx workflow.Context, lease access.Lease) {
	if o.Record.Settled {
		o.begin()
	}
	o.Record.Leases = append(o.Record.Leases, lease)
	o.note(lease, workflow.Now(ctx), "access.recovered", access.System, "Only the ledger knew of it. It ends as is written there.")
	o.changed = true
}

// askAboutMissing writes what the ledger lacks, and asks it about that: a lease that was
// over and settled there is over here too. It reports whether the ledger answered.
func (o *owner) askAboutMissing(ctx workflow.Context, known []access.Lease) bool {
	missing := slices.DeleteFunc(slices.Clone(o.Record.Leases), func(ours access.Lease) bool {
		listed := slices.ContainsFunc(known, func(theirs access.Lease) bool { return theirs.ID == ours.ID })
		return listed || !unconfirmed(ours) || !ours.HardEnd.After(ours.From)
	})
	if len(missing) == 0 {
		return true
	}
	o.touch()
	if !o.save(ctx) {
		return false
	}
	var work *activities.LedgerWork
	var copies []access.Lease
	if err := onDatabase(ctx, "ask the ledger about what it lacks", databasePatience, &copies, work.ClaimLeases, missing); err != nil {
		o.log.Warn("a look waits for the ledger", "error", err)
		o.behind, o.unsaved = true, true
		return false
	}
	for _, theirs := range copies {
		if ours, there := o.find(theirs.ID); there {
			o.putCopy(ctx, ours, theirs)
		}
	}
	return true
}
