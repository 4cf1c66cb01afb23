package windows_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/windows"
)

func TestTextsThatAreNoDates(t *testing.T) {
	for _, text := range []string{
		"", " ", "2027", "2027-1-4", "27-01-04", "2027-02-30", "2026-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "2027/01/04", "04.01.2027",
		"2027-01-04 ", " 2027-01-04", "2027-01-04T00:00:00Z", "20270104", "1969-12-31", "3000-01-01", "0000-01-01", "9999-12-31", "-2027-01-04", "+027-01-04", "today", strings.Repeat("2", 1000),
	} {
		if date, err := windows.ParseDate(text); err == nil || !date.IsZero() || len(err.Error()) > 200 {
			t.Errorf("%.40q: %v, %v", text, date, err)
		}
	}
}

func TestADateIsADayOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(dayNumber(1970, 1, 1), dayNumber(2999, 12, 31)).Draw(t, "day")
		days := rapid.IntRange(-number, dayNumber(2999, 12, 31)-number).Draw(t, "days later")
		one, other := dateOf(number), dateOf(number+days)
		if one.AddDays(days) != other || one.Before(other) != (days > 0) {
			t.Fatalf("%s and %d days is %s, not %s", one, days, one.AddDays(days), other)
		}
		if int(one.Weekday())-1 != weekdayOf(number) {
			t.Fatalf("%s is a %s", one, one.Weekday())
		}
		stored, err := one.MarshalText()
		var again windows.Date
		if err != nil || again.UnmarshalText(stored) != nil || again != one || date(t, one.String()) != one {
			t.Fatalf("%s became %s", one, again)
		}
	})
}

func TestPartsBeyondTheirRangeRunOver(t *testing.T) {
	if got := windows.NewDate(2027, 4, 31).String(); got != "2027-05-01" {
		t.Error(got)
	}
}

func TestNoDateSurvivesBeingStored(t *testing.T) {
	again := windows.NewDate(2027, 1, 4)
	stored, err := windows.Date{}.MarshalText()
	if err != nil || string(stored) != "" || again.UnmarshalText(stored) != nil || !again.IsZero() {
		t.Fatalf("%q (%v), %v", stored, err, again)
	}
	if err := again.UnmarshalText([]byte("tomorrow")); err == nil {
		t.Fatal("tomorrow was read")
	}
}
