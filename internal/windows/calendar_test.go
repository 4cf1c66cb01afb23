package windows_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/windows"
)

var workdays = []windows.Weekday{windows.Monday, windows.Tuesday, windows.Wednesday, windows.Thursday, windows.Friday}

// office is a calendar that nothing is wrong with.
func office() windows.Calendar {
	return windows.Calendar{
		Zone: "Europe/Berlin",
		Open: []windows.Hours{
			{Days: workdays, From: windows.NewClock(8, 0), To: windows.NewClock(17, 0)},
			{Days: []windows.Weekday{windows.Saturday}, From: windows.NewClock(9, 0), To: windows.NewClock(12, 0)},
		},
		Holidays: []windows.Date{windows.NewDate(2027, 1, 1), windows.NewDate(2027, 1, 6)},
	}
}

func TestACalendarThatIsWrongSaysWhereAndIsNeverOpen(t *testing.T) {
	always := windows.Interval{From: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC)}
	for name, c := range map[string]struct {
		change func(*windows.Calendar)
		fields string
		say    string
	}{
		"nothing at all":         {func(c *windows.Calendar) { *c = windows.Calendar{} }, "zone open", "never open"},
		"the machine's zone":     {func(c *windows.Calendar) { c.Zone = "Local" }, "zone", `"Local" is not a time zone`},
		"too many hours":         {func(c *windows.Calendar) { c.Open = make([]windows.Hours, 101) }, "open", "at most 100"},
		"empty hours":            {func(c *windows.Calendar) { c.Open[1] = windows.Hours{} }, "open[1].days open[1].from open[1].to", "no beginning"},
		"no such day":            {func(c *windows.Calendar) { c.Open[1].Days = []windows.Weekday{windows.Monday, 0} }, "open[1].days[1]", "not a day"},
		"a day twice":            {func(c *windows.Calendar) { c.Open[1].Days = []windows.Weekday{windows.Monday, windows.Monday} }, "open[1].days[1]", "MO is there twice"},
		"no length":              {func(c *windows.Calendar) { c.Open[0].To = c.Open[0].From }, "open[0].to", "from 08:00 to 08:00"},
		"past midnight":          {func(c *windows.Calendar) { c.Open[0].To = windows.NewClock(2, 0) }, "open[0].to", "two lines"},
		"holiday without a date": {func(c *windows.Calendar) { c.Holidays[1] = windows.Date{} }, "holidays[1]", "no date"},
	} {
		calendar := office()
		c.change(&calendar)
		var fields, messages []string
		for _, trouble := range calendar.Check() {
			fields, messages = append(fields, trouble.Field), append(messages, trouble.Message)
		}
		if strings.Join(fields, " ") != c.fields || !strings.Contains(strings.Join(messages, " "), c.say) {
			t.Errorf("%s: %v %q", name, fields, messages)
		}
		if open, err := calendar.IsOpen(always.From.Add(12 * time.Hour)); open || err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: open %v, %v", name, open, err)
		}
		if next, found, err := calendar.Next(always.From); found || err == nil {
			t.Errorf("%s: next %v, %v", name, next, err)
		}
		if parts, err := calendar.Clip(always); len(parts) > 0 || err == nil {
			t.Errorf("%s: parts %v, %v", name, parts, err)
		}
	}
}

func TestClipRefusesWhatIsTooMuch(t *testing.T) {
	from := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	calendar := office()
	if parts, err := calendar.Clip(windows.Interval{From: from, Until: from.AddDate(10, 0, 1)}); len(parts) > 0 || err == nil || !strings.Contains(err.Error(), "longer than 10 years") {
		t.Error(len(parts), err)
	}
	calendar.Open = append(calendar.Open, windows.Hours{Days: workdays, From: windows.NewClock(18, 0), To: windows.NewClock(19, 0)})
	if parts, err := calendar.Clip(windows.Interval{From: from, Until: from.AddDate(10, 0, 0)}); len(parts) > 0 || err == nil || !strings.Contains(err.Error(), "at most 5000") {
		t.Error(len(parts), err)
	}
}

func TestNextLooksFourHundredDaysAhead(t *testing.T) {
	from := time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	day := func(days int) windows.Date { return windows.NewDate(2027, 1, 4).AddDays(days) }
	calendar := windows.Calendar{Zone: "UTC", Open: []windows.Hours{{Days: []windows.Weekday{windows.Monday}, From: windows.NewClock(8, 0), To: windows.NewClock(12, 0)}}}
	for week := 1; week < 57; week++ {
		calendar.Holidays = append(calendar.Holidays, day(7*week))
	}
	// At 12:00 it has just closed; day 399 is the first that is no holiday.
	if next, found, err := calendar.Next(from); err != nil || !found || next.From.Format(time.DateOnly) != day(399).String() {
		t.Error(next, found, err)
	}
	calendar.Holidays = append(calendar.Holidays, day(399))
	if next, found, err := calendar.Next(from); err != nil || found {
		t.Error(next, found, err)
	}
}

func TestACalendarThatNeverClosesIsOneOpening(t *testing.T) {
	at := time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	calendar := office()
	calendar.Holidays = nil
	calendar.Open = []windows.Hours{{Days: append([]windows.Weekday{windows.Saturday, windows.Sunday}, workdays...), From: windows.NewClock(0, 0), To: windows.NewClock(24, 0)}}
	next, found, err := calendar.Next(at)
	if err != nil || !found || at.Sub(next.From) < 400*24*time.Hour || next.Until.Sub(at) < 400*24*time.Hour {
		t.Error(next, found, err)
	}
	within := windows.Interval{From: at, Until: at.AddDate(1, 0, 0)}
	if parts, err := calendar.Clip(within); err != nil || !slices.Equal(parts, []windows.Interval{within}) {
		t.Error(parts, err)
	}
}

// In Samoa the 30th, a Friday, never was, and its hours are those of the 31st. In
// Newfoundland clocks went back from 00:01 to 23:01, into the day before.
func TestHoursCountWhereTheirDateIsAnotherOne(t *testing.T) {
	for name, c := range map[string]struct {
		zone, local string
		day         windows.Weekday
		at          time.Time
	}{
		"a date that never was":    {"Pacific/Apia", "Saturday 09:30", windows.Friday, time.Date(2011, 12, 30, 19, 30, 0, 0, time.UTC)},
		"a date that begins twice": {"America/St_Johns", "Saturday 23:30", windows.Sunday, time.Date(2010, 11, 7, 3, 0, 0, 0, time.UTC)},
	} {
		calendar := windows.Calendar{Zone: c.zone, Open: []windows.Hours{{Days: []windows.Weekday{c.day}, From: windows.NewClock(0, 0), To: windows.NewClock(10, 0)}}}
		if local := c.at.In(location(t, c.zone)).Format("Monday 15:04"); local != c.local {
			t.Errorf("%s: it is %s", name, local)
		}
		if open, err := calendar.IsOpen(c.at); err != nil || !open {
			t.Errorf("%s: open %v (%v)", name, open, err)
		}
		if next, found, err := calendar.Next(c.at); err != nil || !found || !next.Contains(c.at) {
			t.Errorf("%s: %v (%v, %v)", name, next, found, err)
		}
		within := windows.Interval{From: c.at, Until: c.at.Add(time.Minute)}
		if parts, err := calendar.Clip(within); err != nil || !slices.Equal(parts, []windows.Interval{within}) {
			t.Errorf("%s: %v (%v)", name, parts, err)
		}
	}
}

func TestACalendarIsStoredInTheSameFormForEver(t *testing.T) {
	calendar := office()
	const want = `{"zone":"Europe/Berlin","open":[{"days":["MO","TU","WE","TH","FR"],"from":"08:00","to":"17:00"},{"days":["SA"],"from":"09:00","to":"12:00"}],"holidays":["2027-01-01","2027-01-06"]}`
	stored, err := json.Marshal(calendar)
	if err != nil || string(stored) != want {
		t.Fatalf("%s (%v)", stored, err)
	}
	var again windows.Calendar
	if err := json.Unmarshal(stored, &again); err != nil || !reflect.DeepEqual(again, calendar) {
		t.Fatalf("%+v (%v)", again, err)
	}
	if empty, err := json.Marshal(windows.Calendar{Open: []windows.Hours{{}}}); err != nil || string(empty) != `{"open":[{}]}` {
		t.Fatalf("%s (%v)", empty, err)
	}
}

// byMinutes is a stretch of time of which every single minute was reckoned.
type byMinutes struct {
	begin int64 // in Unix seconds
	open  []bool
}

func (m byMinutes) at(minute int) time.Time { return time.Unix(m.begin+int64(minute)*60, 0).UTC() }

// reckonMinutes marks the minutes that each hour of each day is open, for so many
// days around one.
func reckonMinutes(calendar windows.Calendar, zone *time.Location, day, days int) byMinutes {
	marked := byMinutes{begin: int64(day-days) * 86400, open: make([]bool, 2*days*1440)}
	for number := day - days - 3; number < day+days+3; number++ {
		if slices.Contains(calendar.Holidays, dateOf(number)) {
			continue
		}
		for _, hours := range calendar.Open {
			if !slices.ContainsFunc(hours.Days, func(d windows.Weekday) bool { return d.String() == codes[weekdayOf(number)] }) {
				continue
			}
			from, _, _ := lookUp(int64(number)*86400+secondsOf(hours.From), zone)
			until, _, _ := lookUp(int64(number)*86400+secondsOf(hours.To), zone)
			for at := max(from, marked.begin); at < min(until, marked.begin+int64(len(marked.open))*60); at += 60 {
				marked.open[(at-marked.begin)/60] = true
			}
		}
	}
	return marked
}

// between lists what is open from one minute until another.
func (m byMinutes) between(from, until int) []windows.Interval {
	var parts []windows.Interval
	for minute := from; minute < until; minute++ {
		switch {
		case !m.open[minute]:
		case minute > from && m.open[minute-1]:
			parts[len(parts)-1].Until = m.at(minute + 1)
		default:
			parts = append(parts, windows.Interval{From: m.at(minute), Until: m.at(minute + 1)})
		}
	}
	return parts
}

func drawCalendar(t *rapid.T, zone string, day int) windows.Calendar {
	calendar := windows.Calendar{Zone: zone}
	weekday := rapid.Custom(func(t *rapid.T) windows.Weekday { return windows.Weekday(rapid.IntRange(1, 7).Draw(t, "weekday")) })
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		from := rapid.OneOf(rapid.IntRange(0, 1439), rapid.Map(rapid.IntRange(0, 16), func(n int) int { return 15 * n })).Draw(t, "from")
		calendar.Open = append(calendar.Open, windows.Hours{
			Days: rapid.SliceOfNDistinct(weekday, 1, 7, rapid.ID).Draw(t, "days"),
			From: clockOf(from), To: clockOf(rapid.IntRange(from+1, 1440).Draw(t, "to")),
		})
	}
	for _, around := range rapid.SliceOfN(rapid.IntRange(-8, 8), 0, 3).Draw(t, "holidays") {
		calendar.Holidays = append(calendar.Holidays, dateOf(day+around))
	}
	return calendar
}

func TestACalendarAgreesWithEveryMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(zoneNames()).Draw(t, "zone")
		zone := location(t, name)
		day := rapid.IntRange(dayNumber(2020, 1, 1), dayNumber(2040, 12, 31)).Draw(t, "day")
		if moves := changes(zone); len(moves) > 0 && rapid.Bool().Draw(t, "at a change") {
			day = int(rapid.SampledFrom(moves).Draw(t, "change").at / 86400)
		}
		calendar := drawCalendar(t, name, day)
		const days = 10
		marked := reckonMinutes(calendar, zone, day, days)
		minute := rapid.IntRange(0, len(marked.open)-1)
		for range 20 {
			at := minute.Draw(t, "minute")
			if open, err := calendar.IsOpen(marked.at(at).Add(59 * time.Second)); err != nil || open != marked.open[at] {
				t.Fatalf("%+v at %s: open %v (%v)", calendar, marked.at(at), open, err)
			}
		}
		from, until := minute.Draw(t, "from"), minute.Draw(t, "until")
		if parts, err := calendar.Clip(windows.Interval{From: marked.at(from), Until: marked.at(until)}); err != nil || !slices.Equal(parts, marked.between(from, until)) {
			t.Fatalf("%+v from %s until %s: %v (%v)", calendar, marked.at(from), marked.at(until), parts, err)
		}
		compareNext(t, calendar, marked, marked.at(from))
	})
}

func compareNext(t *rapid.T, calendar windows.Calendar, marked byMinutes, after time.Time) {
	begin, end := marked.at(0), marked.at(len(marked.open))
	next, found, err := calendar.Next(after)
	for _, one := range marked.between(0, len(marked.open)) {
		if !one.Until.After(after) {
			continue
		}
		// What touches an edge of what was reckoned may go on beyond it.
		same := next.From.Equal(one.From) || one.From.Equal(begin) && next.From.Before(begin)
		same = same && (next.Until.Equal(one.Until) || one.Until.Equal(end) && next.Until.After(end))
		if err != nil || !found || !same {
			t.Fatalf("%+v after %s: %v (%v, %v), not %v", calendar, after, next, found, err, one)
		}
		return
	}
	if err != nil || found && next.From.Before(end) {
		t.Fatalf("%+v after %s: %v (%v), not after %s", calendar, after, next, err, end)
	}
}
