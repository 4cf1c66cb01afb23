package buildertest

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/windows"
)

type calendars = map[string]windows.Calendar

// someCalendars draws business hours and a calendar of holidays, or neither.
func someCalendars(t *rapid.T) calendars {
	if !rapid.Bool().Draw(t, "calendars") {
		return nil
	}
	weekdays := []windows.Weekday{windows.Monday, windows.Tuesday, windows.Wednesday, windows.Thursday, windows.Friday}
	return calendars{
		"office": {
			Zone:     rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/New_York", "Asia/Jerusalem"}).Draw(t, "zone"),
			Open:     []windows.Hours{{Days: weekdays, From: windows.NewClock(8, 0), To: windows.NewClock(17, 30)}},
			Holidays: []windows.Date{windows.NewDate(2027, 12, 24+rapid.IntRange(0, 2).Draw(t, "holiday"))},
		},
	}
}

func (d *drawing) calendar(label string) string {
	var names []string
	for name := range d.calendars {
		names = append(names, name)
	}
	slices.Sort(names)
	return d.text(label, names...)
}

// request draws what may be asked for, and answers what its form asks.
func (d *drawing) request(id string) []answer {
	var offered []any
	shortest := builder.Duration(60 * day)
	var ids []string
	for id := range d.world.Entitlements {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids[:rapid.IntRange(1, len(ids)).Draw(d.T, "offered")] {
		offered = append(offered, id)
		shortest = min(shortest, builder.Duration(d.world.Entitlements[id].MaxDuration))
	}
	// A third, so that extensions fit too.
	d.longest = builder.Duration(time.Duration(shortest / 3).Truncate(time.Hour))
	questions, answers := d.form(rapid.IntRange(0, 4).Draw(d.T, "questions"), nil)
	config := map[string]any{"entitlements": offered, "duration": d.durations()}
	if len(questions) > 0 {
		config["questions"] = questions
	}
	if len(offered) > 1 && rapid.Bool().Draw(d.T, "bundle") {
		config["bundle"] = true
	}
	d.maybe(config, "visible", func() any { return d.expression(ofPortal, path{}) })
	d.maybe(config, "for_others", func() any { return d.expression(ofPeople, path{}) })
	d.maybe(config, "reason", func() any { return d.text("reason", "required", "optional") })
	d.maybe(config, "reason_min", func() any { return rapid.Int64Range(1, 500).Draw(d.T, "characters") })
	d.maybe(config, "windows", d.windows)
	if len(d.calendars) > 0 {
		d.maybe(config, "hours", func() any {
			return map[string]any{"calendar": d.calendar("hours"), "outside": d.text("outside", "refuse", "wait")}
		})
	}
	d.maybe(config, "frequency", func() any { return map[string]any{"most": int64(3), "within": "7d"} })
	d.maybe(config, "cool_down", func() any { return "24h" })
	d.set(id, config)
	return answers
}

func (d *drawing) durations() any {
	config := map[string]any{"default": "1h", "max": d.longest.String()}
	d.maybe(config, "min", func() any { return d.text("min", "1h", "30m") })
	d.maybe(config, "limits", func() any {
		limit := map[string]any{"when": d.expression(ofPeople, path{}), "max": "2h"}
		d.maybe(limit, "default", func() any { return "1h" })
		return []any{limit}
	})
	return config
}

func (d *drawing) windows() any {
	config := map[string]any{}
	d.maybe(config, "absolute", func() any { return true })
	d.maybe(config, "ahead", func() any { return "30d" })
	d.maybe(config, "recurring", func() any {
		recurring := map[string]any{"max_window": "4h", "max_span": d.text("span", "30d", "700d")}
		d.maybe(recurring, "zone", func() any { return d.text("zone", "requester", "subject", "Europe/Berlin") })
		d.maybe(recurring, "rule", func() any {
			recurring["start"], recurring["end"] = "22:00", "02:00"
			return d.text("rule", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1TU,3TU")
		})
		if len(d.calendars) > 0 {
			d.maybe(recurring, "holidays", func() any { return d.calendar("holidays") })
		}
		return recurring
	})
	return config
}
