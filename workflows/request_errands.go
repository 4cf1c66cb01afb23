package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// delayAfter is how long the outside system has to confirm an opening before the
// holder hears that it takes longer.
const delayAfter = 30 * time.Second

// holdingErrands are what is due while access is being opened, held and ended.
func (r *run) holdingErrands() []errand {
	errands := append(r.delayErrand(), r.reminderErrands()...)
	errands = append(errands, r.lateErrands()...)
	errands = append(errands, r.pollErrands()...)
	errands = append(errands, r.handErrands()...)
	errands = append(errands, r.tellErrand()...)
	return append(errands, r.leaveErrand()...)
}

func (r *run) delayErrand() []errand {
	h := r.holding
	opening := false
	for _, lease := range h.leases {
		opening = opening || lease.State == access.Opening
	}
	if !opening || h.done["delay"] {
		return nil
	}
	return []errand{{at: h.handedAt.Add(delayAfter), why: "Expect it to be confirmed until", do: func(ctx workflow.Context) error {
		h.done["delay"] = true
		goesOn := "It is being tried again"
		if r.whoseHands() != "" {
			goesOn = "It has to be done by hand"
		}
		r.tell(workflow.Now(ctx), r.request.SubjectID, fmt.Sprintf("access_delayed/%d", h.index),
			r.input.EntitlementLabel+" is approved, but the system behind it has not confirmed it yet. "+goesOn+"; your time begins when it is there.")
		r.save(ctx)
		return nil
	}}}
}

func (r *run) reminderErrands() []errand {
	h := r.holding
	end, open := h.end()
	if !open {
		return nil
	}
	var errands []errand
	for _, before := range h.step.Grant.RemindBefore {
		at := end.Add(-time.Duration(before))
		key := fmt.Sprintf("access_ending_soon/%d/%d", h.index, at.Unix())
		if h.done[key] || !at.After(h.handedAt) {
			continue
		}
		errands = append(errands, errand{at: at, why: "Remind at", do: func(ctx workflow.Context) error {
			h.done[key] = true
			r.tell(workflow.Now(ctx), r.request.SubjectID, key, fmt.Sprintf("%s ends on %s.", r.input.EntitlementLabel, h.endWords(end)))
			r.save(ctx)
			return nil
		}})
	}
	return errands
}

// lateErrands report ends that are not confirmed, to those whom the drawing names.
func (r *run) lateErrands() []errand {
	h := r.holding
	var errands []errand
	for _, lease := range h.leases {
		if lease.State != access.Ending {
			continue
		}
		for _, after := range h.step.Grant.Late {
			key := lateKey(lease, after)
			if h.done[key] {
				continue
			}
			errands = append(errands, errand{at: lease.EndedAt.Add(time.Duration(after)), why: "Report as late at", do: func(ctx workflow.Context) error {
				h.done[key] = true
				late := max(after, builder.Duration(workflow.Now(ctx).Sub(lease.EndedAt).Truncate(time.Minute)))
				text := fmt.Sprintf("%s was due to end at %s and is not confirmed %s later. %s", lease.Label, stamp(lease.EndedAt), late, whatIsDone(lease))
				if err := r.inform(ctx, h.step.Grant.LateTo, key, text); err != nil {
					return err
				}
				r.save(ctx)
				return nil
			}})
		}
	}
	return errands
}

func lateKey(lease access.Lease, after builder.Duration) string {
	return fmt.Sprintf("access_end_delayed/%s/%s", lease.ID, after)
}

func (r *run) pollErrands() []errand {
	h := r.holding
	if _, open := h.end(); !open || h.ended {
		return nil
	}
	var errands []errand
	for i, end := range h.step.Grant.Facts {
		if end.Every <= 0 {
			continue
		}
		last := h.handedAt
		if i < len(h.polled) && !h.polled[i].IsZero() {
			last = h.polled[i]
		}
		errands = append(errands, errand{at: last.Add(time.Duration(end.Every)), why: "Ask " + end.Fact + " again at", do: func(ctx workflow.Context) error {
			if h.polled == nil {
				h.polled = make([]time.Time, len(h.step.Grant.Facts))
			}
			h.polled[i] = workflow.Now(ctx)
			return r.pollFact(ctx, end)
		}})
	}
	return errands
}

// leaveErrand ends the access when the holder's last moment has come and the leases
// do not know of it: they could not be handed over as bound would have them.
func (r *run) leaveErrand() []errand {
	h, last := r.holding, r.facts.Subject.Until
	end, open := h.end()
	if last.IsZero() || h.ended || !open || !last.Before(end) {
		return nil
	}
	return []errand{{at: last, why: "Last moment of " + r.facts.Subject.Name + " at", do: func(ctx workflow.Context) error {
		r.letGoOfLeaver(ctx)
		return nil
	}}}
}
