package api

import (
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func durations(allowed builder.Allowed) gen.Durations {
	return gen.Durations{
		MinSeconds: inSeconds(allowed.Min), DefaultSeconds: inSeconds(allowed.Default), MaxSeconds: inSeconds(allowed.Max),
		Fixed: allowed.Fixed(),
	}
}

// windows is which times may be asked for instead of a duration. What the
// automation says of hours that come again is what an ask without a word has.
func windows(plan builder.Plan, facts builder.Facts, now time.Time) gen.Windows {
	rules := trigger(plan).Windows
	if rules == nil {
		return gen.Windows{}
	}
	ahead := time.Duration(rules.Ahead)
	if ahead == 0 {
		ahead = builder.MaxAhead
	}
	shown := gen.Windows{Absolute: rules.Absolute, AheadSeconds: inSeconds(ahead)}
	own, err := plan.Complete(access.Ask{Series: &access.Series{}}, nil, facts)
	if rules.Recurring == nil || err != nil {
		return shown
	}
	shown.Recurring = gen.Recurring{
		MaxWindowSeconds: int64(time.Duration(rules.Recurring.MaxWindow) / time.Second),
		MaxSpanSeconds:   int64(time.Duration(rules.Recurring.MaxSpan) / time.Second),
		Zone:             own.Series.Zone, Fixed: rules.Recurring.Rule != "",
		Rule: own.Series.Rule, Start: own.Series.Start, End: own.Series.End,
	}
	if shown.Recurring.Fixed {
		series := *own.Series
		series.First = now.Format(time.DateOnly)
		series.Last = series.First
		shown.Recurring.Words = builder.SeriesWords(series)
	}
	return shown
}

// hours is the business hours that the plan is limited to; none where it is not.
func (o *operations) hours(plan builder.Plan) gen.Hours {
	rule := trigger(plan).Hours
	if rule == nil {
		return gen.Hours{}
	}
	calendar := plan.Calendars[rule.Calendar]
	open, err := calendar.IsOpen(o.clock())
	if err != nil {
		o.log.Error("business hours could not be looked up", "automation", plan.Automation, "calendar", rule.Calendar, "error", err)
	}
	return gen.Hours{Words: calendar.Words(), Open: open, Wait: rule.Wait}
}

func inSeconds(length time.Duration) int64 { return int64(length / time.Second) }
