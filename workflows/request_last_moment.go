package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// bound has every lease end with the holder's last moment, where that is not what
// the leases know: by a higher revision of each, so that its owner ends it whatever
// becomes of this run. Where that moment moves or is lifted, the leases end when
// they were granted to, and never later. It does not hold the run up: whatever has
// to end meanwhile ends.
func (r *run) bound(ctx workflow.Context) {
	h, last := r.holding, r.facts.Subject.Until
	if last.Equal(h.until) {
		return
	}
	h.until = last
	if !last.IsZero() && !last.After(workflow.Now(ctx)) {
		r.letGoOfLeaver(ctx)
		return
	}
	workflow.Go(ctx, func(ctx workflow.Context) {
		if err := r.bind(ctx, h); err != nil {
			r.log.Warn("the holder's last moment could not be handed over; the run ends the access then", "error", err)
		}
	})
}

// bind hands over what ends otherwise than it has to.
func (r *run) bind(ctx workflow.Context, h *holding) error {
	if err := r.moving.Lock(ctx); err != nil {
		return err
	}
	defer r.moving.Unlock()
	for i, lease := range h.leases {
		due := r.due(h, i)
		if lease.State.Over() || h.ended || due.HardEnd.Equal(lease.HardEnd) {
			continue
		}
		if _, err := r.revise(ctx, h, due); err != nil {
			return err
		}
		if end := h.leases[i].End(); !end.Equal(lease.End()) {
			r.tellOfEnd(workflow.Now(ctx), h.leases[i])
		}
	}
	r.save(ctx)
	return nil
}

// due is a lease as it has to end: as it was granted, and no later than the
// holder's last moment.
func (r *run) due(h *holding, i int) access.Lease {
	return h.leases[i].EndingAs(h.granted[i]).Within(r.facts.Subject.Until, r.facts.Subject.LastReason())
}

// revise hands a lease over as its next revision. A number that was handed over once
// is not used again, as an owner answers it with what it answered then. It reports
// whether the ledger has taken it, which has the last word.
func (r *run) revise(ctx workflow.Context, h *holding, lease access.Lease) (taken bool, err error) {
	h.rev++
	lease.Rev = h.rev
	err = r.handOver(ctx, lease)
	return slices.ContainsFunc(h.leases, func(l access.Lease) bool { return l.ID == lease.ID && l.Rev >= lease.Rev }), err
}

// tellOfEnd says that access ends at another moment than was told.
func (r *run) tellOfEnd(now time.Time, lease access.Lease) {
	why, said := "as it was granted", ""
	switch {
	case lease.HardEnd.Equal(r.facts.Subject.Until):
		why = "as that is " + r.facts.Subject.Name + "'s last moment"
	case endsAtLimit(lease):
		why, said = limitWords(lease.Cap), lease.Note
	}
	about := fmt.Sprintf("access_changed/%s/%d", lease.ID, lease.Rev)
	text := fmt.Sprintf("%s ends at %s now, %s. %s", r.input.label(lease.EntitlementID), stamp(lease.End()), why, said)
	r.tell(now, r.request.SubjectID, about, strings.TrimSpace(text))
}

// grantedUntil is when a lease would have ended as it was granted.
func (h *holding) grantedUntil(i int) time.Time { return h.leases[i].EndingAs(h.granted[i]).End() }

func (r *run) letGoOfLeaver(ctx workflow.Context) {
	subject := r.facts.Subject
	r.letGo(ctx, EndInput{Reason: subject.LastReason(), By: access.System, Note: subject.Name + "'s last moment has come."})
}
