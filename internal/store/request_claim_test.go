package store

import (
	"fmt"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestARequestThatIsOverIsTaken(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r", State: access.RequestDenied})
		claim, err := s.ClaimRequest(t.Context(), "r", "run", "")
		must(t, err)
		if !claim.Taken || claim.Request.ID != "r" {
			t.Errorf("got %+v", claim)
		}
	})
}

func TestAPlanThatWasNotPublishedOrIsNotTheRequestsIsSaid(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for _, plan := range []string{"p", "other"} {
			_, _, err := s.Publish(t.Context(), published("d", plan))
			must(t, err)
		}
		submit(t, s, access.Request{ID: "r", PlanHash: "hash of p"})
		submit(t, s, access.Request{ID: "stray", PlanHash: "nothing"})
		for _, c := range []struct {
			request, hash string
			unpublished   bool
		}{
			{"stray", "nothing", true},
			{"r", "hash of other", true}, // published, but not what was asked for
			{"r", "hash of p", false},
		} {
			claim, err := s.ClaimRequest(t.Context(), c.request, "run", c.hash)
			must(t, err)
			if claim.Unpublished != c.unpublished || claim.Taken {
				t.Errorf("%s with %q: %+v", c.request, c.hash, claim)
			}
		}
	})
}

func TestOneChainGetsARequestAndGetsItAgain(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		submit(t, s, access.Request{ID: "r"})
		const chains = 10
		var group sync.WaitGroup
		var got [chains]int
		for i := range chains {
			group.Go(func() {
				for range 3 {
					claim, err := s.ClaimRequest(t.Context(), "r", fmt.Sprint("run ", i), "")
					if err != nil {
						t.Error(err)
					} else if !claim.Taken {
						got[i]++
					}
				}
			})
		}
		group.Wait()
		winners := 0
		for chain, times := range got {
			switch times {
			case 0:
			case 3:
				winners++
			default:
				t.Errorf("run %d got the request %d times of 3", chain, times)
			}
		}
		if winners != 1 {
			t.Errorf("%d chains have the request: %v", winners, got)
		}
	})
}
