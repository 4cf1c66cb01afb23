package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// tried is an attempt at Jira's key that began so long after noon.
func tried(id string, after time.Duration, reply access.Reply) access.Effect {
	at := precise(noon.Add(after))
	return access.Effect{ID: id, Key: jira, Do: access.EffectTake, Attempt: 1, First: 1, Last: 1, At: at, LastAt: at, Reply: reply, Outcome: id}
}

func attemptsOf(t *testing.T, s *Store, lease access.Lease) []access.Effect {
	t.Helper()
	list, err := s.Attempts(t.Context(), lease, access.Page{})
	must(t, err)
	return list.Items
}

func TestAnAttemptIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		effect := filled[access.Effect](t)
		effect.Last = effect.First
		must(t, s.RecordEffect(t.Context(), effect))
		lease := access.Lease{Key: effect.Key, From: effect.At}
		read := attemptsOf(t, s, lease)
		if len(read) != 1 {
			t.Fatalf("%d attempts", len(read))
		}
		same(t, read[0], effect)
	})
}

func TestAttemptsThatWerePutOffInARowAreOneRow(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		off := func(id string, place int) access.Effect {
			effect := tried(id, time.Duration(place)*time.Minute, access.ReplyPutOff)
			effect.First, effect.Last, effect.Outcome = place, place, fmt.Sprint("again later, said at ", place)
			return effect
		}
		for _, place := range []int{1, 3, 2, 3} { // one of them recorded late, one twice
			must(t, s.RecordEffect(t.Context(), off("work/before-1", place)))
		}
		must(t, s.RecordEffect(t.Context(), tried("work/4", 4*time.Minute, access.ReplyUnknown)))
		must(t, s.RecordEffect(t.Context(), off("work/before-2", 5)))
		read := attemptsOf(t, s, leaseFor("l", "ada", noon))
		if len(read) != 3 || read[0].Times() != 1 || read[1].Times() != 1 || read[2].Times() != 3 {
			t.Fatalf("%+v", read)
		}
		if first := read[2]; !first.At.Equal(precise(noon.Add(time.Minute))) || !first.LastAt.Equal(precise(noon.Add(3*time.Minute))) || first.Outcome != "again later, said at 3" {
			t.Errorf("%+v", first)
		}
	})
}

func TestTheAttemptsOfALeaseAreThoseOfItsKeyInItsTime(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		other := tried("another key", time.Minute, access.ReplyConfirmed)
		other.Key.Subject = "00u2"
		before := tried("put off until it began", -time.Hour, access.ReplyPutOff)
		before.LastAt = precise(noon)
		for _, effect := range []access.Effect{
			other, before, tried("before", -time.Minute, access.ReplyConfirmed), tried("gave", 0, access.ReplyConfirmed),
			tried("took", time.Hour, access.ReplyUnknown), tried("took again", time.Hour+time.Minute, access.ReplyConfirmed),
			tried("the next one's", 2*time.Hour, access.ReplyConfirmed),
		} {
			must(t, s.RecordEffect(t.Context(), effect))
		}
		lease := leaseFor("l", "ada", noon)
		names := func() string {
			return fmt.Sprint(idsOf(attemptsOf(t, s, lease), func(e access.Effect) string { return e.ID }))
		}
		if got := names(); got != "[the next one's took again took gave put off until it began]" {
			t.Errorf("while it lives: %s", got)
		}
		lease.State, lease.ConfirmedAt = access.Ended, precise(noon.Add(time.Hour+2*time.Minute))
		if got := names(); got != "[took again took gave put off until it began]" {
			t.Errorf("confirmed: %s", got)
		}
		lease.State, lease.ConfirmedAt, lease.EndedAt = access.RefusedLease, time.Time{}, precise(noon)
		if got := names(); got != "[gave put off until it began]" {
			t.Errorf("refused at once: %s", got)
		}
		page, err := s.Attempts(t.Context(), leaseFor("l", "ada", noon), access.Page{Limit: 3})
		must(t, err)
		rest, err := s.Attempts(t.Context(), leaseFor("l", "ada", noon), access.Page{Limit: 3, Cursor: page.Next})
		must(t, err)
		if len(page.Items) != 3 || len(rest.Items) != 2 || rest.Items[0].ID != "gave" || rest.Next != "" {
			t.Errorf("pages %+v, %+v", page, rest)
		}
	})
}
