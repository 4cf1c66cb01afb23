package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestTheOutboxHoldsWhatNobodySaidToBeRunning(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		pending := func(before time.Time, limit int) string {
			requests, err := s.PendingStarts(t.Context(), before, limit)
			must(t, err)
			return fmt.Sprint(idsOf(requests, func(r access.Request) string { return r.ID }))
		}
		for _, id := range []string{"c", "a", "b", "d"} {
			submit(t, s, access.Request{ID: id})
		}
		later := noon.Add(time.Hour)
		if got := pending(noon, 10); got != "[]" {
			t.Errorf("before they were recorded: %s", got)
		}
		if got := pending(later, 3); got != "[c a b]" {
			t.Errorf("the three oldest: %s", got)
		}
		must(t, s.MarkStarted(t.Context(), "a"))
		must(t, s.MarkStarted(t.Context(), "a"))
		must(t, s.MarkStarted(t.Context(), "nothing"))
		_, err := s.ClaimRequest(t.Context(), "b", "run", "hash") // who claims is running
		must(t, err)
		if got := pending(later, 10); got != "[c d]" {
			t.Errorf("left: %s", got)
		}
	})
}
