package store

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// seat is a scheduled lease of one of so many seats.
func seat(id, person string, from time.Time, seats int) access.Lease {
	lease := leaseFor(id, person, from)
	lease.Key.Subject, lease.State, lease.Ends, lease.Seats = person, access.Scheduled, time.Time{}, seats
	return lease
}

func claimOne(t *testing.T, s *Store, lease access.Lease) access.Lease {
	t.Helper()
	claimed, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
	must(t, err)
	return claimed[0]
}

func TestALeaseWithoutASeatIsRefusedAndStaysSo(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira", Title: "Jira"}},
			[]access.Entitlement{{ID: "jira/user", AppID: "jira", Title: "User"}}))
		for _, person := range []string{"ada", "bob"} {
			if got := claimOne(t, s, seat(person, person, noon, 2)); got.State != access.Scheduled {
				t.Fatalf("%s: %+v", person, got)
			}
		}
		refused := claimOne(t, s, seat("third", "cy", noon, 2))
		if refused.State != access.RefusedLease || refused.EndReason != access.NotGiven || refused.EndedAt.IsZero() ||
			refused.Note != "No seat of Jira / User is free in that time: 2 of 2 are taken." {
			t.Errorf("it came back as %+v", refused)
		}
		same(t, claimOne(t, s, seat("third", "cy", noon, 2)), refused)
		record, err := s.LoadKey(t.Context(), refused.Key)
		must(t, err)
		if len(record.Leases) != 0 {
			t.Errorf("the refused one is left for the owner: %+v", record.Leases)
		}
		// One that was over does not hold a seat, nor does one that was refused.
		over := seat("ada", "ada", noon, 2).Finished(noon, access.EarlyReturn, "ada", "")
		over.State = access.Ended
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: over.Key, Seq: 1, Leases: []access.Lease{over}}})
		if got := claimOne(t, s, seat("fourth", "cy", noon, 2)); got.State != access.Scheduled {
			t.Errorf("a seat that was given back is not free: %+v", got)
		}
	})
}

func TestASeatIsTakenUntilTheEndIsConfirmed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ending := seat("ada", "ada", noon, 1)
		ending.State, ending.EndedAt = access.Ending, precise(noon)
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: ending.Key, Seq: 1, Leases: []access.Lease{ending}}})
		if got := claimOne(t, s, seat("bob", "bob", noon, 1)); got.State != access.RefusedLease {
			t.Errorf("given while it was not read to be free: %+v", got)
		}
	})
}

func TestSeatsAreCountedByPeopleAtOneMoment(t *testing.T) {
	hour := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }
	span := func(id, person string, from, until int) access.Lease {
		lease := seat(id, person, hour(from), 2)
		lease.HardEnd = precise(hour(until))
		return lease
	}
	each(t, func(t *testing.T, s *Store) {
		for _, lease := range []access.Lease{
			span("ada 1", "ada", 0, 4), span("ada 2", "ada", 1, 2), span("bob", "bob", 0, 2), span("cy", "cy", 2, 4),
		} {
			if got := claimOne(t, s, lease); got.State != access.Scheduled {
				t.Fatalf("%s: %s", lease.ID, got.Note)
			}
		}
		for _, c := range []struct {
			lease access.Lease
			want  access.LeaseState
		}{
			{span("over all", "dee", -1, 5), access.RefusedLease},
			{span("across the change", "dee", 1, 3), access.RefusedLease},
			{span("the last hour", "dee", 3, 4), access.RefusedLease},
			{span("before", "dee", -2, 0), access.Scheduled},
			{span("after", "dee", 4, 6), access.Scheduled},
			{span("the same person again", "ada", 1, 3), access.Scheduled},
			{span("longer, where two others are", "bob", 1, 3), access.RefusedLease},
		} {
			if got := claimOne(t, s, c.lease); got.State != c.want {
				t.Errorf("%s: %s, want %s (%s)", c.lease.ID, got.State, c.want, got.Note)
			}
		}
	})
}

func TestWhatMayNotBeHeldTogetherIsRefusedWhicheverOfTheTwoSaysSo(t *testing.T) {
	of := func(id, person, entitlement string, from time.Duration, apart ...string) access.Lease {
		lease := seat(id, person, noon.Add(from), 0)
		lease.EntitlementID, lease.Key.Resource, lease.Apart = entitlement, "group/"+entitlement, apart
		return lease
	}
	each(t, func(t *testing.T, s *Store) {
		_ = claimOne(t, s, of("1", "ada", "pay/create", 0, "pay/approve"))
		_ = claimOne(t, s, of("2", "bob", "pay/approve", 0))
		for _, c := range []struct {
			lease access.Lease
			want  access.LeaseState
		}{
			{of("the other says so", "ada", "pay/approve", time.Hour), access.RefusedLease},
			{of("this one says so", "bob", "pay/create", time.Hour, "pay/approve"), access.RefusedLease},
			{of("somebody else", "cy", "pay/approve", 0), access.Scheduled},
			{of("afterwards", "ada", "pay/approve", 2*time.Hour), access.Scheduled},
			{of("the same again", "ada", "pay/create", 0, "pay/approve"), access.Scheduled},
			{of("something else", "ada", "pay/read", 0, "pay/export"), access.Scheduled},
		} {
			got := claimOne(t, s, c.lease)
			if got.State != c.want || c.want == access.RefusedLease && !strings.Contains(got.Note, "may not be held together with pay/") {
				t.Errorf("%s: %s, want %s (%s)", c.lease.ID, got.State, c.want, got.Note)
			}
		}
		// In one claim the first of the two is taken.
		both, err := s.ClaimLeases(t.Context(), []access.Lease{
			of("first", "dee", "pay/approve", 0), of("second", "dee", "pay/create", 0, "pay/approve"),
		})
		must(t, err)
		if both[0].State != access.Scheduled || both[1].State != access.RefusedLease {
			t.Errorf("%s and %s", both[0].State, both[1].State)
		}
	})
}

func TestALaterEndIsNotTakenWhereItWouldBreakALimit(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first := claimOne(t, s, seat("first", "ada", noon, 1))
		_ = claimOne(t, s, seat("next", "bob", first.HardEnd, 1))
		longer := first
		longer.Rev, longer.HardEnd = 1, first.HardEnd.Add(time.Hour)
		same(t, claimOne(t, s, longer), first)
		shorter := first
		shorter.Rev, shorter.HardEnd, shorter.Cap = 2, first.HardEnd.Add(-time.Minute), access.LeaveDate
		if got := claimOne(t, s, shorter); got.Rev != 2 || got.Cap != access.LeaveDate {
			t.Errorf("an earlier end is not taken: %+v", got)
		}
	})
}

func TestNoMoreSeatsAreGivenThanThereAreToManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		const people, seats = 50, 5
		var group sync.WaitGroup
		given := make(chan string, people)
		for i := range people {
			group.Go(func() {
				lease := seat(fmt.Sprint("l", i), fmt.Sprint("p", i), noon, seats)
				claimed, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
				if err != nil {
					t.Error(err)
				} else if !claimed[0].State.Over() {
					given <- lease.ID
				}
			})
		}
		group.Wait()
		if len(given) != seats {
			t.Errorf("%d of %d seats were given", len(given), seats)
		}
	})
}

// One says that the two may not be held together, the other says nothing; both
// orders of locking would meet here.
func TestWhatMayNotBeHeldTogetherIsNotGivenToOneWhoAsksForBothAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		var group sync.WaitGroup
		const people = 20
		for i := range people {
			for _, entitlement := range []string{"a", "b"} {
				group.Go(func() {
					lease := seat(fmt.Sprint(entitlement, i), fmt.Sprint("p", i), noon, 0)
					lease.EntitlementID, lease.Key.Resource = entitlement, "group/"+entitlement
					if entitlement == "a" {
						lease.Apart = []string{"b"}
					}
					if _, err := s.ClaimLeases(t.Context(), []access.Lease{lease}); err != nil {
						t.Error(err)
					}
				})
			}
		}
		group.Wait()
		live, err := s.Leases(t.Context(), access.LeaseFilter{Live: true}, access.Page{Limit: 200})
		must(t, err)
		if len(live.Items) != people {
			t.Errorf("%d leases are live of %d people who asked for both", len(live.Items), people)
		}
	})
}
