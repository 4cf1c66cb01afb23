package windows_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestTextsThatAreNoTimeOfDay(t *testing.T) {
	for _, text := range []string{
		"", " ", "8", "8:00", "08", "0800", "08.00", "08:0", "08:000", "08:60", "24:01", "25:00", "99:99", "-8:00", "+8:00", "08:00:00", " 08:00", "08:00 ",
		"8am", "08:00am", "noon", "０８:００", "08：00", "0x:10", strings.Repeat("08:00", 1000),
	} {
		clock, err := windows.ParseClock(text)
		if err == nil || !clock.IsZero() || !strings.Contains(err.Error(), "for instance 08:00") || len(err.Error()) > 400 {
			t.Errorf("%.40q: %v, %v", text, clock, err)
		}
	}
	for _, parts := range [][2]int{{-1, 0}, {0, -1}, {0, 60}, {24, 1}, {25, 0}, {1 << 40, 0}} {
		if clock := windows.NewClock(parts[0], parts[1]); !clock.IsZero() {
			t.Errorf("%v: %s", parts, clock)
		}
	}
}

func TestEveryMinuteOfADaySurvivesBeingStored(t *testing.T) {
	seen := map[string]bool{}
	for minutes := range 1441 {
		clock := clockOf(minutes)
		stored, err := clock.MarshalText()
		var again windows.Clock
		if err != nil || clock.IsZero() || again.UnmarshalText(stored) != nil || again != clock {
			t.Fatalf("%s became %s (%v)", clock, again, err)
		}
		seen[string(stored)] = true
	}
	if len(seen) != 1441 || !seen["00:00"] || !seen["24:00"] || !seen["09:05"] {
		t.Fatalf("%d different texts", len(seen))
	}
}

func TestNoTimeOfDayIsNotMidnight(t *testing.T) {
	again := windows.NewClock(0, 0)
	stored, err := windows.Clock{}.MarshalText()
	if err != nil || string(stored) != "" || again.UnmarshalText(stored) != nil || !again.IsZero() || again == windows.NewClock(0, 0) {
		t.Fatalf("%q (%v), %v", stored, err, again)
	}
	if err := again.UnmarshalText([]byte("noon")); err == nil {
		t.Fatal("noon was read")
	}
}
