package okta

import (
	"net/http"
	"strconv"
	"strings"
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

type window struct {
	limit, remaining int
	ends             time.Time
	blocked          time.Time // nothing gets through before then
}

func newBudget(clock func() time.Time) *budget {
	return &budget{clock: clock, windows: map[string]*window{}}
}

// take uses one call, or says when to ask again. It never waits. A class nothing
// is known of, or whose window has turned, is not held back.
func (b *budget) take(class string, urgency integrations.Urgency) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	w, now := b.windows[class], b.clock()
	if w == nil {
		return nil
	}
	if now.Before(w.blocked) {
		return &integrations.RetryLater{At: w.blocked, Reason: "Okta's rate limit of " + class + " is reached"}
	}
	if !now.Before(w.ends) {
		return nil
	}
	if w.remaining <= urgency.Reserve(w.limit) {
		return &integrations.RetryLater{At: w.ends, Reason: "the calls to Okta's " + class + " are used up for this minute"}
	}
	w.remaining--
	return nil
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
	if reset.Sub(w.ends).Abs() <= 2*time.Second { // the same window, in which answers overtake each other
		remaining = min(remaining, w.remaining)
	}
	w.limit, w.remaining, w.ends = limit, remaining, reset
	return reset
}

func (b *budget) window(class string) *window {
	if b.windows[class] == nil {
		b.windows[class] = &window{}
	}
	return b.windows[class]
}

// block lets nothing of the class through before then.
func (b *budget) block(class string, until time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.window(class).blocked = until
}

// classOf is the limit that a path counts against:
// https://developer.okta.com/docs/reference/rl2-limits/
func classOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case len(parts) <= 3:
		return path
	case parts[2] == "groups" && parts[3] == "rules":
		return "/api/v1/groups/rules"
	default:
		return "/" + strings.Join(parts[:3], "/") + "/{id}"
	}
}
