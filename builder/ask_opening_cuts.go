package builder

import (
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// toHours cuts every window to the plan's business hours.
func (c *cutting) toHours() error {
	calendar, limited, err := c.plan.hours()
	if err != nil || !limited || len(c.left) == 0 {
		return err
	}
	whole := c.left
	c.left = nil
	if whole[0].Duration > 0 {
		return c.countWithin(calendar, whole[0])
	}
	c.reason, c.nothing = access.HoursEnd, "nothing, as it is all outside of the business hours, "+calendar.Words()
	shortened := false
	for _, window := range whole {
		parts, err := calendar.Clip(windows.Interval{From: window.From, Until: window.Until})
		if err != nil {
			return err
		}
		for i, part := range parts {
			open := stretch{OpeningWindow: OpeningWindow{From: part.From, Until: part.Until}}
			if part.Until.Before(window.Until) {
				open.Cap = access.HoursEnd
			}
			if i == 0 {
				open.odd = window.odd
			}
			c.left = append(c.left, open)
		}
		shortened = shortened || len(parts) != 1 || !parts[0].From.Equal(window.From) || !parts[0].Until.Equal(window.Until)
	}
	if shortened {
		c.note("Only within the business hours, %s.", calendar.Words())
	}
	return nil
}

// countWithin lets a counted duration begin in an opening, and ends it at closing.
func (c *cutting) countWithin(calendar windows.Calendar, counted stretch) error {
	next, found, err := calendar.Next(c.now)
	switch {
	case err != nil:
		return err
	case !found:
		c.reason, c.nothing = access.HoursEnd, "nothing, as the business hours do not come again"
		return nil
	case next.From.After(c.now) && !c.plan.request().Hours.Wait:
		c.reason, c.nothing = access.HoursEnd, "nothing, as the business hours are closed until "+Moment(next.From, calendar.Zone)
		return nil
	case next.From.After(c.now):
		counted.From = next.From
		c.note("Opens on %s, when the business hours begin.", Moment(next.From, calendar.Zone))
	}
	counted.Until, counted.Cap = next.Until, access.HoursEnd
	if counted.From.Add(counted.Duration).After(counted.Until) {
		c.note("Ends on %s, when the business hours close.", Moment(counted.Until, calendar.Zone))
	}
	c.left = []stretch{counted}
	return nil
}

// toLastMoment ends everything when the subject leaves, where that is known.
func (c *cutting) toLastMoment() {
	last := c.subject.Until.UTC()
	if c.subject.Until.IsZero() || len(c.left) == 0 {
		return
	}
	reason, words := lastMoment(c.subject)
	words += Moment(last, zoneOf(c.subject))
	whole := c.left
	c.left = nil
	cut := false
	for _, window := range whole {
		if !window.From.Before(last) {
			cut = true
			continue
		}
		counted := window.Duration > 0 && window.From.Add(window.Duration).After(last)
		if window.Until.IsZero() || window.Until.After(last) {
			cut = cut || counted || window.Duration == 0
			window.Until, window.Cap = last, reason
		}
		c.left = append(c.left, window)
	}
	if cut {
		c.note("Ends at the latest then: %s.", words)
	}
	c.reason, c.nothing = reason, "nothing, because "+words
}

// lastMoment is the reason for which a person's access ends then, and its words.
func lastMoment(person access.Person) (access.EndReason, string) {
	reason := person.LastReason()
	if reason == access.ContractEnd {
		return reason, "the contract of " + person.Name + " ends on "
	}
	return reason, person.Name + " leaves the company on "
}
