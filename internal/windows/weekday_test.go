package windows_test

import (
	"encoding/json"
	"testing"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestTextsThatAreNoWeekday(t *testing.T) {
	for _, text := range []string{"", " ", "M", "MON", "mon", "1MO", "monday ", "montag", "mondays", "Weekday(1)"} {
		if day, err := windows.ParseWeekday(text); err == nil || day != 0 {
			t.Errorf("%q: %v, %v", text, day, err)
		}
	}
	for _, day := range []windows.Weekday{0, -1, 8} {
		if stored, err := json.Marshal(day); err == nil {
			t.Errorf("%d was stored as %s", day, stored)
		}
	}
}

func TestWeekdaysAreStoredAsInBYDAY(t *testing.T) {
	for text, want := range map[string]string{"MO": "MO", "mo": "MO", "monday": "MO", "Tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA", "sunday": "SU"} {
		var day windows.Weekday
		if err := day.UnmarshalText([]byte(text)); err != nil || day.String() != want {
			t.Errorf("%q: %v (%v)", text, day, err)
		}
		if stored, err := json.Marshal([]windows.Weekday{day}); err != nil || string(stored) != `["`+want+`"]` {
			t.Errorf("%q was stored as %s (%v)", text, stored, err)
		}
	}
}
