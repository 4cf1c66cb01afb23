package store

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const day = 24 * time.Hour

// away is a delegation from a day after noon until another.
func away(person, delegate string, from, until int) access.Delegation {
	return access.Delegation{
		PersonID: person, DelegateID: delegate, Reason: "holiday",
		From: precise(noon.Add(time.Duration(from) * day)), Until: precise(noon.Add(time.Duration(until) * day)),
	}
}

func team(t *testing.T, s *Store) {
	t.Helper()
	must(t, s.UpsertPeople(t.Context(), []access.Person{
		{ID: "ada", Status: access.Active},
		{ID: "bob", Status: access.Active},
		{ID: "cy", Status: access.Active},
		{ID: "gone", Name: "Gone", Status: access.Inactive},
	}))
}

func TestADelegationThatCannotHoldIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		must(t, s.SetDelegation(t.Context(), away("ada", "bob", 5, 10)))
		never := away("ada", "bob", 20, 30)
		never.From = time.Time{}
		for name, c := range map[string]struct {
			delegation access.Delegation
			code       access.Code
		}{
			"from no moment":         {never, access.CodeInvalid},
			"ends when it begins":    {away("ada", "bob", 20, 20), access.CodeInvalid},
			"longer than 400 days":   {away("ada", "bob", 20, 421), access.CodeInvalid},
			"to oneself":             {away("ada", "ada", 20, 30), access.CodeInvalid},
			"to nobody":              {away("ada", "who", 20, 30), access.CodeNotFound},
			"of nobody":              {away("who", "ada", 20, 30), access.CodeNotFound},
			"to somebody who left":   {away("ada", "gone", 20, 30), access.CodeInvalid},
			"overlaps at the start":  {away("ada", "cy", 9, 12), access.CodeConflict},
			"overlaps at the end":    {away("ada", "cy", 4, 6), access.CodeConflict},
			"overlaps all of it":     {away("ada", "cy", 1, 30), access.CodeConflict},
			"overlaps a part inside": {away("ada", "cy", 6, 7), access.CodeConflict},
		} {
			_ = refused(t, s.SetDelegation(t.Context(), c.delegation), c.code)
			list, err := s.Delegations(t.Context(), "ada")
			must(t, err)
			if len(list) != 1 {
				t.Fatalf("%s: written", name)
			}
		}
	})
}

func TestDelegationsAreReadBackInOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		want := []access.Delegation{away("ada", "bob", 1, 5), away("ada", "cy", 5, 9), away("ada", "bob", 9, 409)}
		for _, i := range []int{1, 2, 0} {
			must(t, s.SetDelegation(t.Context(), want[i]))
		}
		must(t, s.SetDelegation(t.Context(), away("bob", "ada", 1, 9)))
		changed := away("ada", "cy", 5, 8) // the same period, set again
		must(t, s.SetDelegation(t.Context(), changed))
		want[1] = changed
		list, err := s.Delegations(t.Context(), "ada")
		must(t, err)
		same(t, list, want)
	})
}

func TestADelegationHoldsFromItsBeginningUntilBeforeItsEnd(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		holiday := away("ada", "bob", 1, 2)
		must(t, s.SetDelegation(t.Context(), holiday))
		must(t, s.SetDelegation(t.Context(), away("cy", "bob", 0, 9)))
		for at, want := range map[time.Time]int{
			holiday.From.Add(-time.Microsecond):  0,
			holiday.From:                         1,
			holiday.Until.Add(-time.Microsecond): 1,
			holiday.Until:                        0,
		} {
			found, err := s.DelegationsOf(t.Context(), []string{"ada", "bob", "ada"}, at)
			must(t, err)
			if len(found) != want || holiday.Holds(at) != (want == 1) {
				t.Errorf("at %s: %+v", at, found)
			}
		}
		none, err := s.DelegationsOf(t.Context(), nil, holiday.From)
		must(t, err)
		if len(none) != 0 {
			t.Errorf("of nobody: %+v", none)
		}
	})
}

func TestAnEndedDelegationHoldsNoMoreAndStaysOnRecordIfItEverDid(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		over, running, coming := away("ada", "bob", -9, -5), away("ada", "bob", -1, 5), away("ada", "bob", 7, 9)
		for _, delegation := range []access.Delegation{over, running, coming} {
			must(t, s.SetDelegation(t.Context(), delegation))
		}
		refusal := refused(t, s.EndDelegation(t.Context(), "ada", noon), access.CodeNotFound)
		if !strings.Contains(refusal.Message, "ada from 2026-03-29T12:00:00Z") {
			t.Errorf("it says %q", refusal.Message)
		}
		for range 2 {
			for _, delegation := range []access.Delegation{over, running} {
				must(t, s.EndDelegation(t.Context(), "ada", delegation.From))
			}
		}
		must(t, s.EndDelegation(t.Context(), "ada", coming.From))
		list, err := s.Delegations(t.Context(), "ada")
		must(t, err)
		if len(list) != 2 || list[0] != over || !list[1].From.Equal(running.From) || list[1].Until.After(s.now()) {
			t.Errorf("left: %+v", list)
		}
	})
}

func TestOfOverlappingPeriodsWrittenAtOnceOneIsTaken(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				var refusal *access.Refusal
				if err := s.SetDelegation(t.Context(), away("ada", "bob", i, 20)); err != nil && !errors.As(err, &refusal) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		list, err := s.Delegations(t.Context(), "ada")
		must(t, err)
		if len(list) != 1 {
			t.Errorf("%d were taken", len(list))
		}
	})
}

func TestTwoMayStandInForEachOtherAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		team(t, s)
		var group sync.WaitGroup
		for i := range 20 {
			for _, delegation := range []access.Delegation{away("ada", "bob", i, i+1), away("bob", "ada", i, i+1)} {
				group.Go(func() {
					if err := s.SetDelegation(t.Context(), delegation); err != nil {
						t.Error(err)
					}
				})
			}
		}
		group.Wait()
	})
}
