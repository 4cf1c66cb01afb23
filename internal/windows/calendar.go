package windows

import (
	"fmt"
	"slices"
	"time"
)

// Calendar is business hours: when somebody is there, week after week, in a zone. On
// the dates in Holidays nobody is.
type Calendar struct {
	Zone     string  `json:"zone,omitempty"`
	Open     []Hours `json:"open,omitempty"`
	Holidays []Date  `json:"holidays,omitempty"`
}

// Hours is from when until when a calendar is open on some days of the week. To is
// after From, on the same day, and at the latest 24:00. One day may be in several.
type Hours struct {
	Days []Weekday `json:"days,omitempty"`
	From Clock     `json:"from,omitzero"`
	To   Clock     `json:"to,omitzero"`
}

// searchDays is how many days Next looks ahead, and back.
const searchDays = 400

// IsOpen reports whether the calendar is open at a moment. It fails for a calendar
// that Check finds wrong.
func (c Calendar) IsOpen(at time.Time) (bool, error) {
	openings, err := c.openings(at, at, 0)
	return slices.ContainsFunc(openings, func(o opening) bool { return o.Contains(at) }), err
}

// Next is the opening that a moment is in, or else the first that begins after it;
// false if none begins in the next 400 days. Openings that overlap or touch are one;
// of one that goes on for longer, the 400 days before and after are answered. It
// fails for a calendar that Check finds wrong.
func (c Calendar) Next(at time.Time) (Interval, bool, error) {
	openings, err := c.openings(at, at, searchDays)
	for _, one := range openings {
		if one.Until.After(at) {
			return one.Interval, true, err
		}
	}
	return Interval{}, false, err
}

// Clip lists the parts of an interval in which the calendar is open, in order. It
// fails for a calendar that Check finds wrong, for an interval longer than MaxSpan
// years, and where there are more than MaxWindows parts.
func (c Calendar) Clip(within Interval) ([]Interval, error) {
	if within.Until.After(within.From.AddDate(MaxSpan, 0, 0)) {
		return nil, fmt.Errorf("the time from %s until %s is longer than %d years", within.From.UTC().Format(time.RFC3339), within.Until.UTC().Format(time.RFC3339), MaxSpan)
	}
	openings, err := c.openings(within.From, within.Until, 0)
	var parts []Interval
	for _, one := range openings {
		if part, some := one.Overlap(within); some {
			parts = append(parts, Interval{From: part.From.UTC(), Until: part.Until.UTC()})
		}
	}
	if len(parts) > MaxWindows {
		return nil, fmt.Errorf("the calendar opens %d times in that time, and at most %d can be listed", len(parts), MaxWindows)
	}
	return parts, err
}

// openings lists what is open from one moment until another, and so many days before
// and after. It takes one date more at either end: the hours of a date may be read a
// day later, where a whole date does not exist (Pacific/Apia in 2011), or begin
// before a midnight that comes twice.
func (c Calendar) openings(from, until time.Time, around int) ([]opening, error) {
	zone, found := c.checked()
	if len(found) > 0 {
		return nil, found
	}
	var openings []opening
	last := dateOf(until.In(zone)).AddDays(around + 1)
	for date := dateOf(from.In(zone)).AddDays(-around - 1); !last.Before(date); date = date.AddDays(1) {
		if slices.Contains(c.Holidays, date) {
			continue
		}
		for _, hours := range c.Open {
			if slices.Contains(hours.Days, date.Weekday()) {
				openings = append(openings, openOn(date, hours.From, hours.To, false, zone))
			}
		}
	}
	return merged(openings), nil
}
