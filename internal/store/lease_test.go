package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestALeaseThatIsNotThereIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.Lease(t.Context(), "l")
		_ = refused(t, err, access.CodeNotFound)
	})
}

func TestLeasesAreListedLiveByTheirEndThenOverNewestFirst(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		state := func(id string, state access.LeaseState, from time.Duration) access.Lease {
			lease := leaseFor(id, "ada", noon.Add(from))
			lease.State = state
			if state.Over() {
				lease.EndedAt = noon.Add(from)
			}
			return lease
		}
		never := state("never", access.RefusedLease, -time.Hour)
		never.EndedAt = time.Time{}
		_, err := s.ClaimLeases(t.Context(), []access.Lease{
			state("older", access.Ended, 0), never, state("late", access.Scheduled, 5*time.Hour),
			state("newer", access.Ended, time.Hour), state("soon", access.Open, 0), state("ending", access.Ending, time.Minute),
		})
		must(t, err)
		for want, filter := range map[string]access.LeaseFilter{
			"[soon ending late newer older never]":  {},
			"[soon ending late]":                    {Live: true},
			"[newer older never]":                   {Over: true, PersonID: "ada"},
			"[soon ending late newer older never] ": {Live: true, Over: true},
			"[]":                                    {PersonID: "bob"},
		} {
			list, err := s.Leases(t.Context(), filter, access.Page{})
			must(t, err)
			got := fmt.Sprint(idsOf(list.Items, func(l access.LeaseView) string { return l.ID }))
			if got != want && got+" " != want {
				t.Errorf("%+v: %s, want %s", filter, got, want)
			}
		}
	})
}

func TestAnOwnerSeesTheLeasesOfWhatTheyOwnToday(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira"}}, []access.Entitlement{
			{ID: "jira/user", AppID: "jira", OwnerID: "olga"}, {ID: "jira/admin", AppID: "jira", OwnerID: "omar"},
		}))
		other := leaseFor("admin", "ada", noon)
		other.EntitlementID = "jira/admin"
		_, err := s.ClaimLeases(t.Context(), []access.Lease{leaseFor("user", "ada", noon), other})
		must(t, err)
		list, err := s.Leases(t.Context(), access.LeaseFilter{OwnerID: "olga"}, access.Page{})
		must(t, err)
		if got := fmt.Sprint(idsOf(list.Items, func(l access.LeaseView) string { return l.ID })); got != "[user]" {
			t.Errorf("olga sees %s", got)
		}
	})
}

func TestALiveLeaseSaysWhatNeedsAHuman(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		live, over := leaseFor("live", "ada", noon), leaseFor("over", "ada", noon)
		over.State = access.Ended
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{
			Key: jira, Seq: 1, Attention: "Okta does not answer", Leases: []access.Lease{live, over},
		}})
		for id, want := range map[string]string{"live": "Okta does not answer", "over": ""} {
			view, err := s.Lease(t.Context(), id)
			must(t, err)
			if view.Attention != want {
				t.Errorf("%s says %q", id, view.Attention)
			}
		}
	})
}
