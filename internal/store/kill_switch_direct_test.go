package store

import (
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatWasEndedDirectlyIsKnownByItsAuditLine(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		leases := floor(t, s)
		k, other := thrown(t, s, access.KillPerson, "ada"), thrown(t, s, access.KillEntitlement, "db/read")
		for _, lease := range leases[:3] { // the second is not of this switch
			must(t, s.AppendAudit(t.Context(), access.AuditLine{ID: k.DirectLine(lease.ID), Action: "access.ended_directly"}))
		}
		direct := func(id, after string, most int) []string {
			t.Helper()
			leases, err := s.KillDirect(t.Context(), id, after, most)
			must(t, err)
			return idsOf(leases, func(l access.Lease) string { return l.ID })
		}
		if got := direct(k.ID, "", 9); !slices.Equal(got, []string{"ada db/read", "ada jira/user"}) {
			t.Errorf("ended directly were %v", got)
		}
		if first, second := direct(k.ID, "", 1), direct(k.ID, "ada db/read", 1); !slices.Equal(append(first, second...), []string{"ada db/read", "ada jira/user"}) {
			t.Errorf("in pages %v and %v", first, second)
		}
		for id, want := range map[string]int{k.ID: 2, other.ID: 0} {
			progress, err := s.KillProgress(t.Context(), id, 9)
			must(t, err)
			if progress.Direct != want || len(direct(other.ID, "", 9)) > 0 || len(progress.Stragglers) != 2 {
				t.Errorf("%s: %+v", id, progress)
			}
		}
	})
}

func TestAKillSwitchIsNamedByWhatTheRecordKnows(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		floor(t, s)
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "00u1", Login: "Ada@x.example", Name: "Ada", Status: access.Active}}))
		for _, c := range []struct {
			scope     access.KillScope
			ref       string
			id, label string
			isUnknown bool
		}{
			{access.KillPerson, "ada@x.example", "00u1", "Ada", false},
			{access.KillPerson, "00u1", "00u1", "Ada", false},
			{access.KillPerson, "zoe", "zoe", "zoe", true},
			{access.KillEntitlement, "jira/user", "jira/user", " / ", false},
			{access.KillEntitlement, "jira/boss", "jira/boss", "jira/boss", true},
			{access.KillConnector, "okta_2", "okta_2", "okta_2", false},
			{access.KillConnector, "vault", "vault", "vault", true},
			{access.KillAutomation, "by-lead", "by-lead", "by-lead", true}, // never published
		} {
			named, known, err := s.NameKillSwitch(t.Context(), access.KillSwitch{ID: "k", Scope: c.scope, Ref: c.ref, Label: c.ref})
			must(t, err)
			if known == c.isUnknown || named.Ref != c.id || named.Label != c.label || named.ID != "k" {
				t.Errorf("%s %s: %+v, known %v", c.scope, c.ref, named, known)
			}
		}
	})
}
