package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

var jiraUser = access.Entitlement{ID: "jira/user", AppID: "jira", Title: "User", OwnerID: "olga", MaxDuration: 8 * time.Hour, Seats: 5}

func described(t *testing.T, s *Store, list ...access.Entitlement) {
	t.Helper()
	must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira", Title: "Jira"}}, list))
}

// lowered makes the longest time of jira/user shorter, as somebody would.
func lowered(t *testing.T, s *Store, id string, longest time.Duration) access.Entitlement {
	t.Helper()
	now, err := s.ChangeEntitlement(t.Context(), "jira/user", func(was access.Entitlement) (access.EntitlementChange, error) {
		was.MaxDuration = longest
		return access.EntitlementChange{
			Now: was, Line: access.AuditLine{ID: id, Action: "entitlement.changed", Actor: "olga", Object: "entitlement/jira/user"},
			Tell: &access.LimitChange{ID: id, EntitlementID: was.ID, At: precise(noon), By: "olga", Reason: "Too long.", Longest: longest, Notice: time.Hour},
		}, nil
	})
	must(t, err)
	return now
}

func TestAChangeOfAnEntitlementThatIsRefusedChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		described(t, s, jiraUser)
		no := errors.New("no")
		_, err := s.ChangeEntitlement(t.Context(), "jira/user", func(access.Entitlement) (access.EntitlementChange, error) { return access.EntitlementChange{}, no })
		if !errors.Is(err, no) {
			t.Errorf("got %v", err)
		}
		_, err = s.ChangeEntitlement(t.Context(), "jira/none", func(access.Entitlement) (access.EntitlementChange, error) { return access.EntitlementChange{}, nil })
		_ = refused(t, err, access.CodeNotFound)
		_, err = s.ChangeEntitlement(t.Context(), "jira/user", func(was access.Entitlement) (access.EntitlementChange, error) {
			return access.EntitlementChange{Now: was, Line: access.AuditLine{ID: "same"}}, nil
		})
		must(t, err)
		if audited, _ := s.Audited(t.Context(), "same"); audited {
			t.Error("what changes nothing is audited")
		}
		if changes, _ := s.LimitChanges(t.Context(), 10); len(changes) != 0 {
			t.Errorf("to tell: %v", changes)
		}
	})
}

func TestWhatSomebodySaidOfAnEntitlementSurvivesItsDescription(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		described(t, s, jiraUser)
		other := jiraUser
		other.MaxDuration, other.Seats = time.Hour, 9
		described(t, s, other)
		if read, _ := s.Entitlement(t.Context(), "jira/user"); read.MaxDuration != time.Hour || read.Seats != 9 {
			t.Errorf("what nobody set is not described anew: %+v", read)
		}
		lowered(t, s, "c-1", 4*time.Hour)
		_, err := s.ChangeEntitlement(t.Context(), "jira/user", func(was access.Entitlement) (access.EntitlementChange, error) {
			was.Withdrawn = access.Withdrawal{At: noon, By: "olga", Reason: "Replaced."}
			return access.EntitlementChange{Now: was, Line: access.AuditLine{ID: "retired"}}, nil
		})
		must(t, err)
		other.Title = "Person"
		described(t, s, other)
		read, err := s.Entitlement(t.Context(), "jira/user")
		must(t, err)
		want := access.Withdrawal{At: precise(noon), By: "olga", Reason: "Replaced."}
		if read.MaxDuration != 4*time.Hour || read.Seats != 9 || read.Title != "Person" || read.Withdrawn != want {
			t.Errorf("read %+v", read)
		}
		for _, id := range []string{"c-1", "retired"} {
			if audited, _ := s.Audited(t.Context(), id); !audited {
				t.Errorf("%s is not in the audit log", id)
			}
		}
	})
}

func TestALoweredLimitIsListedUntilAllHaveHeard(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		described(t, s, jiraUser)
		first := func() access.LimitChange {
			changes, err := s.LimitChanges(t.Context(), 10)
			must(t, err)
			if len(changes) == 0 {
				return access.LimitChange{}
			}
			return changes[0]
		}
		lowered(t, s, "c-1", 4*time.Hour)
		told := first()
		same(t, told, access.LimitChange{ID: "c-1", EntitlementID: "jira/user", At: precise(noon), By: "olga", Reason: "Too long.", Longest: 4 * time.Hour, Notice: time.Hour})
		must(t, s.LimitToldTo(t.Context(), told, "l-7"))
		if got := first(); got.ToldTo != "l-7" {
			t.Errorf("told to %q", got.ToldTo)
		}
		lowered(t, s, "c-2", 2*time.Hour)
		must(t, s.LimitToldTo(t.Context(), told, "l-9"))
		must(t, s.ForgetLimit(t.Context(), told))
		if got := first(); got.ID != "c-2" || got.ToldTo != "" {
			t.Errorf("the second change became %+v", got)
		}
		must(t, s.ForgetLimit(t.Context(), first()))
		if got := first(); got.ID != "" {
			t.Errorf("all have heard and it is listed: %+v", got)
		}
	})
}

func TestTheLedgerGivesNothingThatItsEntitlementAllowsNoMore(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		described(t, s, jiraUser)
		claim := func(id string, make func(*access.Lease)) access.Lease {
			lease := leaseFor(id, "ada", noon)
			lease.State, lease.Ends = access.Opening, time.Time{}
			make(&lease)
			claimed, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
			must(t, err)
			return claimed[0]
		}
		lowered(t, s, "c-1", 30*time.Minute)
		if got := claim("hour", func(*access.Lease) {}); got.State != access.RefusedLease || got.Note == "" {
			t.Errorf("an hour became %+v", got)
		}
		if got := claim("window", func(l *access.Lease) { l.Duration, l.Ends, l.HardEnd = 0, noon.Add(time.Hour), noon.Add(time.Hour) }); got.State != access.RefusedLease {
			t.Errorf("a window of an hour became %+v", got)
		}
		if got := claim("short", func(l *access.Lease) { l.Duration = 30 * time.Minute }); got.State != access.Opening {
			t.Errorf("half an hour became %+v", got)
		}
		_, err := s.ChangeEntitlement(t.Context(), "jira/user", func(was access.Entitlement) (access.EntitlementChange, error) {
			was.Withdrawn = access.Withdrawal{At: noon, By: "olga", Reason: "Replaced."}
			return access.EntitlementChange{Now: was, Line: access.AuditLine{ID: "retired"}}, nil
		})
		must(t, err)
		if got := claim("retired", func(l *access.Lease) { l.Duration = time.Minute }); got.State != access.RefusedLease || got.Note != "Jira / User is retired and not given any more. Replaced." {
			t.Errorf("it became %+v", got)
		}
		if got := claim("held", func(l *access.Lease) { l.State, l.OpenedAt = access.Open, noon }); got.State != access.Open {
			t.Errorf("what was open already became %+v", got)
		}
	})
}

func TestLiveLeasesAreReadInPages(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{
			{ID: "ada", Login: "ada", Status: access.Active},
			{ID: "bob", Login: "bob", Status: access.Inactive},
			{ID: "cy", Login: "cy", Status: access.Active, Until: noon.Add(-time.Hour)},
		}))
		var all []access.Lease
		for i, person := range []string{"ada", "bob", "cy"} {
			for _, kind := range []string{"a-open", "b-ending", "c-ended", "d-outlives", "e-other"} {
				lease := leaseFor(fmt.Sprintf("%s-%d", kind, i), person, noon)
				switch kind {
				case "b-ending":
					lease = lease.Finished(noon, access.Revoked, "", "")
				case "c-ended":
					lease.State, lease.EndedAt = access.Ended, noon
				case "d-outlives":
					lease.Outlives = true
				case "e-other":
					lease.EntitlementID = "jira/admin"
				}
				all = append(all, lease)
			}
		}
		_, err := s.ClaimLeases(t.Context(), all)
		must(t, err)
		ids := func(list []access.Lease, err error) string {
			must(t, err)
			return fmt.Sprint(idsOf(list, func(l access.Lease) string { return l.ID }))
		}
		for got, want := range map[string]string{
			ids(s.LiveLeasesOf(t.Context(), "jira/user", "", 4)):                         "[a-open-0 a-open-1 a-open-2 b-ending-0]",
			ids(s.LiveLeasesOf(t.Context(), "jira/user", "b-ending-0", 99)):              "[b-ending-1 b-ending-2 d-outlives-0 d-outlives-1 d-outlives-2]",
			ids(s.LeasesHeldBy(t.Context(), "bob", "a", 99)):                             "[a-open-1 b-ending-1 d-outlives-1 e-other-1]",
			ids(s.LeasesLeftBehind(t.Context(), noon, "", 99)):                           "[a-open-1 a-open-2 e-other-1 e-other-2]",
			ids(s.LeasesLeftBehind(t.Context(), noon.Add(-2*time.Hour), "a-open-1", 99)): "[e-other-1]",
		} {
			if got != want {
				t.Errorf("listed %s, want %s", got, want)
			}
		}
	})
}
