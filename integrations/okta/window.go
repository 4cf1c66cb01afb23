package okta

import (
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// window is the present minute of one class.
type window struct {
	limit, remaining int // the limit is 0 where nothing is known yet
	ends             time.Time
	blocked          time.Time // nothing gets through before then
	promised         int       // calls that work under way may still make
	waiting          queue
}

// turn begins a new window where the present one is over. When exactly it begins
// only the first answer tells.
func (w *window) turn(now time.Time) {
	if w.limit == 0 || now.Before(w.ends) {
		return
	}
	w.waiting.shift(1 + int(now.Sub(w.ends)/time.Minute))
	w.remaining, w.ends = w.limit, now.Add(time.Minute)
}

// learn takes over what an answer said of its window.
func (w *window) learn(limit, remaining int, reset, now time.Time) {
	const skew = 2 * time.Second
	switch {
	case reset.Sub(w.ends).Abs() <= skew: // the same window, in which answers overtake each other
		remaining = min(remaining, w.remaining)
	case w.limit > 0 && !reset.After(now.Add(soonest)): // one that is over
		w.limit = limit
		return
	case w.limit > 0 && reset.After(w.ends): // one that began before we knew
		w.waiting.shift(int((reset.Sub(w.ends) + time.Minute/2) / time.Minute))
	}
	w.limit, w.remaining, w.ends = limit, remaining, reset
}

// share is how many calls of a whole window work of that urgency may use.
func (w *window) share(urgency integrations.Urgency) int {
	return max(w.limit-urgency.Reserve(w.limit), 0)
}

// fits says whether so many calls are left now, apart from what is promised and
// from what those who go first are expected to need.
func (w *window) fits(calls int, urgency integrations.Urgency, now time.Time) bool {
	switch {
	case now.Before(w.blocked):
		return false
	case w.limit == 0:
		return true
	}
	// What takes more than there ever is begins all the same, and makes the rest of
	// its calls one by one.
	calls = max(min(calls, w.share(urgency)), 1)
	expected := w.waiting.expected(urgency, now.Sub(w.ends.Add(-time.Minute)))
	return w.remaining-w.promised-expected-calls >= urgency.Reserve(w.limit)
}

// putOff is when so many calls are likely to be free for that urgency, and keeps
// them a place there.
func (w *window) putOff(calls int, urgency integrations.Urgency, now time.Time) time.Time {
	short := now.Before(w.blocked) && w.blocked.Before(w.ends) // a limit on concurrent calls
	if short || w.limit == 0 {
		return w.blocked
	}
	begins := w.ends
	if w.blocked.After(begins) {
		begins = w.blocked
	}
	return w.waiting.place(calls, w.share(urgency), urgency, begins, now)
}
