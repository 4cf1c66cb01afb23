package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// show writes for people where the leases stand, and tells them once of each thing
// that happened: of an opening and an end only where the access really began or
// stopped, as another lease may hold it too.
func (r *run) show(ctx workflow.Context, over bool) error {
	h := r.holding
	open, ending, all := 0, 0, len(h.leases)
	for _, lease := range h.leases {
		switch lease.State {
		case access.Open:
			open++
			r.showLimited(workflow.Now(ctx), lease)
			if err := r.showOpened(ctx, lease); err != nil {
				return err
			}
		case access.Ending:
			ending++
		}
	}
	hands := r.whoseHands()
	switch {
	case open > 0 && open < all:
		r.request.State = access.RequestOpen
		r.request.Detail = strings.TrimSpace(fmt.Sprintf("%d of %d are open. They end by themselves. %s", open, all, hands))
	case open > 0:
		r.request.State, r.request.Detail = access.RequestOpen, "Open. It ends by itself."
	case ending > 0 && hands != "":
		r.request.State, r.request.Detail = access.RequestEnding, "Over. "+hands
	case ending > 0:
		r.request.State, r.request.Detail = access.RequestEnding, "Over. Waiting for the outside system to confirm that it is gone."
	case hands != "":
		r.request.State, r.request.Detail = access.RequestGranting, "Approved. "+hands
	}
	if over {
		if err := r.showEnded(ctx); err != nil {
			return err
		}
	}
	r.saveAtRest(ctx)
	return nil
}

func (r *run) showOpened(ctx workflow.Context, lease access.Lease) error {
	h, now := r.holding, workflow.Now(ctx)
	if !h.once("opened/" + lease.ID) {
		return nil
	}
	label, until := r.input.label(lease.EntitlementID), h.endWords(lease.End())
	switch {
	case lease.Shares && lease.Holds != "":
		return r.informHolder(ctx, "access_changed/"+lease.ID, fmt.Sprintf("%s is open until %s; you hold %s now.", label, until, lease.Holds))
	case lease.Shares:
		return nil
	case h.series:
		return r.informHolder(ctx, "window_opened/"+lease.ID, fmt.Sprintf("%s is open until %s.", label, until))
	case len(h.leases) > 1 && h.done["started"] && now.Sub(h.handedAt) >= delayAfter:
		return r.informHolder(ctx, "item_started/"+lease.ID, fmt.Sprintf("%s is open now as well, until %s.", label, until))
	case h.once("started"):
		return r.informHolder(ctx, "access_started", fmt.Sprintf("%s is open until %s.", r.input.EntitlementLabel, until))
	}
	return nil
}

func (r *run) showEnded(ctx workflow.Context) error {
	h := r.holding
	if err := r.showLate(ctx); err != nil {
		return err
	}
	gone := false
	for _, lease := range h.leases {
		if lease.OpenedAt.IsZero() {
			continue
		}
		if lease.Shares && lease.Holds != "" {
			if err := r.informHolder(ctx, "access_changed/ended/"+lease.ID, fmt.Sprintf("%s has ended; you still hold %s.", r.input.label(lease.EntitlementID), lease.Holds)); err != nil {
				return err
			}
		}
		gone = gone || !lease.Shares
	}
	if !gone {
		return nil
	}
	text := strings.TrimSpace(fmt.Sprintf("%s has ended%s. %s", r.input.EntitlementLabel, lateness(h.leases), r.whyOver(h.leases[0])))
	if h.series {
		return r.informHolder(ctx, "window_closed/"+h.leases[0].ID, text)
	}
	if err := r.informHolder(ctx, "access_ended", text); err != nil {
		return err
	}
	r.tellApprovers(workflow.Now(ctx), h.leases[0], text)
	return nil
}

// whyOver is what was said of the end of a lease.
func (r *run) whyOver(lease access.Lease) string {
	switch {
	case lease.Note != "":
		return lease.Note
	case lease.EndReason == access.LeaveDate, lease.EndReason == access.ContractEnd:
		return r.facts.Subject.Name + "'s last moment has come."
	case isLimit(lease.EndReason):
		return "It had to end then, " + limitWords(lease.EndReason) + "."
	default:
		return ""
	}
}

// showLate reports an end that was late, where nobody heard of it while it was.
func (r *run) showLate(ctx workflow.Context) error {
	h := r.holding
	for _, lease := range h.leases {
		for _, after := range slices.Backward(h.step.Grant.Late) {
			if lease.Late() < time.Duration(after) {
				continue
			}
			if h.once(lateKey(lease, after)) {
				text := fmt.Sprintf("%s was due to end at %s and was confirmed %s later.", lease.Label, stamp(lease.EndedAt), lease.Late().Round(time.Second))
				if err := r.inform(ctx, h.step.Grant.LateTo, lateKey(lease, after), text); err != nil {
					return err
				}
			}
			break
		}
	}
	return nil
}

// tellApprovers says to those who approved that the access ended otherwise than
// they agreed to, unless they ended it themselves.
func (r *run) tellApprovers(now time.Time, lease access.Lease, text string) {
	about := ""
	switch lease.EndReason {
	case access.EarlyReturn:
		about = "access_returned"
	case access.Revoked, access.EligibilityLost, access.Offboarding, access.ConditionLost, access.LimitLowered, access.Retired:
		about = "access_ended"
	}
	for _, id := range r.approvedBy {
		if about != "" && id != lease.EndedBy {
			r.tell(now, id, about, text)
		}
	}
}

// informHolder tells whoever holds it, and those whom the grant step names.
func (r *run) informHolder(ctx workflow.Context, about, text string) error {
	to := r.holding.step.Grant.Tell
	to.Subject = true
	return r.inform(ctx, to, about, text)
}

// endsAt is when what is held ends; zero where nothing is.
func (r *run) endsAt() (ends time.Time) {
	if r.holding == nil {
		return ends
	}
	for _, lease := range r.holding.leases {
		if end := lease.End(); !lease.State.Over() && end.After(ends) {
			ends = end
		}
	}
	return ends
}
