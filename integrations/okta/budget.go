package okta

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// budget keeps this process ahead of Okta's limits, of which it knows what the
// latest answers said. Okta counts in fixed windows of a minute, so that what is
// kept is a window's rest and its end, and not a bucket that refills: a bucket
// would hand out the reserve again while Okta's window has not turned yet.
type budget struct {
	clock   func() time.Time
	mu      sync.Mutex
	windows map[string]*window
}

// calls are how many calls something takes of each class.
type calls map[string]int

func newBudget(clock func() time.Time) *budget {
	return &budget{clock: clock, windows: map[string]*window{}}
}

// take uses one call, or says when to ask again. It never waits. A class nothing
// is known of is not held back.
func (b *budget) take(class string, urgency integrations.Urgency) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.fits(calls{class: 1}, urgency); err != nil {
		return err
	}
	b.window(class).remaining--
	return nil
}

// fits says whether all those calls can be made now. Where they cannot, it puts
// them off: the moment it names is where their turn is likely in the class that
// lets the fewest through.
func (b *budget) fits(need calls, urgency integrations.Urgency) error {
	now := b.clock()
	var tightest *window
	var at string
	for _, class := range slices.Sorted(maps.Keys(need)) {
		w := b.window(class)
		w.turn(now)
		if w.fits(need[class], urgency, now) {
			continue
		}
		if tightest == nil || w.share(urgency)*need[at] < tightest.share(urgency)*need[class] {
			tightest, at = w, class
		}
	}
	if tightest == nil {
		return nil
	}
	reason := "the calls to Okta's " + at + " are used up for this minute"
	if now.Before(tightest.blocked) {
		reason = "Okta's rate limit of " + at + " is reached"
	}
	return &integrations.RetryLater{At: tightest.putOff(need[at], urgency, now), Reason: reason}
}

// learn takes over what an answer says and returns when its window ends.
func (b *budget) learn(class string, header http.Header, now time.Time) time.Time {
	reset := resetOf(header, now)
	limit, err := strconv.Atoi(header.Get("X-Rate-Limit-Limit"))
	remaining, missing := strconv.Atoi(header.Get("X-Rate-Limit-Remaining"))
	if err != nil || missing != nil || limit <= 0 {
		return reset
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	w := b.window(class)
	w.turn(now)
	w.learn(limit, remaining, reset, now)
	return reset
}

// block lets nothing of the class through before then.
func (b *budget) block(class string, until time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.window(class).blocked = until
}

// limitOf is what the class allows in a minute; zero where nothing is known yet.
func (b *budget) limitOf(class string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.window(class).limit
}

func (b *budget) window(class string) *window {
	if b.windows[class] == nil {
		b.windows[class] = &window{}
	}
	return b.windows[class]
}
