package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Readers that always ask from the last id they saw, while many write.
func TestAReaderThatFollowsMissesNoEvent(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		const writers, requests = 6, 10
		var writing, reading sync.WaitGroup
		done := make(chan struct{})
		for range 2 {
			reading.Go(func() {
				var last int64
				for ended := false; ; {
					events, err := s.EventsAfter(t.Context(), last, 7)
					if err != nil {
						t.Error(err)
						return
					}
					for _, event := range events {
						if event.ID != last+1 {
							t.Errorf("after %d came %d", last, event.ID)
						}
						last = event.ID
					}
					if ended && len(events) == 0 {
						break
					}
					select {
					case <-done:
						ended = true
					default:
					}
				}
				if last != writers*requests {
					t.Errorf("the reader saw %d of %d", last, writers*requests)
				}
			})
		}
		for writer := range writers {
			writing.Go(func() {
				for i := range requests {
					id := fmt.Sprint(writer, "-", i)
					_, _, err := s.SubmitRequest(t.Context(), access.Request{ID: id, RequesterID: "ada"}, access.AuditLine{ID: id})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		writing.Wait()
		close(done)
		reading.Wait()
		must(t, s.VerifyAudit(t.Context()))
	})
}

func TestPruningKeepsTheCount(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for i := range 3 {
			submit(t, s, access.Request{ID: fmt.Sprint(i)})
		}
		events, err := s.EventsAfter(t.Context(), 0, 10)
		must(t, err)
		removed, err := s.PruneEvents(t.Context(), events[2].At)
		must(t, err)
		left, err := s.EventsAfter(t.Context(), 0, 10)
		must(t, err)
		if removed != 2 || len(left) != 1 || left[0].ID != 3 {
			t.Errorf("removed %d, left %v", removed, left)
		}
		_, err = s.PruneEvents(t.Context(), noon.Add(time.Hour))
		must(t, err)
		last, err := s.LastEvent(t.Context())
		must(t, err)
		if last != 3 {
			t.Errorf("the last event is %d", last)
		}
		submit(t, s, access.Request{ID: "next"})
		if next, err := s.EventsAfter(t.Context(), 3, 10); err != nil || len(next) != 1 || next[0].ID != 4 {
			t.Errorf("then came %v, %v", next, err)
		}
	})
}
