package builder

import (
	"fmt"

	"github.com/curfewhq/curfew/internal/windows"
)

// mostClosed is how many days business hours may be closed at a stretch, as what
// waits for them would wait as long.
const mostClosed = 14

// checkCalendars reports calendars that cannot be used and those that nobody uses.
func (a *analysis) checkCalendars(calendars map[string]windows.Calendar) {
	if len(calendars) > maxCalendars {
		a.found.document(CodeTooMuch, "calendars", "There are %d calendars, and at most %d are allowed. Remove some.", len(calendars), maxCalendars)
		return
	}
	used := a.usedCalendars()
	for _, name := range sortedNames(calendars) {
		at := "calendars." + name
		if !stepID.MatchString(name) {
			a.found.document(CodeCalendar, at, "A calendar's name is a short lower-case word such as office, not %q.", shortened(name))
		}
		troubles := calendars[name].Check()
		for _, trouble := range troubles {
			a.found.document(CodeCalendar, at+"."+trouble.Field, "%s", trouble.Message)
		}
		switch {
		case !used[name]:
			a.found.add(Problem{Code: CodeNoEffect, Severity: Warning, Field: at, Message: fmt.Sprintf("No step names the calendar %q. Remove it, or name it in a step.", name)})
		case len(troubles) == 0:
			a.checkOpens(name, calendars[name])
		}
	}
}

// usedCalendars are the names that steps use, whether there is such a calendar or not.
func (a *analysis) usedCalendars() map[string]bool {
	used := map[string]bool{}
	for _, id := range a.drawn.order {
		step := Step{Hours: a.uses[id].calendars}
		a.drawn.bodies[id].lower(&step)
		for _, name := range step.calendars() {
			used[name] = true
		}
	}
	return used
}

// checkOpens proves that what waits for the calendar does not wait for ever.
func (a *analysis) checkOpens(name string, calendar windows.Calendar) {
	if first, closed := closedTooLong(calendar); closed {
		a.found.document(CodeClosedTooLong, "calendars."+name, "From %s on the calendar %q is closed for more than %d days, and what waits for it would wait as long. Remove some holidays, or open on more days.", first, name, mostClosed)
	}
}

// closedTooLong finds more than mostClosed days on which a calendar does not open,
// and the first of them. In a week without holidays every calendar opens, so only
// what lies around holidays is looked at.
func closedTooLong(calendar windows.Calendar) (first windows.Date, closed bool) {
	open, holidays := map[windows.Weekday]bool{}, map[windows.Date]bool{}
	for _, hours := range calendar.Open {
		for _, day := range hours.Days {
			open[day] = true
		}
	}
	for _, holiday := range calendar.Holidays {
		holidays[holiday] = true
	}
	opens := func(date windows.Date) bool { return open[date.Weekday()] && !holidays[date] }
	for _, holiday := range calendar.Holidays {
		first, days := holiday, 0
		for ; days <= mostClosed && !opens(first.AddDays(-1)); days++ {
			first = first.AddDays(-1)
		}
		for date := holiday; days <= mostClosed && !opens(date); days++ {
			date = date.AddDays(1)
		}
		if days > mostClosed {
			return first, true
		}
	}
	return windows.Date{}, false
}
