package workflows

import (
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// holding is one opening: the leases that were handed over together, and what was
// done about them.
type holding struct {
	step       builder.Step
	index      int  // of its window
	series     bool // it is one of hours that come again
	last       bool // nothing comes after it
	leases     []access.Lease
	window     builder.OpeningWindow
	granted    []access.Lease // the same, as they were granted: with the ends that nothing cut since
	limit      time.Time      // nothing prolongs a counted time beyond it; zero is none
	limitedBy  access.EndReason
	until      time.Time // the holder's last moment, as the leases know it
	rev        int       // of the newest revision that was handed over, taken or not
	handedAt   time.Time
	done       map[string]bool // what was told or done once, by what it is about
	ended      bool            // the owners were told to end it
	endWith    EndInput        // with these words
	tellAt     time.Time       // when those are told again who could not be; zero is never
	tellPause  time.Duration
	polled     []time.Time // when each of the step's facts was asked last
	extensions int
	asked      int    // asks for more time that somebody was asked about
	extension  string // the approval of an extension that is being asked for
	by         time.Duration
	answers    map[string]Extended // what was answered to asks for more time, by their id
	asks       map[string]int      // how often each lease had to be seen to by hand
	hands      map[string]*handTask
}

func (h *holding) over() bool {
	for _, lease := range h.leases {
		if lease.State != access.Ended && lease.State != access.RefusedLease {
			return false
		}
	}
	return true
}

// once reports whether this has not been done before, and remembers that it is now.
func (h *holding) once(what string) bool {
	if h.done[what] {
		return false
	}
	h.done[what] = true
	return true
}

// endWords is an end for people: where they are, if that was worked out with the
// window, and else in UTC.
func (h *holding) endWords(end time.Time) string {
	if h.window.Closes != "" && end.Equal(h.window.Until) {
		return h.window.Closes
	}
	return stamp(end)
}

// end is when the last of the leases that are open ends.
func (h *holding) end() (end time.Time, any bool) {
	for _, lease := range h.leases {
		if lease.State == access.Open && lease.End().After(end) {
			end, any = lease.End(), true
		}
	}
	return end, any
}
