package okta

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// bound is how long so many removals take by the limit alone, each of which takes
// two calls of what ends may use: the first of them at once, the last when the last
// minute begins.
func bound(count, limit int) time.Duration {
	perMinute := (limit - integrations.Ending.Reserve(limit)) / 2
	return time.Duration((count-1)/perMinute) * time.Minute
}

// fewest is how often so many are put off at least, as nobody is told to come back
// later than furthest.
func fewest(count, limit int) int {
	perMinute := (limit - integrations.Ending.Reserve(limit)) / 2
	total := 0
	for n := range count {
		waits := time.Duration(n/perMinute) * time.Minute
		total += int((waits + furthest - 1) / furthest)
	}
	return total
}

func TestTenThousandEndsAtOnceUseEveryMinuteAndComeBackWhenItIsTheirTurn(t *testing.T) {
	const count, limit = 10_000, 600
	s := newStorm(t, limit)
	ends := s.together(count, noon, removal)
	emergency := giving(integrations.Urgent)
	asked := noon.Add(20*time.Minute + 30*time.Second)
	s.arrive(asked, emergency)
	s.run()

	took, least := last(ends).Sub(noon), bound(count, limit)
	t.Logf("drained in %s of at least %s, put off %.2f times each of at least %.2f",
		took.Round(time.Second), least, float64(s.putOff)/count, float64(fewest(count, limit))/count)
	if took > least+least/20 {
		t.Errorf("it took %s, and the limit alone demands %s", took, least)
	}
	if most := fewest(count, limit) * 11 / 10; s.putOff > most {
		t.Errorf("they were put off %d times, want at most %d", s.putOff, most)
	}
	if s.refused > 0 {
		t.Errorf("Okta had to refuse %d calls", s.refused)
	}
	if waited := emergency.done.Sub(asked); waited > time.Minute {
		t.Errorf("an emergency waited for %s", waited)
	}
	for second, attempts := range s.seconds {
		if attempts > count/20 && second > noon.Add(5*time.Second).Unix() {
			t.Errorf("%d come back in the same second, %s after the beginning", attempts, time.Unix(second, 0).Sub(noon))
		}
	}
}

func TestEndsAreDoneAsIfThereWereNoBeginnings(t *testing.T) {
	const count, limit = 2_000, 600
	s := newStorm(t, limit)
	beginnings := s.together(count, noon.Add(time.Minute/2), func() *piece { return giving(integrations.Ordinary) })
	ends := s.together(count, noon.Add(time.Minute), removal)
	s.run()
	// The minute in which they arrive is used up, and the next is begun by others.
	if took, least := last(ends).Sub(noon.Add(time.Minute)), bound(count, limit); took > least+2*time.Minute {
		t.Errorf("the ends took %s beside beginnings, and the limit alone demands %s", took, least)
	}
	// A beginning takes three calls of the 420 that are theirs in a minute.
	if took := last(beginnings).Sub(last(ends)); took > count/140*time.Minute+furthest {
		t.Errorf("the beginnings took %s after the last end", took)
	}
}

func TestBeginningsThatArePutOffAreSpreadAndEndsComeBackFirst(t *testing.T) {
	var q queue
	next := noon.Add(time.Minute)
	var ends, beginnings []time.Time
	for range 50 {
		beginnings = append(beginnings, q.place(2, 200, integrations.Ordinary, next, noon))
	}
	for range 50 {
		ends = append(ends, q.place(2, 200, integrations.Ending, next, noon))
	}
	if ends[0] != next || ends[49].Sub(next) > 10*time.Second {
		t.Errorf("ends come back from %s to %s", ends[0], ends[49])
	}
	if spread := beginnings[49].Sub(next); spread < 20*time.Second || spread > time.Minute {
		t.Errorf("beginnings are spread over %s", spread)
	}
	if later := q.place(2, 200, integrations.Ordinary, next, noon); later.Sub(next) < 40*time.Second {
		t.Errorf("a beginning after 50 ends and 50 beginnings comes back at %s", later)
	}
	if first := q.place(2, 200, integrations.Urgent, next, noon); first != next {
		t.Errorf("an emergency comes back at %s", first)
	}
}

func TestWhoeverNeverComesBackCostsAPlaceAndNoMore(t *testing.T) {
	const limit = 600
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn(classUser, limits(limit, 0, noon.Add(time.Minute)), now)
	for range 5_000 { // none of whom comes back
		if b.take(classUser, integrations.Ending) == nil {
			t.Fatal("there was nothing to take")
		}
	}
	now = noon.Add(time.Minute)
	for _, urgency := range []integrations.Urgency{integrations.Ending, integrations.Urgent} {
		if err := b.take(classUser, urgency); err != nil {
			t.Errorf("%q: %v", urgency, err)
		}
	}
	if b.take(classUser, integrations.Ordinary) == nil {
		t.Error("a beginning goes before ends that are expected")
	}
	now = now.Add(spread(rank(integrations.Ending)) + tardy)
	if err := b.take(classUser, integrations.Ordinary); err != nil {
		t.Errorf("nobody came, and calls stay unused: %v", err)
	}
}

func TestHoweverWorkArrivesTheLimitIsKeptAndUsed(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 4))
		limit, count := 60+random.IntN(1000), 1+random.IntN(1500)
		s := newStorm(t, limit)
		ends := make([]*piece, count)
		var latest time.Time
		for i := range ends {
			ends[i] = removal()
			at := noon.Add(time.Duration(random.Int64N(int64(2 * time.Minute))))
			if at.After(latest) {
				latest = at
			}
			s.arrive(at, ends[i])
		}
		s.run()
		took, least := last(ends).Sub(noon), max(bound(count, limit), latest.Sub(noon))
		if took > least+least/20+2*time.Minute || s.refused > 0 {
			t.Errorf("round %d, %d ends, limit %d: it took %s and the limit alone demands %s; Okta refused %d calls", seed, count, limit, took, least, s.refused)
		}
	}
}
