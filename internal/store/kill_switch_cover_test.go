package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAKillSwitchCoversWhatIsInItsScopeAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		floor(t, s)
		over := leaseFor("over", "ada", noon)
		over.Key.Subject, over.State, over.EndedAt = "gone", access.Ended, precise(noon)
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: over.Key, Seq: 1, Leases: []access.Lease{over}}})
		submit(t, s, access.Request{ID: "asked", SubjectID: "ada", EntitlementID: "jira/user", Automation: "by-lead", State: access.RequestWaiting})
		submit(t, s, access.Request{
			ID: "series", SubjectID: "ada", EntitlementID: "jira/user", Bundle: []string{"jira/user", "db/read"},
			Automation: "by-lead", State: access.RequestScheduled,
		})
		for _, c := range []struct {
			scope    access.KillScope
			ref      string
			leases   []string
			requests []string
		}{
			{access.KillPerson, "ada", []string{"ada db/read", "ada jira/user"}, []string{"of-ada db/read", "of-ada jira/user", "series"}},
			{access.KillEntitlement, "db/read", []string{"ada db/read", "cy db/read"}, []string{"of-ada db/read", "of-cy db/read"}},
			{access.KillConnector, "okta", []string{"ada jira/user", "bob jira/user"}, []string{"of-ada jira/user", "of-bob jira/user"}},
			{access.KillAutomation, "by-lead", []string{"ada jira/user", "cy db/read"}, []string{"of-ada jira/user", "of-cy db/read", "series"}},
			{access.KillPerson, "nobody", nil, nil},
		} {
			reach, err := s.KillReach(t.Context(), access.KillSwitch{Scope: c.scope, Ref: c.ref})
			must(t, err)
			if reach.Leases != len(c.leases) || reach.Requests != len(c.requests) || reach.People > reach.Leases || reach.Leases > 0 && reach.People == 0 {
				t.Errorf("%s %s would reach %+v", c.scope, c.ref, reach)
			}
			k := thrown(t, s, c.scope, c.ref)
			requests, err := s.KillRequests(t.Context(), k.ID, "", 100)
			must(t, err)
			if got := leasesOf(t, s, k.ID); !slices.Equal(got, c.leases) || !slices.Equal(requests, c.requests) {
				t.Errorf("%s %s covers %v and %v", c.scope, c.ref, got, requests)
			}
		}
	})
}

func TestWhatComesUpIsCoveredWhileTheSwitchStands(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		k := thrown(t, s, access.KillPerson, "ada")
		// An owner writes back what the ledger had lost.
		lost := leaseFor("lost", "ada", noon)
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: lost.Key, Seq: 1, Leases: []access.Lease{lost}}})
		must(t, s.CoverKillSwitch(t.Context(), k.ID))
		if got := leasesOf(t, s, k.ID); !slices.Equal(got, []string{"lost"}) {
			t.Errorf("covers %v", got)
		}
		lifted(t, s, k.ID)
		later := leaseFor("later", "ada", noon)
		_ = claimOne(t, s, later)
		must(t, s.CoverKillSwitch(t.Context(), k.ID))
		if got := leasesOf(t, s, k.ID); !slices.Equal(got, []string{"lost"}) {
			t.Errorf("after it was lifted it covers %v", got)
		}
	})
}

func TestOfClaimsAndAThrowAtOnceEveryLeaseIsCoveredOrRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		var group sync.WaitGroup
		for i := range 40 {
			group.Go(func() {
				lease := leaseFor(fmt.Sprintf("l-%02d", i), "ada", noon)
				lease.Key.Subject = lease.ID
				if _, err := s.ClaimLeases(t.Context(), []access.Lease{lease}); err != nil {
					t.Error(err)
				}
			})
			if i == 20 {
				group.Go(func() { thrown(t, s, access.KillPerson, "ada") })
			}
		}
		group.Wait()
		live, err := s.Leases(t.Context(), access.LeaseFilter{PersonID: "ada", Live: true}, access.Page{Limit: 200})
		must(t, err)
		got := idsOf(live.Items, func(l access.LeaseView) string { return l.ID })
		slices.Sort(got)
		if covers := leasesOf(t, s, "person/ada"); !slices.Equal(got, covers) {
			t.Errorf("live are %v, covered %v", got, covers)
		}
	})
}
