package windows

import "time"

// Interval is the time from From, included, until Until, not included. Everything
// in this package that answers with one answers in UTC.
type Interval struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// Empty reports whether no moment at all is in the interval.
func (i Interval) Empty() bool { return !i.From.Before(i.Until) }

// Contains reports whether the moment is in the interval.
func (i Interval) Contains(at time.Time) bool { return !at.Before(i.From) && at.Before(i.Until) }

// Length is the elapsed time from From until Until, and 0 for an empty interval.
func (i Interval) Length() time.Duration {
	if i.Empty() {
		return 0
	}
	return i.Until.Sub(i.From)
}

// Overlap is what two intervals have in common, and false if that is nothing.
func (i Interval) Overlap(other Interval) (Interval, bool) {
	if other.From.After(i.From) {
		i.From = other.From
	}
	if other.Until.Before(i.Until) {
		i.Until = other.Until
	}
	if i.Empty() {
		return Interval{}, false
	}
	return i, true
}
