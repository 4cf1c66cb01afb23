package windows

import (
	"slices"
	"time"
)

// MaxWindows is how many windows or openings one answer may hold. It is more than
// there are dates in MaxSpan.
const MaxWindows = 5000

// Window is one opening of a series.
type Window struct {
	Interval
	// Notes says where a clock change makes its beginning or its end odd, one
	// sentence each. Mostly there are none.
	Notes []string `json:"notes,omitempty"`
}

// opening is a window with the note on either of its ends.
type opening struct {
	Interval
	from, until string
}

// openOn reads the clocks of a date. With tomorrow, the end is on the next date. It
// is empty where clocks that go forward leave nothing of it.
func openOn(date Date, from, to Clock, tomorrow bool, zone *time.Location) opening {
	var o opening
	o.From, o.from = resolve(date, from, zone)
	if tomorrow {
		date = date.AddDays(1)
	}
	o.Until, o.until = resolve(date, to, zone)
	return o
}

// merged leaves out what is empty, puts the rest in order, and makes one of those
// that overlap or touch: nobody can tell them apart.
func merged(openings []opening) []opening {
	openings = slices.DeleteFunc(openings, func(o opening) bool { return o.Empty() })
	slices.SortStableFunc(openings, func(a, b opening) int { return a.From.Compare(b.From) })
	var result []opening
	for _, next := range openings {
		if len(result) == 0 || result[len(result)-1].Until.Before(next.From) {
			result = append(result, next)
			continue
		}
		if last := &result[len(result)-1]; last.Until.Before(next.Until) {
			last.Until, last.until = next.Until, next.until
		}
	}
	return result
}

func (o opening) window() Window {
	window := Window{Interval: o.Interval}
	for _, note := range []string{o.from, o.until} {
		if note != "" {
			window.Notes = append(window.Notes, note)
		}
	}
	return window
}
