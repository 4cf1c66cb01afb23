package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// LeaseLimit is the latest moment that somebody set for a lease, whatever its request
// makes of it later.
type LeaseLimit struct {
	LeaseID string           `json:"lease_id"`
	Last    time.Time        `json:"last"`
	Reason  access.EndReason `json:"reason"`
}

// NumberedLease says how far a request has counted the revisions of a lease that was
// shortened without it.
type NumberedLease struct {
	LeaseID string `json:"lease_id"`
	Rev     int    `json:"rev"`
}

// limitSoon limits a lease from where nobody can wait for an answer.
func (o *owner) limitSoon(ctx workflow.Context, in LimitInput) {
	workflow.Go(ctx, func(ctx workflow.Context) { o.limit(ctx, in) })
}

// limit has a lease end no later than a moment, and keeps it so. Where that moment has
// passed, or comes before the lease begins, it ends now.
func (o *owner) limit(ctx workflow.Context, in LimitInput) {
	if err := workflow.Await(ctx, func() bool { return o.isKnown(in.LeaseID) }); err != nil {
		return
	}
	now := workflow.Now(ctx)
	lease, known := o.find(in.LeaseID)
	switch {
	case !known || lease.State.Over():
		o.log.Info("a lease to be shortened is not held", "lease", in.LeaseID)
		return
	case in.Last.IsZero():
		return
	case !in.Last.After(now) || !in.Last.After(lease.From):
		o.finish(lease, now, in.Reason, in.By, in.Note)
		return
	}
	if set := (LeaseLimit{LeaseID: in.LeaseID, Last: in.Last, Reason: in.Reason}); !slices.Contains(o.Limits, set) {
		o.Limits = append(o.Limits, set)
	}
	for i, expected := range o.incoming {
		o.incoming[i] = o.limited(expected)
	}
	shorter := lease.Within(in.Last, in.Reason)
	if shorter.HardEnd.Equal(lease.HardEnd) {
		return
	}
	o.number(lease)
	shorter.Rev, shorter.Note = lease.Rev+1, in.Note
	o.put(shorter)
	detail := fmt.Sprintf("%s ends %s at the latest now. %s", shorter.Label, stamp(shorter.HardEnd), in.Note)
	o.note(shorter, now, "access.shortened", in.By, strings.TrimSpace(detail))
	o.wake()
}

// limited is a lease within every limit that was set for it.
func (o *owner) limited(lease access.Lease) access.Lease {
	for _, limit := range o.Limits {
		if limit.LeaseID == lease.ID {
			lease = lease.Within(limit.Last, limit.Reason)
		}
	}
	return lease
}

// limitsOf are the limits that the ledger knows of: those that cut a lease short.
func limitsOf(leases []access.Lease) (limits []LeaseLimit) {
	for _, lease := range leases {
		if isLimit(lease.Cap) {
			limits = append(limits, LeaseLimit{LeaseID: lease.ID, Last: lease.HardEnd, Reason: lease.Cap})
		}
	}
	return limits
}

// isLimit reports whether leases are cut short for that reason by somebody who sets a
// limit, and not by their request.
func isLimit(reason access.EndReason) bool {
	return reason == access.LimitLowered || reason == access.Retired
}

// number remembers how far its request has counted before the owner counts on.
func (o *owner) number(lease access.Lease) {
	if !slices.ContainsFunc(o.Numbered, func(n NumberedLease) bool { return n.LeaseID == lease.ID }) {
		o.Numbered = append(o.Numbered, NumberedLease{LeaseID: lease.ID, Rev: lease.Rev})
	}
}

// renumbered is what a request hands over as the revision that comes next here. Its
// request may not have heard yet that the owner has counted on; what it has handed over
// before keeps its number, and is nothing new.
func (o *owner) renumbered(lease access.Lease) access.Lease {
	i := slices.IndexFunc(o.Numbered, func(n NumberedLease) bool { return n.LeaseID == lease.ID })
	if i < 0 || lease.Rev <= o.Numbered[i].Rev {
		return lease
	}
	o.Numbered[i].Rev = lease.Rev
	if held, known := o.find(lease.ID); known {
		lease.Rev = max(lease.Rev, held.Rev+1)
	}
	for _, expected := range o.incoming {
		if expected.ID == lease.ID {
			lease.Rev = max(lease.Rev, expected.Rev+1)
		}
	}
	return lease
}
