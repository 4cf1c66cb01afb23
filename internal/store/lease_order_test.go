package store

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/access"
)

var leaseStates = []access.LeaseState{
	access.Scheduled, access.Opening, access.Open, access.Ending, access.Ended, access.RefusedLease,
}

// Whatever order claims and snapshots come in, with whatever sequence numbers: a
// lease's state never goes back, what is over is never live again, and what is
// final stays what it is.
func TestALeaseNeverGoesBackWhateverComesInWhateverOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		run := 0
		rapid.Check(t, func(rt *rapid.T) {
			run++
			lease := leaseFor(fmt.Sprint("l", run), "ada", noon)
			lease.Key.Resource = fmt.Sprint("group/", run)
			last := access.Scheduled
			for range rapid.IntRange(1, 6).Draw(rt, "steps") {
				report := lease
				report.State = rapid.SampledFrom(leaseStates).Draw(rt, "state")
				report.Rev = rapid.IntRange(0, 3).Draw(rt, "rev")
				var err error
				if rapid.Bool().Draw(rt, "claim") {
					_, err = s.ClaimLeases(t.Context(), []access.Lease{report})
				} else {
					_, err = s.SaveKey(t.Context(), access.KeySnapshot{Record: access.KeyRecord{
						Key: lease.Key, Seq: rapid.Int64Range(1, 5).Draw(rt, "seq"),
						Settled: rapid.Bool().Draw(rt, "settled"), Leases: []access.Lease{report},
					}})
				}
				if err != nil {
					rt.Fatal(err)
				}
				view, err := s.Lease(t.Context(), lease.ID)
				if err != nil {
					rt.Fatal(err)
				}
				if view.State.Rank() < last.Rank() || last.Rank() == access.Ended.Rank() && view.State != last {
					rt.Fatalf("%s became %s", last, view.State)
				}
				last = view.State
			}
		})
	})
}

// An owner that ends leases and a hand-over that claims them again, at once.
func TestAnEndedLeaseStaysEndedUnderConcurrentClaims(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		var group sync.WaitGroup
		for worker := range 4 {
			group.Go(func() {
				for i := range 8 {
					lease := leaseFor(fmt.Sprint("l", i), "ada", noon)
					if worker%2 == 0 {
						over := lease.Finished(noon, access.Revoked, "olga", "")
						if _, err := s.SaveKey(t.Context(), access.KeySnapshot{Record: access.KeyRecord{
							Key: jira, Seq: int64(worker*10 + i), Leases: []access.Lease{over},
						}}); err != nil {
							t.Error(err)
						}
						if claimed, err := s.ClaimLeases(t.Context(), []access.Lease{lease}); err != nil || !claimed[0].State.Over() {
							t.Errorf("claimed again: %+v, %v", claimed, err)
						}
						continue
					}
					if _, err := s.ClaimLeases(t.Context(), []access.Lease{leaseFor("other", "bob", noon), lease}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		live, err := s.Leases(t.Context(), access.LeaseFilter{PersonID: "ada"}, access.Page{})
		must(t, err)
		for _, lease := range live.Items {
			if !lease.State.Over() {
				t.Errorf("%s is live again", lease.ID)
			}
		}
	})
}
