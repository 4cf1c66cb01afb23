package store

import (
	"slices"
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
