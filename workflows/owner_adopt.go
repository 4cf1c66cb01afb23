package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// adoption is a decision about what is held without a lease, until it is carried out
// or refused.
type adoption struct {
	AdoptInput
	seen    *access.Holding // read after it was asked for; nil until then
	done    bool
	held    access.Lease
	refusal *access.Refusal
}

func (o *owner) mayAdopt(ctx workflow.Context, in AdoptInput) error {
	switch {
	case in.FindingID == "":
		return refusalError(access.Refuse(access.CodeInvalid, "A decision about what is held needs the finding it is about."))
	case in.By == "":
		return refusalError(access.Refuse(access.CodeInvalid, "A decision about what is held needs somebody who made it."))
	case in.Lease != nil:
		return o.mayAcquire(ctx, *in.Lease)
	}
	return nil
}

// adopt has what is held without a lease end: with the lease, if there is one, and
// otherwise now, or with the last of the leases that hold it too. It answers when the
// ledger has the lease and the outside system was read to hold it still; where that is
// not so, it refuses and nothing is changed. A lease that it has already is answered and
// not taken on twice.
func (o *owner) adopt(ctx workflow.Context, in AdoptInput) (access.Lease, error) {
	ctx = uncancelled(ctx)
	if err := workflow.Await(ctx, func() bool { return o.remembered }); err != nil {
		return access.Lease{}, err
	}
	if in.Lease != nil {
		if held, known := o.find(in.Lease.ID); known {
			return held, nil
		}
	}
	a := &adoption{AdoptInput: in}
	o.adoptions, o.changed = append(o.adoptions, a), true
	if err := workflow.Await(ctx, func() bool { return a.done }); err != nil {
		return access.Lease{}, err
	}
	return a.held, refusalError(a.refusal)
}

// decide carries out the decisions for which was read what is held.
func (o *owner) decide(ctx workflow.Context) {
	for _, a := range slices.Clone(o.adoptions) {
		if a.seen == nil {
			continue
		}
		now := workflow.Now(ctx)
		if refusal := o.mayTakeOn(a, now); refusal != nil {
			o.answer(a, access.Lease{}, refusal)
			continue
		}
		if a.Lease != nil && !o.claimAdopted(ctx, a) {
			continue
		}
		o.takeOn(a, workflow.Now(ctx))
	}
}

// mayTakeOn says why what was read cannot be answered for.
func (o *owner) mayTakeOn(a *adoption, now time.Time) *access.Refusal {
	ours := o.Record.Baseline != nil && !o.Record.Baseline.Present && o.wanted(now)
	switch {
	case !a.seen.Present:
		return access.Refuse(access.CodeConflict, "It is not held any more, so there is nothing to decide about.")
	case a.seen.Managed != "":
		return access.Refuse(access.CodeConflict, "%s holds it there by a %s: it can be taken away only there.", o.key.Connector, a.seen.Managed)
	case ours:
		return access.Refuse(access.CodeConflict, "It is held for a lease, which ends by itself, and for nothing else.")
	case a.Lease != nil && !givesNothing(*a.Lease, *a.seen, now):
		return access.Refuse(access.CodeInvalid, "The lease would give more than is held: %s is.", a.seen.Words()).At("lease")
	}
	return nil
}

// givesNothing reports whether a lease that begins now wants no more than is held.
func givesNothing(lease access.Lease, seen access.Holding, now time.Time) bool {
	lease.From = now
	return seen.Satisfies(access.Merge(seen, []access.Lease{lease}, now))
}

// claimAdopted puts the lease into the ledger, which has the last word. Where it does
// not answer, what is held is read again when it does.
func (o *owner) claimAdopted(ctx workflow.Context, a *adoption) bool {
	var work *activities.LedgerWork
	var claimed []access.Lease
	err := onDatabase(ctx, "claim in the ledger", databasePatience, &claimed, work.ClaimLeases, []access.Lease{*a.Lease})
	if refusal, refused := asRefusal(err); refused {
		o.answer(a, access.Lease{}, refusal)
		return false
	}
	if err != nil {
		o.log.Warn("a decision waits for the ledger", "error", err)
		a.seen, o.behind, o.unsaved = nil, true, true
		return false
	}
	lease := claimed[0]
	if lease.State.Over() {
		o.answer(a, access.Lease{}, access.Refuse(access.CodeConflict, "%s", strings.TrimSpace("The ledger does not take the lease. "+lease.Note)))
		return false
	}
	if o.Record.Settled {
		o.begin()
	}
	if _, known := o.find(lease.ID); !known {
		o.Record.Leases = append(o.Record.Leases, lease)
	}
	a.held = lease
	return true
}

// takeOn makes what was read something that ends.
func (o *owner) takeOn(a *adoption, now time.Time) {
	o.assumeNothing()
	o.Record.Applied = a.seen
	detail := "What was held without a lease is taken away."
	if a.Lease != nil {
		detail = fmt.Sprintf("What was held without a lease ends %s at the latest.", stamp(a.held.HardEnd))
	}
	o.Audit = append(o.Audit, access.AuditLine{
		ID: "finding/" + a.FindingID + "/access.adopted", At: now, Actor: a.By, Action: "access.adopted",
		Object: "access/" + o.key.String(), RequestID: a.held.RequestID, Detail: strings.TrimSpace(detail + " " + a.Note),
		Data: map[string]any{"finding": a.FindingID, "key": o.key.String(), "lease": a.held.ID},
	})
	o.touch()
	o.answer(a, a.held, nil)
}

// answer lets whoever decided know.
func (o *owner) answer(a *adoption, held access.Lease, refusal *access.Refusal) {
	a.held, a.refusal, a.done = held, refusal, true
	o.adoptions = slices.DeleteFunc(o.adoptions, func(other *adoption) bool { return other == a })
	o.changed = true
}
