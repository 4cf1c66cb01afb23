package workflows

import (
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
