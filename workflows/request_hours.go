package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/builder"
)

// factsNow are facts together with the calendars whose hours are still to be
// looked up. That is done within a recorded step, as a newer time zone database
// may know better.
type factsNow struct {
	facts     builder.Facts
	calendars []string
	at        time.Time
}

func (r *run) builderFacts(calendars []string, at time.Time) factsNow {
	return factsNow{facts: r.asFacts(r.facts), calendars: calendars, at: at}
}

func (f factsNow) lookedUp(plan builder.Plan) (builder.Facts, error) {
	facts := f.facts
	facts.Open = map[string]bool{}
	for _, name := range f.calendars {
		open, err := plan.Calendars[name].IsOpen(f.at)
		if err != nil {
			return facts, err
		}
		facts.Open[name] = open
	}
	return facts, nil
}

// hoursSeen is what a calendar said, as it is recorded.
type hoursSeen struct {
	From   time.Time `json:"from,omitzero"`
	Until  time.Time `json:"until,omitzero"`
	Closes string    `json:"closes,omitempty"` // Until in words, where the hours are
	Failed string    `json:"failed,omitempty"`
}

// opening is when the hours of a calendar are open next, or are now.
func (r *run) opening(ctx workflow.Context, name string) (seen hoursSeen, err error) {
	now, calendar := workflow.Now(ctx), r.plan.Calendars[name]
	encoded := workflow.SideEffect(ctx, func(workflow.Context) any {
		next, any, err := calendar.Next(now)
		switch {
		case err != nil:
			return hoursSeen{Failed: err.Error()}
		case !any:
			return hoursSeen{Failed: "the calendar " + name + " never opens again"}
		default:
			return hoursSeen{From: next.From, Until: next.Until, Closes: builder.Moment(next.Until, calendar.Zone)}
		}
	})
	err = encoded.Get(&seen)
	return seen, err
}

// noteHours remembers until when a request that is bound to business hours may be
// decided: until they close.
func (r *run) noteHours(ctx workflow.Context) error {
	rule := r.plan.Steps[0].Request.Hours
	if rule == nil || rule.Wait {
		return nil
	}
	seen, err := r.opening(ctx, rule.Calendar)
	if err != nil {
		return err
	}
	// Asked outside of the hours, against the rule: nobody can decide it any more.
	r.closes = workflow.Now(ctx)
	if seen.Failed == "" && !seen.From.After(workflow.Now(ctx)) {
		r.closes, r.closing = seen.Until, seen.Closes
	}
	return nil
}

// afterHours says that it was not decided while that was possible.
func (r *run) afterHours() string {
	if r.closing == "" {
		return "It was not decided within the hours in which it may be held."
	}
	return "It was not decided until " + r.closing + ", when the hours in which it may be held were over."
}

// hoursClose is when the business hours close that a request is bound to; zero where it
// is bound to none.
func (r *run) hoursClose(ctx workflow.Context) (time.Time, error) {
	rule := r.plan.Steps[0].Request.Hours
	if rule == nil {
		return time.Time{}, nil
	}
	seen, err := r.opening(ctx, rule.Calendar)
	if err != nil || seen.Failed != "" || seen.From.After(workflow.Now(ctx)) {
		return time.Time{}, err
	}
	return seen.Until, nil
}
