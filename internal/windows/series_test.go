package windows_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

func rule(t interface{ Fatal(...any) }, text string) windows.Rule {
	rule, err := windows.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

// standup is a series that nothing is wrong with.
func standup() windows.Series {
	return windows.Series{
		Rule: windows.Weekly(windows.Monday, windows.Thursday), Start: windows.NewClock(8, 0), End: windows.NewClock(12, 0),
		Zone: "America/New_York", First: windows.NewDate(2027, 1, 4), Last: windows.NewDate(2027, 1, 31),
	}
}

func TestASeriesThatIsWrongSaysWhereAndOpensNothing(t *testing.T) {
	never := windows.Rule{}
	if err := never.UnmarshalText([]byte("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*windows.Series)
		fields string
		say    string
	}{
		"nothing at all":     {func(s *windows.Series) { *s = windows.Series{} }, "rule start end zone first last", "every series ends"},
		"no rule":            {func(s *windows.Series) { s.Rule = windows.Rule{} }, "rule", "FREQ=WEEKLY;BYDAY=MO,TH"},
		"no start":           {func(s *windows.Series) { s.Start = windows.Clock{} }, "start", "opens"},
		"start at 24:00":     {func(s *windows.Series) { s.Start = windows.NewClock(24, 0) }, "start", "Write 00:00"},
		"no end":             {func(s *windows.Series) { s.End = windows.Clock{} }, "end", "closes"},
		"no zone":            {func(s *windows.Series) { s.Zone = "" }, "zone", "There is no time zone"},
		"the machine's zone": {func(s *windows.Series) { s.Zone = "Local" }, "zone", `"Local" is not a time zone`},
		"no first date":      {func(s *windows.Series) { s.First = windows.Date{} }, "first", "no first date"},
		"no last date":       {func(s *windows.Series) { s.Last = windows.Date{} }, "last", "no last date"},
		"last before first":  {func(s *windows.Series) { s.Last = windows.NewDate(2027, 1, 3) }, "last", "2027-01-03, is before the first, 2027-01-04"},
		"too long":           {func(s *windows.Series) { s.Last = windows.NewDate(2037, 1, 5) }, "last", "more than 10 years"},
		"a rule of no date":  {func(s *windows.Series) { s.Rule = never }, "rule", "no window would ever open"},
		"too short for rule": {func(s *windows.Series) { s.Last, s.Rule = s.First, windows.Weekly(windows.Tuesday) }, "rule", "no window would ever open"},
		"nothing but holidays": {func(s *windows.Series) {
			s.Last, s.Holidays = s.First, []windows.Date{s.First}
		}, "holidays", "Every date"},
		"a holiday without a date": {func(s *windows.Series) { s.Holidays = []windows.Date{s.First, {}} }, "holidays[1]", "no date"},
		"too many holidays":        {func(s *windows.Series) { s.Holidays = make([]windows.Date, 1001) }, "holidays", "at most 1000"},
	} {
		series := standup()
		c.change(&series)
		var fields, messages []string
		for _, trouble := range series.Check() {
			fields, messages = append(fields, trouble.Field), append(messages, trouble.Message)
		}
		if strings.Join(fields, " ") != c.fields || !strings.Contains(strings.Join(messages, " "), c.say) {
			t.Errorf("%s: %v %q", name, fields, messages)
		}
		if found, err := series.Windows(); err == nil || len(found) > 0 || !strings.Contains(err.Error(), c.say) || series.Words() != "" {
			t.Errorf("%s: %v, %v, %q", name, found, err, series.Words())
		}
	}
}

func TestWindowsOfASeries(t *testing.T) {
	for name, c := range map[string]struct {
		rule, start, end, zone, first, last string
		want                                []string
	}{
		"Mondays and Thursdays": {
			"FREQ=WEEKLY;BYDAY=MO,TH", "08:00", "12:00", "America/New_York", "2027-01-04", "2027-01-31",
			[]string{
				"01-04 08:00–01-04 12:00 -0500 4h", "01-07 08:00–01-07 12:00 -0500 4h", "01-11 08:00–01-11 12:00 -0500 4h", "01-14 08:00–01-14 12:00 -0500 4h",
				"01-18 08:00–01-18 12:00 -0500 4h", "01-21 08:00–01-21 12:00 -0500 4h", "01-25 08:00–01-25 12:00 -0500 4h", "01-28 08:00–01-28 12:00 -0500 4h",
			},
		},
		"first and third Tuesdays": {
			"FREQ=MONTHLY;BYDAY=1TU,3TU", "10:00", "14:00", "Europe/Berlin", "2027-01-06", "2027-02-28",
			[]string{"01-19 10:00–01-19 14:00 +0100 4h", "02-02 10:00–02-02 14:00 +0100 4h", "02-16 10:00–02-16 14:00 +0100 4h"},
		},
		"last Fridays":                {"FREQ=MONTHLY;BYDAY=-1FR", "10:00", "11:00", "UTC", "2027-01-01", "2027-03-25", []string{"01-29 10:00–01-29 11:00 +0000 1h", "02-26 10:00–02-26 11:00 +0000 1h"}},
		"days with and without place": {"FREQ=MONTHLY;BYDAY=MO,1TU", "10:00", "11:00", "UTC", "2027-02-01", "2027-02-10", []string{"02-01 10:00–02-01 11:00 +0000 1h", "02-02 10:00–02-02 11:00 +0000 1h", "02-08 10:00–02-08 11:00 +0000 1h"}},
		"last workday of the month":   {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "10:00", "11:00", "UTC", "2027-01-30", "2027-02-27", []string{"02-26 10:00–02-26 11:00 +0000 1h"}},
		"every second week, counted from a Wednesday, weeks from Sunday": {
			"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU", "10:00", "11:00", "UTC", "2027-01-06", "2027-01-24",
			[]string{"01-06 10:00–01-06 11:00 +0000 1h", "01-17 10:00–01-17 11:00 +0000 1h", "01-20 10:00–01-20 11:00 +0000 1h"},
		},
		"spring, a Sunday": {"FREQ=WEEKLY;BYDAY=SU", "01:30", "03:30", "America/New_York", "2026-03-01", "2026-03-15", []string{
			"03-01 01:30–03-01 03:30 -0500 2h", "03-08 01:30–03-08 03:30 -0400 1h", "03-15 01:30–03-15 03:30 -0400 2h",
		}},
		"autumn, a Sunday": {"FREQ=WEEKLY;BYDAY=SU", "01:30", "03:30", "America/New_York", "2026-11-01", "2026-11-01", []string{"11-01 01:30–11-01 03:30 -0500 3h (01:30 comes twice)"}},
		"a start that does not exist": {"FREQ=DAILY", "02:15", "04:00", "America/New_York", "2026-03-08", "2026-03-08", []string{
			"03-08 03:15–03-08 04:00 -0400 45m (02:15 does not exist)",
		}},
		"nothing is left":         {"FREQ=DAILY", "02:30", "03:15", "America/New_York", "2026-03-07", "2026-03-09", []string{"03-07 02:30–03-07 03:15 -0500 45m", "03-09 02:30–03-09 03:15 -0400 45m"}},
		"an end that comes twice": {"FREQ=DAILY", "00:00", "01:30", "America/New_York", "2027-11-07", "2027-11-07", []string{"11-07 00:00–11-07 01:30 -0400 1h30m (01:30 comes twice)"}},
		"half an hour":            {"FREQ=DAILY", "01:00", "03:00", "Australia/Lord_Howe", "2026-10-04", "2026-10-04", []string{"10-04 01:00–10-04 03:00 +1100 1h30m"}},
		"a day that was not":      {"FREQ=DAILY", "08:00", "09:00", "Pacific/Apia", "2011-12-29", "2011-12-31", []string{"12-29 08:00–12-29 09:00 -1000 1h", "12-31 08:00–12-31 09:00 +1400 1h (08:00 does not exist) (09:00 does not exist)"}},
		"Ramadan begins":          {"FREQ=DAILY", "01:00", "04:00", "Africa/Casablanca", "2027-02-07", "2027-02-07", []string{"02-07 01:00–02-07 04:00 +0000 4h"}},
		"Jerusalem, a Friday":     {"FREQ=DAILY", "00:00", "24:00", "Asia/Jerusalem", "2027-03-26", "2027-03-26", []string{"03-26 00:00–03-27 00:00 +0300 23h"}},
		"Berlin, the autumn":      {"FREQ=DAILY", "02:30", "02:30", "Europe/Berlin", "2027-10-30", "2027-10-30", []string{"10-30 02:30–10-31 02:30 +0200 24h (02:30 comes twice)"}},
		"past midnight":           {"FREQ=DAILY;BYDAY=FR", "22:00", "06:00", "Europe/Berlin", "2027-03-25", "2027-03-28", []string{"03-26 22:00–03-27 06:00 +0100 8h"}},
		"past midnight into the spring": {"FREQ=DAILY;BYDAY=SA", "22:00", "06:00", "Europe/Berlin", "2027-03-25", "2027-03-28", []string{
			"03-27 22:00–03-28 06:00 +0200 7h",
		}},
		"until 24:00":          {"FREQ=DAILY", "20:00", "24:00", "UTC", "2027-12-31", "2027-12-31", []string{"12-31 20:00–01-01 00:00 +0000 4h"}},
		"until 00:00":          {"FREQ=DAILY", "20:00", "00:00", "UTC", "2027-12-31", "2027-12-31", []string{"12-31 20:00–01-01 00:00 +0000 4h"}},
		"a whole turn":         {"FREQ=WEEKLY;BYDAY=MO", "09:00", "09:00", "UTC", "2027-01-04", "2027-01-11", []string{"01-04 09:00–01-05 09:00 +0000 24h", "01-11 09:00–01-12 09:00 +0000 24h"}},
		"touching ones":        {"FREQ=DAILY", "09:00", "09:00", "Europe/Berlin", "2027-03-26", "2027-03-28", []string{"03-26 09:00–03-29 09:00 +0200 71h"}},
		"the weekday it began": {"FREQ=WEEKLY", "10:00", "11:00", "UTC", "2027-01-06", "2027-01-13", []string{"01-06 10:00–01-06 11:00 +0000 1h", "01-13 10:00–01-13 11:00 +0000 1h"}},
		"the 31st":             {"FREQ=MONTHLY", "10:00", "11:00", "UTC", "2027-01-31", "2027-04-30", []string{"01-31 10:00–01-31 11:00 +0000 1h", "03-31 10:00–03-31 11:00 +0000 1h"}},
	} {
		series := windows.Series{Rule: rule(t, c.rule), Start: clock(t, c.start), End: clock(t, c.end), Zone: c.zone, First: date(t, c.first), Last: date(t, c.last)}
		found, err := series.Windows()
		if got := written(t, found, c.zone); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s (%v):\n %q, not\n %q", name, err, got, c.want)
		}
	}
}

// written has windows as people in the zone would say them, with the offset at their
// end, how long they are, and how their notes begin.
func written(t *testing.T, found []windows.Window, name string) []string {
	var all []string
	for _, one := range found {
		zone := location(t, name)
		length := strings.TrimSuffix(one.Length().String(), "0s")
		if strings.HasSuffix(length, "h0m") {
			length = strings.TrimSuffix(length, "0m")
		}
		text := fmt.Sprintf("%s–%s %s", one.From.In(zone).Format("01-02 15:04"), one.Until.In(zone).Format("01-02 15:04 -0700"), length)
		for _, note := range one.Notes {
			text += " (" + note[:strings.Index(note, " on ")] + ")"
		}
		all = append(all, text)
	}
	return all
}

func TestLeapDaysComeEveryFourYears(t *testing.T) {
	series := standup()
	series.Rule = rule(t, "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2")
	var years []int
	for _, first := range []int{2020, 2030} {
		series.First, series.Last = windows.NewDate(first, 1, 1), windows.NewDate(first+10, 1, 1)
		found, err := series.Windows()
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range found {
			years = append(years, one.From.Year())
		}
	}
	if want := []int{2020, 2024, 2028, 2032, 2036}; !slices.Equal(years, want) {
		t.Errorf("%v, not %v", years, want)
	}
}

func TestTheFirstOfTwoOddHoursOpens(t *testing.T) {
	series := standup()
	series.Rule, series.Start, series.End = rule(t, "FREQ=DAILY"), clock(t, "01:30"), clock(t, "03:30")
	series.First, series.Last = date(t, "2026-11-01"), date(t, "2026-11-01")
	found, err := series.Windows()
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	if opens := found[0].From.In(location(t, series.Zone)).Format(time.RFC3339); opens != "2026-11-01T01:30:00-04:00" {
		t.Error(opens)
	}
}

func TestNoWindowBeginsOnAHoliday(t *testing.T) {
	series := standup()
	series.Start, series.End = clock(t, "22:00"), clock(t, "06:00")
	series.Holidays = []windows.Date{date(t, "2027-01-07"), date(t, "2027-01-12"), date(t, "2030-01-01")}
	found, err := series.Windows()
	if err != nil || len(found) != 7 {
		t.Fatal(found, err)
	}
	// 12 January is a holiday, but what began on the 11th goes on.
	if got := written(t, found[1:2], series.Zone)[0]; got != "01-11 22:00–01-12 06:00 -0500 8h" {
		t.Error(got)
	}
}

func TestTheLongestSeriesHasRoom(t *testing.T) {
	series := standup()
	series.Rule, series.Last = rule(t, "FREQ=DAILY"), windows.NewDate(2037, 1, 4)
	found, err := series.Windows()
	if err != nil || len(found) != 3654 || len(found) > windows.MaxWindows {
		t.Fatal(len(found), err)
	}
}

func TestASeriesIsStoredInTheSameFormForEver(t *testing.T) {
	series := standup()
	series.Holidays = []windows.Date{date(t, "2027-01-07")}
	const want = `{"rule":"FREQ=WEEKLY;BYDAY=MO,TH","start":"08:00","end":"12:00","zone":"America/New_York","first":"2027-01-04","last":"2027-01-31","holidays":["2027-01-07"]}`
	stored, err := json.Marshal(series)
	if err != nil || string(stored) != want {
		t.Fatalf("%s (%v)", stored, err)
	}
	var again windows.Series
	if err := json.Unmarshal(stored, &again); err != nil || !reflect.DeepEqual(again, series) {
		t.Fatalf("%+v (%v)", again, err)
	}
	if empty, err := json.Marshal(windows.Series{}); err != nil || string(empty) != "{}" {
		t.Fatalf("%s (%v)", empty, err)
	}
}

func TestAWindowIsStoredInTheSameFormForEver(t *testing.T) {
	at := time.Date(2027, 1, 4, 13, 0, 0, 0, time.UTC)
	window := windows.Window{Interval: windows.Interval{From: at, Until: at.Add(4 * time.Hour)}}
	if stored, err := json.Marshal(window); err != nil || string(stored) != `{"from":"2027-01-04T13:00:00Z","until":"2027-01-04T17:00:00Z"}` {
		t.Fatalf("%s (%v)", stored, err)
	}
	window.Notes = []string{"odd"}
	stored, err := json.Marshal(window)
	if err != nil || string(stored) != `{"from":"2027-01-04T13:00:00Z","until":"2027-01-04T17:00:00Z","notes":["odd"]}` {
		t.Fatalf("%s (%v)", stored, err)
	}
	var again windows.Window
	if err := json.Unmarshal(stored, &again); err != nil || !reflect.DeepEqual(again, window) {
		t.Fatalf("%+v (%v)", again, err)
	}
}
