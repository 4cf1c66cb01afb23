package windows

import (
	"slices"
	"time"
)

// MaxSpan is how many years there may be from the first date of a series to its last.
const MaxSpan = 10

// Series is a window that comes again: on the dates of a rule from First to Last,
// both included, it opens at Start and closes at End, as the clocks in its zone show
// them. End at or before Start is on the next day, so that equal clocks are one whole
// turn of the clock. On the dates in Holidays no window begins.
type Series struct {
	Rule     Rule   `json:"rule,omitzero"`
	Start    Clock  `json:"start,omitzero"`
	End      Clock  `json:"end,omitzero"`
	Zone     string `json:"zone,omitempty"`
	First    Date   `json:"first,omitzero"`
	Last     Date   `json:"last,omitzero"`
	Holidays []Date `json:"holidays,omitempty"`
}

// Check says all that is wrong with the series, in the order of its fields; nothing
// if it can be used. A series without a single date is wrong too.
func (s Series) Check() []Trouble {
	_, _, found := s.checked()
	return found
}

// checked also answers with what was looked up on the way: the zone, and the dates on
// which a window begins.
func (s Series) checked() (zone *time.Location, dates []Date, found troubles) {
	if s.Rule.IsZero() {
		found.add("rule", "There is no rule. Write for instance FREQ=WEEKLY;BYDAY=MO,TH.")
	}
	switch {
	case s.Start.IsZero():
		found.add("start", "There is no start. Write the time of day at which a window opens, for instance 08:00.")
	case s.Start.endsADay():
		found.add("start", "A window cannot open at 24:00. Write 00:00, and the rule so that it names the next day.")
	}
	if s.End.IsZero() {
		found.add("end", "There is no end. Write the time of day at which a window closes, for instance 12:00.")
	}
	zone = found.checkZone(s.Zone)
	s.checkDates(&found)
	found.checkHolidays(s.Holidays)
	if len(found) == 0 {
		dates = s.dates(&found)
	}
	return zone, dates, found
}

func (s Series) checkDates(found *troubles) {
	if s.First.IsZero() {
		found.add("first", "There is no first date. Write one, for instance 2027-01-04.")
	}
	switch {
	case s.Last.IsZero():
		found.add("last", "There is no last date, and every series ends. Write one, for instance 2027-01-31.")
	case s.First.IsZero():
	case s.Last.Before(s.First):
		found.add("last", "The last date, %s, is before the first, %s.", s.Last, s.First)
	case NewDate(s.First.year+MaxSpan, s.First.month, s.First.day).Before(s.Last):
		found.add("last", "The last date, %s, is more than %d years after the first, %s.", s.Last, MaxSpan, s.First)
	}
}

// dates lists the dates on which a window begins; it is trouble if there are none.
func (s Series) dates(found *troubles) []Date {
	dates := s.Rule.dates(s.First, s.Last)
	if len(dates) == 0 {
		found.add("rule", "No date from %s to %s is one of the rule %s, so no window would ever open.", s.First, s.Last, s.Rule)
		return nil
	}
	dates = slices.DeleteFunc(dates, func(date Date) bool { return slices.Contains(s.Holidays, date) })
	if len(dates) == 0 {
		found.add("holidays", "Every date of the series is a holiday, so no window would ever open.")
	}
	return dates
}

// Windows lists all windows of the series in order, at most MaxWindows. Each clock is
// read by itself, as Resolve does, so that a window over a clock change is shorter or
// longer than others; one of which nothing is left is left out. Windows that overlap
// or touch are one. It fails for a series that Check finds wrong.
func (s Series) Windows() ([]Window, error) {
	zone, dates, found := s.checked()
	if len(found) > 0 {
		return nil, found
	}
	var openings []opening
	for _, date := range dates {
		openings = append(openings, openOn(date, s.Start, s.End, s.endsTomorrow(), zone))
	}
	var windows []Window
	for _, one := range merged(openings) {
		windows = append(windows, one.window())
	}
	return windows, nil
}

func (s Series) endsTomorrow() bool { return !s.Start.before(s.End) }
