package windows_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/windows"
)

// minutes is an interval in minutes after some moment.
func minutes(from, until int) windows.Interval {
	noon := time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	return windows.Interval{From: noon.Add(time.Duration(from) * time.Minute), Until: noon.Add(time.Duration(until) * time.Minute)}
}

func TestAnIntervalThatIsEmptyHoldsNothing(t *testing.T) {
	for _, empty := range []windows.Interval{{}, minutes(1, 1), minutes(2, 1)} {
		if !empty.Empty() || empty.Length() != 0 || empty.Contains(empty.From) || empty.Contains(empty.Until) {
			t.Errorf("%v", empty)
		}
		if part, some := minutes(-9, 9).Overlap(empty); some || part != (windows.Interval{}) {
			t.Errorf("%v overlaps with %v", empty, part)
		}
	}
}

func TestAnOverlapHoldsWhatBothHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) windows.Interval {
			return minutes(rapid.IntRange(0, 9).Draw(t, name), rapid.IntRange(0, 9).Draw(t, name))
		}
		a, b := draw("a"), draw("b")
		part, some := a.Overlap(b)
		held := 0
		for minute := range 10 {
			at := minutes(minute, minute).From
			both := a.Contains(at) && b.Contains(at)
			if part.Contains(at) != both {
				t.Fatalf("%v and %v: %v", a, b, part)
			}
			if both {
				held++
			}
		}
		if some != (held > 0) || part.Length() != time.Duration(held)*time.Minute {
			t.Fatalf("%v and %v: %v, %v", a, b, part, some)
		}
	})
}
