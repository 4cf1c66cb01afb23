package workflows

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Where very many end at once, each waits for its turn and then for its answer; to say
// meanwhile that it is under way would be half of the work.
func TestWhoIsBehindWaitsLongerBeforeItSaysThatAnEndIsUnderWay(t *testing.T) {
	for name, c := range map[string]struct {
		calm   bool
		issued time.Duration // after the end was due
		want   time.Duration // until when nobody hears of it, after the end was due
	}{
		"in time":                {true, 100 * time.Millisecond, 100*time.Millisecond + passing},
		"a minute behind":        {true, time.Minute, 3 * time.Minute},
		"nothing to be taken":    {true, 0, passing},
		"an owner of before":     {false, time.Minute, passing},
		"in time, one of before": {false, 100 * time.Millisecond, passing},
	} {
		o := &owner{terse: true, calm: c.calm}
		lease := access.Lease{State: access.Ending, EndedAt: monday}
		if c.issued > 0 {
			lease.IssuedAt = monday.Add(c.issued)
		}
		if got := o.passesUntil(lease).Sub(monday); got != c.want {
			t.Errorf("%s: nobody hears of it for %s, and should for %s", name, got, c.want)
		}
	}
}
