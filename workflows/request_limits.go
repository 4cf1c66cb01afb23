package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// thingsNow are what is asked for as the catalogue has it now; whyNot says that one of
// them is not given any more.
func (r *run) thingsNow(ctx workflow.Context) (things []access.Entitlement, whyNot string, err error) {
	for _, id := range r.entitlements() {
		facts, err := r.factsAbout(ctx, id)
		if err != nil {
			return nil, "", err
		}
		if facts.Entitlement.Retired() {
			whyNot = facts.Entitlement.NotGiven()
		}
		things = append(things, facts.Entitlement)
	}
	return things, whyNot, nil
}

// allowedNow is a window no longer than what all of the things may be held for by now:
// it may have been worked out long ago.
func allowedNow(window builder.OpeningWindow, things []access.Entitlement) builder.OpeningWindow {
	for _, thing := range things {
		most := thing.MaxDuration
		switch {
		case most <= 0:
		case window.Duration > most:
			window.Duration = most
		case window.Duration == 0 && window.Until.Sub(window.From) > most:
			window.Until, window.Closes, window.Cap = window.From.Add(most), "", access.LimitLowered
		}
	}
	return window
}

// wasLimited reports that somebody set a limit for what is held, whatever was granted.
func wasLimited(reason access.EndReason) bool {
	return reason == access.LimitLowered || reason == access.Retired
}

// heedLimit has what was granted of a lease end no later than its owner was told.
func (h *holding) heedLimit(i int) {
	if lease := h.leases[i]; wasLimited(lease.Cap) {
		h.granted[i] = h.granted[i].Within(lease.HardEnd, lease.Cap)
	}
}

// showLimited tells the holder once that a lease ends earlier than they were told.
func (r *run) showLimited(now time.Time, lease access.Lease) {
	if lease.State.Over() || !wasLimited(lease.Cap) || r.holding.window.Cap == lease.Cap {
		return
	}
	about := fmt.Sprintf("access_changed/%s/limit/%d", lease.ID, lease.HardEnd.Unix())
	if !r.holding.once(about) {
		return
	}
	why := "as it may not be held for so long any more"
	if lease.Cap == access.Retired {
		why = "as it is not given any more"
	}
	text := fmt.Sprintf("%s ends at %s now, %s.", r.input.label(lease.EntitlementID), stamp(lease.End()), why)
	r.noteOnce(now, fmt.Sprintf("%s/%d", lease.ID, lease.HardEnd.Unix()), "access.limited", access.System, text)
	r.tell(now, r.request.SubjectID, about, text)
}

// longestNow is until when a lease may last by what its entitlement allows by now;
// zero is no such moment.
func (r *run) longestNow(ctx workflow.Context, lease access.Lease) (time.Time, error) {
	if workflow.GetVersion(ctx, versionMaximumWhenProlonged, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return time.Time{}, nil
	}
	facts, err := r.readFacts(ctx, r.about(lease.EntitlementID))
	if err != nil || facts.Entitlement.MaxDuration <= 0 {
		return time.Time{}, err
	}
	if facts.Entitlement.Retired() {
		return lease.End(), nil
	}
	return lease.OpenedAt.Add(facts.Entitlement.MaxDuration), nil
}
