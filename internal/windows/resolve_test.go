package windows_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

func date(t interface{ Fatal(...any) }, text string) windows.Date {
	date, err := windows.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func clock(t interface{ Fatal(...any) }, text string) windows.Clock {
	clock, err := windows.ParseClock(text)
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

func TestNothingIsResolvedWithoutAllThree(t *testing.T) {
	for name, c := range map[string]struct {
		date  windows.Date
		clock windows.Clock
		zone  string
		say   string
	}{
		"no date":  {windows.Date{}, windows.NewClock(8, 0), "UTC", "no date"},
		"no clock": {windows.NewDate(2027, 1, 4), windows.Clock{}, "UTC", "no time of day"},
		"no zone":  {windows.NewDate(2027, 1, 4), windows.NewClock(8, 0), "", "no time zone"},
		"Local":    {windows.NewDate(2027, 1, 4), windows.NewClock(8, 0), "Local", "not a time zone"},
	} {
		at, note, err := windows.Resolve(c.date, c.clock, c.zone)
		if err == nil || !at.IsZero() || note != "" || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v, %q, %v", name, at, note, err)
		}
	}
}

func TestResolveReadsOddHoursByTheRFC(t *testing.T) {
	for _, c := range []struct{ date, clock, zone, want, note string }{
		{"2027-01-04", "08:00", "America/New_York", "2027-01-04T13:00:00Z", ""},
		{"2027-01-04", "24:00", "America/New_York", "2027-01-05T05:00:00Z", ""},
		{"2027-03-14", "01:59", "America/New_York", "2027-03-14T06:59:00Z", ""},
		{"2027-03-14", "02:15", "America/New_York", "2027-03-14T07:15:00Z", "02:15 does not exist on 14 March 2027 in America/New_York, where clocks go forward; it is read as 03:15."},
		{"2027-03-14", "03:00", "America/New_York", "2027-03-14T07:00:00Z", ""},
		{"2027-11-07", "01:30", "America/New_York", "2027-11-07T05:30:00Z", "01:30 comes twice on 7 November 2027 in America/New_York, where clocks go back; the first one counts."},
		{"2027-11-07", "02:00", "America/New_York", "2027-11-07T07:00:00Z", ""},
		// Half an hour.
		{"2026-10-04", "02:10", "Australia/Lord_Howe", "2026-10-03T15:40:00Z", "02:10 does not exist on 4 October 2026 in Australia/Lord_Howe, where clocks go forward; it is read as 02:40."},
		{"2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", "01:45 comes twice on 5 April 2026 in Australia/Lord_Howe, where clocks go back; the first one counts."},
		// A day that never was.
		{"2011-12-30", "10:00", "Pacific/Apia", "2011-12-30T20:00:00Z", "10:00 does not exist on 30 December 2011 in Pacific/Apia, where clocks go forward; it is read as 10:00 on 31 December 2011."},
		{"2011-12-29", "24:00", "Pacific/Apia", "2011-12-30T10:00:00Z", "00:00 does not exist on 30 December 2011 in Pacific/Apia, where clocks go forward; it is read as 00:00 on 31 December 2011."},
		{"2011-12-31", "00:00", "Pacific/Apia", "2011-12-30T10:00:00Z", ""},
		// Ramadan: back before it, forward after it.
		{"2027-02-07", "02:30", "Africa/Casablanca", "2027-02-07T01:30:00Z", "02:30 comes twice on 7 February 2027 in Africa/Casablanca, where clocks go back; the first one counts."},
		{"2027-03-14", "02:30", "Africa/Casablanca", "2027-03-14T02:30:00Z", "02:30 does not exist on 14 March 2027 in Africa/Casablanca, where clocks go forward; it is read as 03:30."},
		{"2027-03-26", "02:30", "Asia/Jerusalem", "2027-03-26T00:30:00Z", "02:30 does not exist on 26 March 2027 in Asia/Jerusalem, where clocks go forward; it is read as 03:30."},
		{"2027-10-31", "01:30", "Asia/Jerusalem", "2027-10-30T22:30:00Z", "01:30 comes twice on 31 October 2027 in Asia/Jerusalem, where clocks go back; the first one counts."},
		{"2027-03-28", "02:30", "Europe/Berlin", "2027-03-28T01:30:00Z", "02:30 does not exist on 28 March 2027 in Europe/Berlin, where clocks go forward; it is read as 03:30."},
		{"2027-10-31", "02:30", "Europe/Berlin", "2027-10-31T00:30:00Z", "02:30 comes twice on 31 October 2027 in Europe/Berlin, where clocks go back; the first one counts."},
		// A midnight that does not exist.
		{"2026-09-05", "24:00", "America/Santiago", "2026-09-06T04:00:00Z", "00:00 does not exist on 6 September 2026 in America/Santiago, where clocks go forward; it is read as 01:00."},
		// The last day of a leap year, which Go's ZoneBounds takes to be over.
		{"2028-12-31", "10:00", "America/New_York", "2028-12-31T15:00:00Z", ""},
		{"2040-12-31", "10:00", "America/New_York", "2040-12-31T15:00:00Z", ""},
		{"2040-12-31", "24:00", "Pacific/Auckland", "2040-12-31T11:00:00Z", ""},
		{"2041-01-01", "00:00", "Pacific/Easter", "2041-01-01T05:00:00Z", ""},
	} {
		at, note, err := windows.Resolve(date(t, c.date), clock(t, c.clock), c.zone)
		if err != nil || at.Format(time.RFC3339) != c.want || note != c.note {
			t.Errorf("%s %s %s: %s %q (%v)\nnot %s %q", c.date, c.clock, c.zone, at.Format(time.RFC3339), note, err, c.want, c.note)
		}
	}
}

// around are the walls worth asking for at a change of the clocks: the hour that is
// missing or comes twice, its edges, and what is just outside, in Unix seconds.
func around(c change) []int64 {
	low, high := min(c.at+c.before, c.at+c.after), max(c.at+c.before, c.at+c.after)
	return []int64{low - 60, low, low + 60, (low + high) / 120 * 60, high - 60, high, high + 60}
}

func TestResolveIsRightAtEveryChangeOfEveryZone(t *testing.T) {
	asked := 0
	for _, name := range zoneNames() {
		zone := location(t, name)
		for _, change := range changes(zone) {
			for _, wall := range around(change) {
				year, month, day := civilOf(int(wall / 86400))
				on, at := windows.NewDate(year, time.Month(month), day), windows.NewClock(int(wall%86400/3600), int(wall%3600/60))
				asked++
				compareResolve(t, on, at, name, zone, wall)
				if wall%86400 == 0 {
					compareResolve(t, on.AddDays(-1), windows.NewClock(24, 0), name, zone, wall)
				}
			}
		}
	}
	if asked < 50000 {
		t.Fatalf("only %d walls were asked for: are there no changes?", asked)
	}
}

// Around the new year after leap years, of which zone data covers the later one by a
// rule at the latest.
func TestResolveIsRightAroundNewYearInEveryZone(t *testing.T) {
	for _, name := range zoneNames() {
		zone := location(t, name)
		for _, year := range []int{2024, 2040} {
			for day := dayNumber(year, 12, 29); day < dayNumber(year+1, 1, 3); day++ {
				compareResolve(t, dateOf(day), windows.NewClock(9, 30), name, zone, int64(day)*86400+9*3600+1800)
			}
		}
	}
}

func compareResolve(t *testing.T, on windows.Date, clock windows.Clock, name string, zone *time.Location, wall int64) {
	t.Helper()
	want, exists, twice := lookUp(wall, zone)
	got, note, err := windows.Resolve(on, clock, name)
	if err != nil || got.Unix() != want || got.Location() != time.UTC {
		t.Fatalf("%s %s %s: %s (%v), not %s", on, clock, name, got, err, time.Unix(want, 0).UTC())
	}
	if strings.Contains(note, "does not exist") == exists || strings.Contains(note, "comes twice") != twice || exists && !twice && note != "" {
		t.Fatalf("%s %s %s: %q, but it exists: %v, comes twice: %v", on, clock, name, note, exists, twice)
	}
}
