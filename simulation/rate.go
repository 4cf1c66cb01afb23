package simulation

import (
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// Rate is how many calls a minute a connector allows, in minutes of the clock. Of
// these Curfew uses its share, by integrations.Urgency, and puts off what goes beyond
// it to the end of the minute. Reading takes one call; a change takes two, as it is
// read back.
type Rate struct {
	Connector string
	Calls     int
	From      time.Time // zero is from the start
}

// rates keeps every connector within what it allows.
type rates struct {
	of   []Rate
	used map[string]spent
}

// spent is what was used of a minute.
type spent struct {
	minute time.Time
	calls  int
}

// take uses so many calls, or says when there will be some.
func (r rates) take(connector string, calls int, urgency integrations.Urgency, now time.Time) error {
	for _, rate := range r.of {
		if rate.Connector != connector || now.Before(rate.From) {
			continue
		}
		minute, used := now.Truncate(time.Minute), 0
		if last := r.used[connector]; last.minute.Equal(minute) {
			used = last.calls
		}
		if used+calls > rate.Calls-urgency.Reserve(rate.Calls) {
			return &integrations.RetryLater{At: minute.Add(time.Minute), Reason: "the calls to " + connector + " are used up for this minute"}
		}
		r.used[connector] = spent{minute, used + calls}
	}
	return nil
}
