package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// ToldLease is what a request was last told of its lease.
type ToldLease struct {
	LeaseID string            `json:"lease_id"`
	State   access.LeaseState `json:"state"`
	Rev     int               `json:"rev"`
	Hand    access.Hand       `json:"hand,omitempty"`
}

func toldOf(lease access.Lease) ToldLease {
	return ToldLease{LeaseID: lease.ID, State: lease.State, Rev: lease.Rev, Hand: lease.Hand}
}

// tell signals every request whose lease has moved. The futures are awaited before
// the run closes: a signal issued in a run's closing task is dropped by the server.
func (o *owner) tell(ctx workflow.Context) {
	now := workflow.Now(ctx)
	for _, lease := range o.Record.Leases {
		if now.Before(o.passesUntil(lease)) {
			continue
		}
		news := toldOf(lease)
		i := slices.IndexFunc(o.Told, func(t ToldLease) bool { return t.LeaseID == lease.ID })
		if i >= 0 && o.Told[i] == news {
			continue
		}
		if i >= 0 && o.Told[i].Hand != news.Hand {
			o.finishTelling(ctx) // of one state the last word counts, so it has to come last
		}
		o.keepTold(news)
		o.telling = append(o.telling,
			workflow.SignalExternalWorkflow(ctx, RequestWorkflowID(lease.RequestID), "", SignalLease, lease))
	}
}

// keepTold remembers what a request knows of its lease by now.
func (o *owner) keepTold(news ToldLease) {
	if i := slices.IndexFunc(o.Told, func(t ToldLease) bool { return t.LeaseID == news.LeaseID }); i >= 0 {
		o.Told[i] = news
		return
	}
	o.Told = append(o.Told, news)
}

// finishTelling waits for the signals. A request that is not running any more
// cannot be told, and need not be: its lease ends all the same.
func (o *owner) finishTelling(ctx workflow.Context) {
	for _, future := range o.telling {
		if err := future.Get(ctx, nil); err != nil {
			o.log.Info("a request could not be told of its lease", "error", err)
		}
	}
	o.telling = nil
}

// describe keeps Temporal's UI telling the story: search attributes, and a page
// of details with what is held, until when, and what is in the way.
func (o *owner) describe(ctx workflow.Context) {
	state, ends, requests := "ended", time.Time{}, []string{}
	for _, lease := range o.Record.Leases {
		if lease.State == access.Ended || lease.State == access.RefusedLease {
			continue
		}
		state = string(lease.State)
		requests = append(requests, lease.RequestID)
		if end := lease.End(); end.After(ends) {
			ends = end
		}
	}
	attention := o.Record.Attention != ""
	if shown := fmt.Sprint(state, ends, requests, attention); shown != o.shown && !o.passes(workflow.Now(ctx)) {
		o.shown = shown
		updates := []temporal.SearchAttributeUpdate{
			temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(state),
			temporal.NewSearchAttributeKeyKeyword(attributeConnector).ValueSet(o.key.Connector),
			temporal.NewSearchAttributeKeyKeyword(attributePerson).ValueSet(o.key.Subject),
			temporal.NewSearchAttributeKeyKeywordList(attributeRequests).ValueSet(requests),
			temporal.NewSearchAttributeKeyBool(attributeAttention).ValueSet(attention),
		}
		if !ends.IsZero() {
			updates = append(updates, temporal.NewSearchAttributeKeyTime(attributeEndsAt).ValueSet(ends))
		}
		if err := workflow.UpsertTypedSearchAttributes(ctx, updates...); err != nil {
			o.log.Warn("search attributes could not be written", "error", err)
		}
	}
	workflow.SetCurrentDetails(ctx, o.details())
}

func (o *owner) details() string {
	var page strings.Builder
	fmt.Fprintf(&page, "**%s**\n\n", o.label())
	if o.Record.Attention != "" {
		fmt.Fprintf(&page, "> %s\n\n", o.Record.Attention)
	}
	if o.work != nil {
		fmt.Fprintf(&page, "Under way: %s\n\n", o.work.kind)
	}
	page.WriteString("| lease | state | opened | ends |\n|---|---|---|---|\n")
	for _, lease := range o.Record.Leases {
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", lease.Label, lease.State, stamp(lease.OpenedAt), stamp(lease.End()))
	}
	if o.Record.Baseline != nil && o.Record.Baseline.Present {
		page.WriteString("\nIt was held before the first lease and is never taken away.\n")
	}
	return page.String()
}

func (o *owner) label() string {
	for _, lease := range o.Record.Leases {
		return lease.Label
	}
	return o.key.String()
}

func overSentence(lease access.Lease) string {
	switch lease.EndReason {
	case access.EarlyReturn:
		return lease.Label + " was given back."
	case access.Revoked:
		return strings.TrimSpace(lease.Label + " was revoked. " + lease.Note)
	case access.NotGiven:
		return strings.TrimSpace(lease.Label + " could not be given. " + lease.Note)
	default:
		return lease.Label + " has come to its end."
	}
}

func endedSentence(lease access.Lease, stillHeld bool) string {
	switch {
	case lease.State == access.RefusedLease:
		return lease.Label + " is not held."
	case stillHeld:
		return lease.Label + " ended; the access stays for another lease or was there before."
	case lease.Hand == access.HandTook:
		return lease.Label + " is gone: it was taken away by hand."
	case lease.Late() >= time.Second:
		return fmt.Sprintf("%s is gone, confirmed by reading back, %s late.", lease.Label, lease.Late().Round(time.Second))
	default:
		return lease.Label + " is gone, confirmed by reading back."
	}
}

func stamp(at time.Time) string {
	if at.IsZero() {
		return "not yet"
	}
	return at.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC")
}
