package store

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// thrown throws a kill switch that is named by what it is about.
func thrown(t *testing.T, s *Store, scope access.KillScope, ref string) access.KillSwitch {
	t.Helper()
	id := string(scope) + "/" + ref
	recorded, created, err := s.ThrowKillSwitch(t.Context(),
		access.KillSwitch{ID: id, Scope: scope, Ref: ref, Label: ref, Reason: "Stolen laptop.", By: "root"},
		access.AuditLine{ID: id + "/thrown", Action: "kill_switch.thrown"})
	must(t, err)
	if !created {
		t.Fatalf("the kill switch %q is there already", id)
	}
	return recorded
}

func lifted(t *testing.T, s *Store, id string) {
	t.Helper()
	_, err := s.LiftKillSwitch(t.Context(), id, "root", "Found it.", access.AuditLine{ID: id + "/lifted", Action: "kill_switch.lifted"})
	must(t, err)
}

// held is an open lease that came from an automation's request.
func held(t *testing.T, s *Store, person, entitlement, connector, automation string) access.Lease {
	t.Helper()
	id := person + " " + entitlement
	lease := leaseFor(id, person, noon)
	lease.EntitlementID, lease.Key = entitlement, access.Key{Connector: connector, Subject: person, Resource: entitlement}
	submit(t, s, access.Request{
		ID: lease.RequestID, SubjectID: person, EntitlementID: entitlement, Automation: automation, State: access.RequestOpen,
	})
	return claimOne(t, s, lease)
}

// floor is four leases that differ in everything a kill switch may be about.
func floor(t *testing.T, s *Store) []access.Lease {
	t.Helper()
	must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira"}, {ID: "db"}}, []access.Entitlement{
		{ID: "jira/user", AppID: "jira", Target: access.Target{Connector: "okta"}},
		{ID: "db/read", AppID: "db", Target: access.Target{Connector: "okta_2"}},
	}))
	return []access.Lease{
		held(t, s, "ada", "jira/user", "okta", "by-lead"), held(t, s, "bob", "jira/user", "okta", "at-once"),
		held(t, s, "ada", "db/read", "okta_2", "at-once"), held(t, s, "cy", "db/read", "okta_2", "by-lead"),
	}
}

func leasesOf(t *testing.T, s *Store, id string) []string {
	t.Helper()
	leases, err := s.KillLeases(t.Context(), id, "", true, 100)
	must(t, err)
	return idsOf(leases, func(l access.Lease) string { return l.ID })
}

func TestAKillSwitchThatSaysTooLittleIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		whole := access.KillSwitch{ID: "k", Scope: access.KillPerson, Ref: "ada", Reason: "why"}
		for field, spoil := range map[string]func(*access.KillSwitch){
			"id":     func(k *access.KillSwitch) { k.ID = "" },
			"ref":    func(k *access.KillSwitch) { k.Ref = "" },
			"reason": func(k *access.KillSwitch) { k.Reason = "" },
			"scope":  func(k *access.KillSwitch) { k.Scope = "world" },
		} {
			spoilt := whole
			spoil(&spoilt)
			_, _, err := s.ThrowKillSwitch(t.Context(), spoilt, access.AuditLine{ID: "l"})
			if refusal := refused(t, err, access.CodeInvalid); refusal.Field != field {
				t.Errorf("it names %q, not %q", refusal.Field, field)
			}
		}
		for _, err := range []error{
			second(s.KillSwitch(t.Context(), "k")), second(s.LiftKillSwitch(t.Context(), "k", "", "", access.AuditLine{})),
			second(s.KillProgress(t.Context(), "k", 1)), s.CoverKillSwitch(t.Context(), "k"),
		} {
			_ = refused(t, err, access.CodeNotFound)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestAKillSwitchIsReadBackAsItWasThrownAndLifted(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		want := filled[access.KillSwitch](t)
		want.Scope, want.LiftedAt, want.LiftedBy, want.LiftedWhy, want.DoneAt = access.KillPerson, time.Time{}, "", "", time.Time{}
		got, created, err := s.ThrowKillSwitch(t.Context(), want, access.AuditLine{ID: "a", Action: "kill_switch.thrown"})
		must(t, err)
		same(t, got, want)
		if !created {
			t.Error("it was there already")
		}
		other := want
		other.Ref = "bob"
		got, created, err = s.ThrowKillSwitch(t.Context(), other, access.AuditLine{ID: "b", Action: "kill_switch.thrown"})
		must(t, err)
		same(t, got, want)
		if created {
			t.Error("the same id was taken twice")
		}
		must(t, s.FinishKillSwitch(t.Context(), want.ID, noon, nil, access.AuditLine{ID: "c", Action: "kill_switch.done"}))
		must(t, s.FinishKillSwitch(t.Context(), want.ID, noon.Add(time.Hour), nil, access.AuditLine{ID: "d", Action: "kill_switch.done"}))
		undone, err := s.UndoneKillSwitches(t.Context())
		must(t, err)
		lifted(t, s, want.ID)
		_, err = s.LiftKillSwitch(t.Context(), want.ID, "another", "again", access.AuditLine{ID: "e", Action: "kill_switch.lifted"})
		must(t, err)
		got, err = s.KillSwitch(t.Context(), want.ID)
		must(t, err)
		want.DoneAt, want.LiftedAt, want.LiftedBy, want.LiftedWhy = precise(noon), got.LiftedAt, "root", "Found it."
		same(t, got, want)
		standing, err := s.StandingKillSwitches(t.Context())
		must(t, err)
		if got.LiftedAt.IsZero() || len(standing) != 0 || len(undone) != 0 {
			t.Errorf("lifted %s, standing %v, undone %v", got.LiftedAt, standing, undone)
		}
		if actions := recorded(t, s); !slices.Equal(actions, []string{"kill_switch.thrown", "kill_switch.done", "kill_switch.lifted"}) {
			t.Errorf("audited %v", actions)
		}
	})
}

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

func TestNothingBeginsThatAStandingKillSwitchCovers(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first := floor(t, s)[0]
		person, automation := thrown(t, s, access.KillPerson, "ada"), thrown(t, s, access.KillAutomation, "by-lead")
		fresh := first
		fresh.ID, fresh.State = "fresh", access.Scheduled
		got := claimOne(t, s, fresh)
		if got.State != access.RefusedLease || got.EndReason != access.NotGiven || !strings.Contains(got.Note, "everything that ada holds") || !strings.Contains(got.Note, "Stolen laptop.") {
			t.Errorf("it came back as %+v", got)
		}
		longer := first
		longer.Rev, longer.HardEnd = 1, precise(first.HardEnd.Add(time.Hour))
		if got := claimOne(t, s, longer); got.Rev != 0 || !got.HardEnd.Equal(first.HardEnd) {
			t.Errorf("lengthened to %s", got.HardEnd)
		}
		shorter := first
		shorter.Rev, shorter.HardEnd = 2, precise(first.HardEnd.Add(-time.Hour))
		if got := claimOne(t, s, shorter); got.Rev != 2 || !got.HardEnd.Equal(shorter.HardEnd) {
			t.Errorf("not shortened: %+v", got)
		}
		// Both have to be lifted.
		for i, blocked := range []bool{true, true, false} {
			why, err := s.KillSwitchOver(t.Context(), []string{"bob jira/user", first.ID})
			must(t, err)
			if (why != "") != blocked {
				t.Errorf("after %d are lifted: %q", i, why)
			}
			again := fresh
			again.ID = fmt.Sprint("again ", i)
			if got := claimOne(t, s, again); (got.State == access.RefusedLease) != blocked {
				t.Errorf("after %d are lifted: %+v", i, got)
			}
			lifted(t, s, []string{person.ID, automation.ID, person.ID}[i])
		}
		if got := claimOne(t, s, fresh); got.State != access.RefusedLease {
			t.Errorf("lifting brought back %+v", got)
		}
	})
}

func TestAKillSwitchBlocksNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		floor(t, s)
		_ = thrown(t, s, access.KillPerson, "ada")
		_ = thrown(t, s, access.KillEntitlement, "db/read")
		if got := held(t, s, "dee", "jira/user", "okta", "at-once"); got.State != access.Open {
			t.Errorf("it came back as %+v", got)
		}
		why, err := s.KillSwitchOver(t.Context(), []string{"dee jira/user", "bob jira/user", "who"})
		must(t, err)
		if why != "" {
			t.Error(why)
		}
	})
}

func TestHowFarAKillSwitchHasComeIsCountedFromTheLeases(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		leases := floor(t, s)
		k := thrown(t, s, access.KillPerson, "ada")
		progress := func() access.KillProgress {
			t.Helper()
			progress, err := s.KillProgress(t.Context(), k.ID, 1)
			must(t, err)
			return progress
		}
		move := func(lease access.Lease, seq int64) {
			t.Helper()
			saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{
				Key: lease.Key, Seq: seq, Leases: []access.Lease{lease}, Attention: "Okta does not answer.",
			}})
		}
		if got := progress(); got.Leases != 2 || got.Ending+got.Confirmed+got.Late+got.Told != 0 || got.Requests != 2 || got.Done() || got.Unreached() != 4 ||
			len(got.Stragglers) != 1 || got.Stragglers[0].Why == "" || !got.Stragglers[0].DueAt.Equal(k.At) {
			t.Errorf("at first: %+v", got)
		}
		ending := leases[0].Finished(precise(noon.Add(-time.Hour)), access.Revoked, "root", "")
		move(ending, 1)
		ended := leases[2].Finished(precise(noon), access.Revoked, "root", "")
		ended.State, ended.ConfirmedAt = access.Ended, precise(noon)
		move(ended, 1)
		must(t, s.KillToldRequests(t.Context(), k.ID, []string{"of-" + leases[0].ID, "who"}))
		got := progress()
		if got.Leases != 2 || got.Ending != 1 || got.Confirmed != 1 || got.Late != 1 || got.Told != 1 || got.Done() || got.Unreached() != 1 ||
			got.Stragglers[0].LeaseID != ending.ID || got.Stragglers[0].Why != "Okta does not answer." {
			t.Errorf("after a while: %+v", got)
		}
		untold, err := s.KillRequests(t.Context(), k.ID, "", 10)
		must(t, err)
		moving, err := s.KillLeases(t.Context(), k.ID, "", false, 10)
		must(t, err)
		if !slices.Equal(untold, []string{"of-" + leases[2].ID}) || len(moving) != 0 {
			t.Errorf("to be told are %v and %v", untold, moving)
		}
		must(t, s.KillToldRequests(t.Context(), k.ID, untold))
		ending.State, ending.ConfirmedAt = access.Ended, precise(noon)
		move(ending, 2)
		if got := progress(); !got.Done() || got.Confirmed != 2 || len(got.Stragglers) != 0 {
			t.Errorf("in the end: %+v", got)
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
