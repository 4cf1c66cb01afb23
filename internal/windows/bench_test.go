package windows_test

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

// A workflow asks for all windows in one go, so ten years of them may not take longer
// than a moment.
func BenchmarkTenYearsTwiceAWeek(b *testing.B) {
	series := standup()
	series.Last = windows.NewDate(2037, 1, 4)
	for b.Loop() {
		if found, err := series.Windows(); err != nil || len(found) < 1000 {
			b.Fatal(len(found), err)
		}
	}
}

// A rule that never matches is the longest search.
func BenchmarkTenYearsOfNothing(b *testing.B) {
	series := standup()
	series.Rule, series.Last = rule(b, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), windows.NewDate(2037, 1, 4)
	for b.Loop() {
		if len(series.Check()) == 0 {
			b.Fatal("it has a date")
		}
	}
}

func BenchmarkNextOpening(b *testing.B) {
	calendar, at := office(), time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, found, err := calendar.Next(at); err != nil || !found {
			b.Fatal(err)
		}
	}
}
