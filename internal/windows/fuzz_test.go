package windows_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

// Whatever the text is, reading it ends, without a crash and with a short sentence;
// what is read survives being written, and ten years of it can be listed.
func FuzzParseRule(f *testing.F) {
	for _, seed := range []string{
		"FREQ=WEEKLY;BYDAY=MO,TH", "RRULE:FREQ=MONTHLY;BYDAY=1TU,3TU,-1FR", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;INTERVAL=1000",
		"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;WKST=SU", "FREQ=YEARLY;BYDAY=53MO,-53SU", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "freq=daily", ";;=;", "FREQ=DAILY;COUNT=1", "ſ=ı",
	} {
		f.Add(seed)
	}
	series := standup()
	series.Last = windows.NewDate(2037, 1, 4)
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := windows.ParseRule(text)
		if err != nil {
			if !rule.IsZero() || len(err.Error()) > 800 {
				t.Fatalf("%v, %v", rule, err)
			}
			return
		}
		again, err := windows.ParseRule(rule.String())
		if err != nil || again.String() != rule.String() || strings.ContainsAny(rule.String(), "\n ") {
			t.Fatalf("%q became %q (%v)", rule, again, err)
		}
		series.Rule = rule
		found, err := series.Windows()
		if troubles := series.Check(); (len(troubles) == 0) != (err == nil && len(found) > 0) || len(found) > windows.MaxWindows {
			t.Fatalf("%q: %v, %d windows (%v)", rule, troubles, len(found), err)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, seed := range []string{"08:00", "24:00", "24:01", "00:00", "8:00", "12:60", "０８:００", "+8:00", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clock, err := windows.ParseClock(text)
		if (err == nil) == clock.IsZero() || err == nil && clock.String() != text || err != nil && len(err.Error()) > 800 {
			t.Fatalf("%q became %q (%v)", text, clock, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2027-01-04", "2028-02-29", "2027-02-29", "1969-12-31", "2999-12-31", "2027-1-4", "2027-01-04T00:00", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := windows.ParseDate(text)
		if (err == nil) == date.IsZero() || err == nil && date.String() != text || err != nil && len(err.Error()) > 800 {
			t.Fatalf("%q became %q (%v)", text, date, err)
		}
	})
}
