package windows

import (
	"fmt"
	"time"
)

// Date is a day of the (Gregorian) calendar, in no zone. The zero Date is no date.
type Date struct {
	year  int
	month time.Month
	day   int
}

// The years that dates may be in: none before zones were counted in whole minutes,
// none that cannot be written in four digits.
const (
	firstYear = 1970
	lastYear  = 2999
)

const dateLayout = "2006-01-02"

// NewDate is a date from its parts. As with time.Date, parts beyond their range run
// over: 31 April is 1 May.
func NewDate(year int, month time.Month, day int) Date {
	return dateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// dateOf is the date that the clock on the wall shows at a moment, in the zone of
// that moment.
func dateOf(at time.Time) Date {
	year, month, day := at.Date()
	return Date{year, month, day}
}

// ParseDate reads a date of ISO 8601: "2027-01-04", in the years 1970 to 2999.
func ParseDate(text string) (Date, error) {
	parsed, err := time.Parse(dateLayout, text)
	if err != nil || len(text) != len(dateLayout) {
		return Date{}, fmt.Errorf("%q is not a date: write year-month-day, for instance 2027-01-04", shortened(text))
	}
	if parsed.Year() < firstYear || parsed.Year() > lastYear {
		return Date{}, fmt.Errorf("%q is not a date that can be used: write one from the years %d to %d", text, firstYear, lastYear)
	}
	return dateOf(parsed), nil
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is the form that ParseDate reads, and "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight().Format(dateLayout)
}

// MarshalText writes the form that ParseDate reads, and "" for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// AddDays is the date so many days later, or earlier if days is negative.
func (d Date) AddDays(days int) Date { return NewDate(d.year, d.month, d.day+days) }

// Before reports whether the date comes before another one.
func (d Date) Before(other Date) bool { return d.midnight().Before(other.midnight()) }

// Weekday is the day of the week.
func (d Date) Weekday() Weekday {
	return Weekday((int(d.midnight().Weekday())+6)%7 + 1)
}

// midnight is the beginning of the date, were it in UTC.
func (d Date) midnight() time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
}

// words is the date as it is written in a sentence: "4 January 2027".
func (d Date) words() string { return d.midnight().Format("2 January 2006") }
