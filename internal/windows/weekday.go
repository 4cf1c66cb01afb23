package windows

import (
	"fmt"
	"slices"
	"strings"
)

// Weekday is a day of the week. The zero Weekday is none.
type Weekday int

// The days of the week, in the order of ISO 8601.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

var (
	weekdayCodes = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} // RFC 5545, 3.3.10
	weekdayNames = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)

// ParseWeekday reads a day of the week, as RFC 5545 has it in BYDAY ("MO") or as its
// English name ("monday"), in small or capital letters.
func ParseWeekday(text string) (Weekday, error) {
	same := func(name string) bool { return strings.EqualFold(name, text) }
	if i := slices.IndexFunc(weekdayCodes, same); i >= 0 {
		return Weekday(i + 1), nil
	}
	if i := slices.IndexFunc(weekdayNames, same); i >= 0 {
		return Weekday(i + 1), nil
	}
	return 0, fmt.Errorf("%q is not a day of the week: write MO, TU, WE, TH, FR, SA or SU, or monday to sunday", shortened(text))
}

// String is the day as RFC 5545 has it: "MO".
func (w Weekday) String() string {
	if !w.valid() {
		return fmt.Sprintf("Weekday(%d)", int(w))
	}
	return weekdayCodes[w-1]
}

// MarshalText writes "MO" to "SU"; it fails for what is no day of the week.
func (w Weekday) MarshalText() ([]byte, error) {
	if !w.valid() {
		return nil, fmt.Errorf("%d is not a day of the week", int(w))
	}
	return []byte(w.String()), nil
}

// UnmarshalText reads what ParseWeekday reads.
func (w *Weekday) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWeekday(string(text))
	return err
}

func (w Weekday) valid() bool { return w >= Monday && w <= Sunday }

// name is the day as it is written in a sentence: "Monday".
func (w Weekday) name() string { return weekdayNames[w-1] }
