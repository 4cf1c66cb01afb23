package windows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/windows"
)

// reckonWindows is what Windows should answer, from 1 January 1970 counted in days.
func reckonWindows(series windows.Series, text string, zone *time.Location) []span {
	first, last := numberOf(series.First), numberOf(series.Last)
	rule := reckon(text, first)
	var spans []span
	for day := first; day <= last; day++ {
		if !rule.member(day) || slices.ContainsFunc(series.Holidays, func(d windows.Date) bool { return numberOf(d) == day }) {
			continue
		}
		start, end := secondsOf(series.Start), secondsOf(series.End)
		if end <= start {
			end += 86400
		}
		from, _, _ := lookUp(int64(day)*86400+start, zone)
		until, _, _ := lookUp(int64(day)*86400+end, zone)
		spans = append(spans, span{from, until})
	}
	return union(spans)
}

func numberOf(date windows.Date) int {
	var year, month, day int
	if _, err := fmt.Sscanf(date.String(), "%d-%d-%d", &year, &month, &day); err != nil {
		panic(err)
	}
	return dayNumber(year, month, day)
}

func dateOf(number int) windows.Date {
	year, month, day := civilOf(number)
	return windows.NewDate(year, time.Month(month), day)
}

func secondsOf(clock windows.Clock) int64 {
	var hour, minute int64
	if _, err := fmt.Sscanf(clock.String(), "%d:%d", &hour, &minute); err != nil {
		panic(err)
	}
	return hour*3600 + minute*60
}

func clockOf(minutes int) windows.Clock { return windows.NewClock(minutes/60, minutes%60) }

// spansOf also looks that the windows are in UTC and that each note is of one of the
// two ends, at a clock that is odd.
func spansOf(t interface{ Fatalf(string, ...any) }, series windows.Series, found []windows.Window) []span {
	var spans []span
	for _, one := range found {
		if one.From.Location() != time.UTC || one.Until.Location() != time.UTC || one.Empty() {
			t.Fatalf("%+v: %v", series, one)
		}
		for i, note := range one.Notes {
			if i > 1 || !strings.Contains(note, "in "+series.Zone+", where clocks go ") {
				t.Fatalf("%+v: %q", series, note)
			}
		}
		spans = append(spans, span{one.From.Unix(), one.Until.Unix()})
	}
	return spans
}

func TestWindowsAreRightAtEveryChangeOfEveryZone(t *testing.T) {
	every, err := windows.ParseRule("FREQ=DAILY")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, name := range zoneNames() {
		zone := location(t, name)
		for i, change := range changes(zone) {
			walls := around(change)
			day := int(walls[3] / 86400)
			// All pairs of the seven clocks come by in the course of a zone's changes.
			for j := range 3 {
				pair := (i*3 + j) % 49
				series := windows.Series{
					Rule: every, Zone: name, First: dateOf(day - 1), Last: dateOf(day + 1),
					Start: clockOf(int(walls[pair%7] % 86400 / 60)), End: clockOf(int(walls[pair/7] % 86400 / 60)),
				}
				found, err := series.Windows()
				if want := reckonWindows(series, "FREQ=DAILY", zone); err != nil || !slices.Equal(spansOf(t, series, found), want) {
					t.Fatalf("%+v: %v (%v), not %v", series, found, err, want)
				}
				asked++
			}
		}
	}
	if asked < 20000 {
		t.Fatalf("only %d series: are there no changes?", asked)
	}
}

// drawRule makes any rule that may be written, mixing what RFC 5545 lets one mix.
func drawRule(t *rapid.T) string {
	freq := rapid.SampledFrom([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}).Draw(t, "freq")
	text := "FREQ=" + freq
	add := func(name string, values []string) { text += ";" + name + "=" + strings.Join(values, ",") }
	one := func(label string) bool { return rapid.IntRange(0, 2).Draw(t, label) == 0 }
	numbers := func(name string, least, most int) []string {
		gen := rapid.Map(rapid.IntRange(least, most).Filter(func(n int) bool { return n != 0 }), func(n int) string { return fmt.Sprint(n) })
		return rapid.SliceOfN(gen, 1, 4).Draw(t, name)
	}
	if one("interval?") {
		add("INTERVAL", numbers("interval", 1, 13)[:1])
	}
	by, months := false, one("months?")
	if months {
		add("BYMONTH", numbers("months", 1, 12))
		by = true
	}
	if freq != "WEEKLY" && one("month days?") {
		add("BYMONTHDAY", numbers("month days", -31, 31))
		by = true
	}
	if rapid.Bool().Draw(t, "days?") {
		most := map[string]int{"MONTHLY": 5, "YEARLY": 53}[freq]
		if months {
			most = min(most, 5)
		}
		add("BYDAY", rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			code := rapid.SampledFrom(codes).Draw(t, "code")
			if nth := rapid.IntRange(-most, most).Draw(t, "nth"); nth != 0 {
				return fmt.Sprint(nth) + code
			}
			return code
		}), 1, 4).Draw(t, "days"))
		by = true
	}
	if by && one("positions?") {
		add("BYSETPOS", numbers("positions", -7, 7))
	}
	if one("week start?") {
		add("WKST", []string{rapid.SampledFrom(codes).Draw(t, "week start")})
	}
	return text
}

// drawSeries makes a series of up to three years somewhere from 2020 to 2040, with
// clocks that are often in the hours in which clocks change.
func drawSeries(t *rapid.T, text string) windows.Series {
	rule, err := windows.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	first := rapid.IntRange(dayNumber(2020, 1, 1), dayNumber(2040, 12, 31)).Draw(t, "first")
	last := min(first+rapid.IntRange(0, 1100).Draw(t, "days"), dayNumber(2040, 12, 31))
	minutes := func(most int) *rapid.Generator[int] {
		return rapid.OneOf(rapid.IntRange(0, most), rapid.Map(rapid.IntRange(0, 16), func(quarters int) int { return quarters * 15 }))
	}
	series := windows.Series{
		Rule: rule, Zone: rapid.SampledFrom(zoneNames()).Draw(t, "zone"), First: dateOf(first), Last: dateOf(last),
		Start: clockOf(minutes(1439).Draw(t, "start")), End: clockOf(minutes(1440).Draw(t, "end")),
	}
	for _, day := range rapid.SliceOfN(rapid.IntRange(first, last), 0, 5).Draw(t, "holidays") {
		series.Holidays = append(series.Holidays, dateOf(day))
	}
	return series
}

func TestASeriesOpensExactlyWhenItsRuleSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawRule(t)
		series := drawSeries(t, text)
		want := reckonWindows(series, text, location(t, series.Zone))
		found, err := series.Windows()
		if troubles := series.Check(); len(troubles) > 0 {
			if len(want) > 0 || err == nil || len(found) > 0 || !strings.Contains(err.Error(), "no window would ever open") {
				t.Fatalf("%+v: %v (%v), but there are windows: %v", series, troubles, err, want)
			}
			return
		}
		if err != nil || !slices.Equal(spansOf(t, series, found), want) {
			t.Fatalf("%s %+v: %v (%v), not %v", text, series, found, err, want)
		}
	})
}

// A second witness: the dates are those that a well-known library finds, where it
// keeps to the RFC. It does not where BYDAY has days with and without a number; and
// it looks for the next date up to the year 9999, so it is asked only where there are
// some.
func TestDatesAreThoseThatAnotherImplementationFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawRule(t)
		series := drawSeries(t, text)
		series.Holidays, series.Zone, series.Start, series.End = nil, "UTC", windows.NewClock(0, 0), windows.NewClock(0, 1)
		numbered := strings.ContainsAny(strings.Join(reckon(text, 0).parts["BYDAY"], ""), "123456789")
		plain := slices.ContainsFunc(reckon(text, 0).parts["BYDAY"], func(day string) bool { return len(day) == 2 })
		found, err := series.Windows()
		if err != nil || numbered && plain {
			return
		}
		option, err := rrule.StrToROption(text)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := windows.Resolve(series.First, series.Start, "UTC")
		last, _, _ := windows.Resolve(series.Last, series.Start, "UTC")
		option.Dtstart, option.Until = first, last
		if option.Freq == rrule.WEEKLY {
			// BYSETPOS is to pick from whole weeks, in the first one too.
			if len(option.Byweekday) == 0 {
				option.Byweekday = []rrule.Weekday{[]rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}[series.First.Weekday()-1]}
			}
			for weekdayOf(int(option.Dtstart.Unix()/86400)) != option.Wkst.Day() {
				option.Dtstart = option.Dtstart.AddDate(0, 0, -1)
			}
		}
		rule, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatal(err)
		}
		var want, got []time.Time
		for _, at := range rule.All() {
			if !at.Before(first) {
				want = append(want, at)
			}
		}
		for _, one := range found {
			got = append(got, one.From)
		}
		if !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Fatalf("%s from %s: %v, not %v", text, series.First, got, want)
		}
	})
}
