package windows

import (
	"fmt"
	"time"
)

// Clock is a time of day as the clock on the wall shows it, in whole minutes, from
// 00:00 to 24:00. 24:00 is the end of a day, the 00:00 of the next, and never a
// beginning. The zero Clock is no time of day; midnight is NewClock(0, 0).
type Clock struct {
	// One more than the minutes since midnight, so that a clock that was not given
	// is not taken for midnight.
	minutes int16
}

const minutesOfADay = 24 * 60

// NewClock is a time of day from its hour and minute, and the zero Clock if there is
// no such time of day.
func NewClock(hour, minute int) Clock {
	if hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour == 24 && minute != 0 {
		return Clock{}
	}
	return Clock{int16(hour*60 + minute + 1)}
}

// ParseClock reads a time of day: two digits for the hour, two for the minute,
// "08:00", and "24:00" for the end of a day.
func ParseClock(text string) (Clock, error) {
	var hour, minute int
	if len(text) == len("08:00") && text[2] == ':' && digits(text[:2], &hour) && digits(text[3:], &minute) {
		if clock := NewClock(hour, minute); !clock.IsZero() {
			return clock, nil
		}
	}
	return Clock{}, fmt.Errorf("%q is not a time of day: write hours and minutes on a 24-hour clock, for instance 08:00 or 17:30, and 24:00 for the end of a day", shortened(text))
}

// digits reads a number that is written in nothing but digits.
func digits(text string, number *int) bool {
	*number = 0
	for _, digit := range []byte(text) {
		if digit < '0' || digit > '9' {
			return false
		}
		*number = *number*10 + int(digit-'0')
	}
	return text != ""
}

// IsZero reports whether there is no time of day.
func (c Clock) IsZero() bool { return c == Clock{} }

// String is the form that ParseClock reads, and "" for no time of day.
func (c Clock) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", (c.minutes-1)/60, (c.minutes-1)%60)
}

// MarshalText writes the form that ParseClock reads, and "" for no time of day.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*c = Clock{}
		return nil
	}
	*c, err = ParseClock(string(text))
	return err
}

// before reports whether the clock shows this time of day before another one.
func (c Clock) before(other Clock) bool { return c.minutes < other.minutes }

// endsADay reports whether it is 24:00.
func (c Clock) endsADay() bool { return c.minutes == minutesOfADay+1 }

// sinceMidnight is how far the hands have gone since 00:00.
func (c Clock) sinceMidnight() time.Duration { return time.Duration(c.minutes-1) * time.Minute }
