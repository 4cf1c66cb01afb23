package windows

import (
	"fmt"
	"slices"
	"time"
)

// maxHours is far more than anybody's week has.
const maxHours = 100

// Check says all that is wrong with the calendar, in the order of its fields; nothing
// if it can be used.
func (c Calendar) Check() []Trouble {
	_, found := c.checked()
	return found
}

// checked also answers with the zone.
func (c Calendar) checked() (zone *time.Location, found troubles) {
	zone = found.checkZone(c.Zone)
	switch {
	case len(c.Open) == 0:
		found.add("open", "The calendar is never open. Write its hours, for instance MO to FR from 08:00 to 17:00.")
	case len(c.Open) > maxHours:
		found.add("open", "The calendar has %d lines of hours, and at most %d may be written.", len(c.Open), maxHours)
	default:
		for i, hours := range c.Open {
			hours.check(fmt.Sprintf("open[%d]", i), &found)
		}
	}
	found.checkHolidays(c.Holidays)
	return zone, found
}

func (h Hours) check(at string, found *troubles) {
	if len(h.Days) == 0 {
		found.add(at+".days", "These hours have no days. Write at least one of MO, TU, WE, TH, FR, SA and SU.")
	}
	for i, day := range h.Days {
		switch {
		case !day.valid():
			found.add(fmt.Sprintf("%s.days[%d]", at, i), "This is not a day of the week. Write one of MO, TU, WE, TH, FR, SA and SU.")
		case slices.Contains(h.Days[:i], day):
			found.add(fmt.Sprintf("%s.days[%d]", at, i), "%s is there twice. Write it once.", day)
		}
	}
	if h.From.IsZero() {
		found.add(at+".from", "These hours have no beginning. Write a time of day, for instance 08:00.")
	}
	switch {
	case h.To.IsZero():
		found.add(at+".to", "These hours have no end. Write a time of day, for instance 17:00.")
	case !h.From.IsZero() && !h.From.before(h.To):
		found.add(at+".to", "The hours from %s to %s do not end after they begin. Write hours past midnight as two lines, the first to 24:00 and the second from 00:00.", h.From, h.To)
	}
}
