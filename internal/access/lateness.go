package access

import (
	"cmp"
	"slices"
	"time"
)

// OnTime is how late an end may be confirmed and still count as on time.
const OnTime = time.Minute

// Span is the time from a moment until before another; a zero one is no bound.
type Span struct{ From, Before time.Time }

// DelayCount says how many things of a connector that were due on a day were
// confirmed by so much later.
type DelayCount struct {
	Connector string
	Day       time.Time // its first moment, in UTC
	Delay     time.Duration
	Count     int
}

// DueEnds are the ends of a connector that are due at one moment.
type DueEnds struct {
	Connector string
	Due       time.Time
	Ends      int
}

// InOrder sorts ends by when they are due, then by their connector.
func InOrder(ends []DueEnds) []DueEnds {
	slices.SortFunc(ends, func(a, b DueEnds) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Connector, b.Connector))
	})
	return ends
}

// Lateness says how late ends were.
type Lateness struct {
	Ends   int // confirmed
	OnTime int // within OnTime
	// By how much at most a half, 95 and 99 of a hundred were late, and the latest.
	P50, P95, P99, Max time.Duration
}

// LatenessOf is the lateness of everything that was counted.
func LatenessOf(counts []DelayCount) Lateness {
	sorted := slices.Clone(counts)
	slices.SortFunc(sorted, func(a, b DelayCount) int { return cmp.Compare(a.Delay, b.Delay) })
	var l Lateness
	for _, count := range sorted {
		l.Ends += count.Count
		if count.Delay <= OnTime {
			l.OnTime += count.Count
		}
		if count.Count > 0 {
			l.Max = count.Delay
		}
	}
	l.P50, l.P95, l.P99 = atPercent(sorted, l.Ends, 50), atPercent(sorted, l.Ends, 95), atPercent(sorted, l.Ends, 99)
	return l
}

// atPercent is the smallest delay that so many of a hundred do not exceed.
func atPercent(sorted []DelayCount, all, percent int) time.Duration {
	rank, seen := (all*percent+99)/100, 0
	for _, count := range sorted {
		if seen += count.Count; seen >= rank && count.Count > 0 {
			return count.Delay
		}
	}
	return 0
}
