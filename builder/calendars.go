package builder

import (
	"go.yaml.in/yaml/v3"

	"github.com/curfewhq/curfew/internal/windows"
)

// calendars reads business hours, each part at its own place.
func (p *parser) calendars(at string, v value) map[string]windows.Calendar {
	if !p.is(isObject, at, v) {
		return nil
	}
	calendars := map[string]windows.Calendar{}
	readers := map[string]func(string, value){}
	for _, m := range v.members {
		readers[m.name] = func(at string, v value) { calendars[m.name] = p.calendar(at, v) }
	}
	p.object(at, v, readers)
	if len(calendars) == 0 {
		return nil
	}
	return calendars
}

func (p *parser) calendar(at string, v value) (calendar windows.Calendar) {
	p.object(at, v, map[string]func(string, value){
		"zone":     func(at string, v value) { calendar.Zone = p.text(at, v) },
		"open":     func(at string, v value) { calendar.Open = each(p, at, v, p.hours) },
		"holidays": func(at string, v value) { calendar.Holidays = each(p, at, v, calendarPart(p, windows.ParseDate)) },
	})
	return calendar
}

func (p *parser) hours(at string, v value) (hours windows.Hours) {
	clock := calendarPart(p, windows.ParseClock)
	p.object(at, v, map[string]func(string, value){
		"days": func(at string, v value) { hours.Days = each(p, at, v, calendarPart(p, windows.ParseWeekday)) },
		"from": func(at string, v value) { hours.From = clock(at, v) },
		"to":   func(at string, v value) { hours.To = clock(at, v) },
	})
	return hours
}

// calendarPart reads a text by its own rules.
func calendarPart[T any](p *parser, read func(string) (T, error)) func(string, value) T {
	return func(at string, v value) T {
		part, err := read(p.text(at, v))
		if err != nil && v.kind == isText {
			p.fail(CodeCalendar, at, v, "%s: %v.", at, err)
		}
		return part
	}
}

func calendarsToYAML(calendars map[string]windows.Calendar) *yaml.Node {
	node := mapping()
	for _, name := range sortedNames(calendars) {
		calendar := mapping()
		if zone := calendars[name].Zone; zone != "" {
			put(calendar, "zone", textNode(zone))
		}
		if open := calendars[name].Open; len(open) > 0 {
			put(calendar, "open", sequence(open, hoursToYAML))
		}
		if holidays := calendars[name].Holidays; len(holidays) > 0 {
			put(calendar, "holidays", flowOf(sequence(holidays, partToYAML[windows.Date])))
		}
		put(node, name, calendar)
	}
	return node
}

func hoursToYAML(hours windows.Hours) *yaml.Node {
	node := flowOf(mapping())
	if len(hours.Days) > 0 {
		put(node, "days", sequence(hours.Days, partToYAML[windows.Weekday]))
	}
	if !hours.From.IsZero() {
		put(node, "from", partToYAML(hours.From))
	}
	if !hours.To.IsZero() {
		put(node, "to", partToYAML(hours.To))
	}
	return node
}

func partToYAML[T interface{ String() string }](part T) *yaml.Node { return textNode(part.String()) }

func flowOf(node *yaml.Node) *yaml.Node {
	node.Style = yaml.FlowStyle
	return node
}
