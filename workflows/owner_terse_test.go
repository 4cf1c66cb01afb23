package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Where very many end at once, each waits for its turn and then for its answer; to say
// meanwhile that it is under way would be half of the work.
func TestWhoIsBehindWaitsLongerBeforeItSaysThatAnEndIsUnderWay(t *testing.T) {
	for name, c := range map[string]struct {
		schema int
		issued time.Duration // after the end was due
		want   time.Duration // until when nobody hears of it, after the end was due
	}{
		"in time":               {ownerSchema, 100 * time.Millisecond, 100*time.Millisecond + passing},
		"a second behind":       {ownerSchema, time.Second, 13 * time.Second},
		"a minute behind":       {ownerSchema, time.Minute, 13 * time.Minute},
		"two minutes behind":    {ownerSchema, 2 * time.Minute, 15 * time.Minute},
		"an hour behind":        {ownerSchema, time.Hour, time.Hour + passing},
		"nothing to be taken":   {ownerSchema, 0, passing},
		"a minute behind, of 4": {calmSince, time.Minute, 3 * time.Minute},
		"a minute behind, of 3": {oneAlarmSince, time.Minute, passing},
		"in time, of 3":         {oneAlarmSince, 100 * time.Millisecond, passing},
	} {
		o := &owner{terse: true, calm: c.schema >= calmSince, tacit: c.schema >= tacitSince}
		lease := access.Lease{State: access.Ending, EndedAt: monday}
		if c.issued > 0 {
			lease.IssuedAt = monday.Add(c.issued)
		}
		if got := o.passesUntil(lease).Sub(monday); got != c.want {
			t.Errorf("%s: nobody hears of it for %s, and should for %s", name, got, c.want)
		}
	}
}

func TestOfAnEndThatIsCarriedOutLateOneWordIsSaid(t *testing.T) {
	due := monday.Add(time.Hour)
	for name, c := range map[string]struct {
		schema int
		behind time.Duration // the owner comes to it so long after it was due
		answer time.Duration // the outside system takes so long
		want   []access.LeaseState
	}{
		"late, and soon done":    {0, 100 * time.Second, 10 * time.Minute, []access.LeaseState{access.Ended}},
		"late, and not done":     {0, 100 * time.Second, 15 * time.Minute, []access.LeaseState{access.Ending, access.Ended}},
		"in time, and not done":  {0, 0, 10 * time.Second, []access.LeaseState{access.Ending, access.Ended}},
		"late, an owner of 4":    {calmSince, 100 * time.Second, time.Second, []access.LeaseState{access.Ending, access.Ended}},
		"in time, and done":      {0, 0, 0, []access.LeaseState{access.Ended}},
		"in time, an owner of 4": {calmSince, 0, 0, []access.LeaseState{access.Ended}},
	} {
		w := newWorld(t)
		lease := leaseFor("a", time.Hour)
		lease.State, lease.OpenedAt, lease.Ends = access.Open, monday, due
		w.remembers(lease)
		w.schema = c.schema
		w.renew(due.Add(c.behind))
		w.stuckFor(c.behind + c.answer)
		w.run(t)
		var told []access.LeaseState
		for _, lease := range w.told {
			told = append(told, lease.State)
		}
		if !slices.Equal(told, c.want) {
			t.Errorf("%s: its request was told %v, want %v", name, told, c.want)
		}
	}
}
