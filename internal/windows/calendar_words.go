package windows

import (
	"fmt"
	"slices"
)

// Words is the calendar in one phrase: "Monday to Friday from 08:00 to 17:00 and
// Saturday from 09:00 to 12:00 (Europe/Berlin), except on 2 holidays". What Check
// refuses has no words: "".
func (c Calendar) Words() string {
	if len(c.Check()) > 0 {
		return ""
	}
	var phrases []string
	for _, hours := range c.Open {
		phrases = append(phrases, fmt.Sprintf("%s from %s to %s", daysWords(hours.Days), hours.From, hours.To))
	}
	return fmt.Sprintf("%s (%s)", listed(phrases), c.Zone) + exceptions(c.Holidays)
}

// daysWords names days in the order of the week; three or more in a row by the first
// and the last.
func daysWords(days []Weekday) string {
	days = slices.Sorted(slices.Values(days))
	if first, last := days[0], days[len(days)-1]; len(days) > 2 && int(last-first) == len(days)-1 {
		return first.name() + " to " + last.name()
	}
	var names []string
	for _, day := range days {
		names = append(names, day.name())
	}
	return listed(names)
}
