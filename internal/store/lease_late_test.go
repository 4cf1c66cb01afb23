package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// due puts a lease into the ledger whose end was due so long before noon.
func due(t *testing.T, s *Store, id string, state access.LeaseState, ago time.Duration) {
	t.Helper()
	at := precise(noon.Add(-ago))
	lease := leaseFor(id, "ada", at.Add(-time.Hour))
	lease.Key.Subject, lease.State, lease.OpenedAt, lease.Ends = id, state, at.Add(-time.Hour), at
	if state.Over() {
		lease.EndedAt, lease.Ends = at, at.Add(8*time.Hour) // it was cut
	}
	if state == access.Ended {
		lease.ConfirmedAt = at
	}
	saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: lease.Key, Seq: 1, Leases: []access.Lease{lease}}})
}

func lateAt(t *testing.T, s *Store, mark time.Duration) string {
	t.Helper()
	leases, err := s.LateLeases(t.Context(), noon, mark, 10)
	must(t, err)
	return fmt.Sprint(idsOf(leases, func(l access.Lease) string { return l.ID }))
}

func TestWhatIsNotConfirmedInTimeIsLateUntilPeopleWereToldOfIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		due(t, s, "cut", access.Ending, 6*time.Minute)
		due(t, s, "nobody-came", access.Open, 20*time.Minute)
		due(t, s, "in-time", access.Ending, 30*time.Second)
		due(t, s, "gone", access.Ended, time.Hour)
		due(t, s, "to-come", access.Open, -time.Minute)
		for mark, want := range map[time.Duration]string{
			time.Minute: "[nobody-came cut]", 5 * time.Minute: "[nobody-came cut]", 15 * time.Minute: "[nobody-came]",
		} {
			if got := lateAt(t, s, mark); got != want {
				t.Errorf("%s late are %s, and should be %s", mark, got, want)
			}
		}
		reported, err := s.ReportLate(t.Context(), access.LateReport{Mark: 15 * time.Minute, Leases: []string{"nobody-came"}})
		must(t, err)
		if !reported || lateAt(t, s, 15*time.Minute) != "[]" || lateAt(t, s, time.Minute) != "[cut]" {
			t.Errorf("reported %t, and then %s and %s", reported, lateAt(t, s, 15*time.Minute), lateAt(t, s, time.Minute))
		}
		if first, err := s.LateLeases(t.Context(), noon.Add(time.Hour), time.Minute, 1); err != nil || len(first) != 1 || first[0].ID != "cut" {
			t.Errorf("the first is %v, %v", first, err)
		}
	})
}

func TestAReportIsWrittenByOneWorkerAndWhole(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		due(t, s, "a", access.Ending, 6*time.Minute)
		due(t, s, "b", access.Ending, 6*time.Minute)
		report := func(by string, mark time.Duration, leases ...string) bool {
			reported, err := s.ReportLate(t.Context(), access.LateReport{
				Mark: mark, Leases: leases,
				Messages: []access.Message{{ID: "message of " + by, PersonID: "olga", Text: "Late."}},
				Lines:    []access.AuditLine{{ID: "line of " + by, Action: "access.late"}},
				Posts:    []access.LatePost{{ID: "post of " + by, Hook: "pager", At: noon, Text: "Late.", Data: map[string]any{"ends": 2.0}}},
			})
			must(t, err)
			return reported
		}
		if !report("one", 5*time.Minute, "a") || report("another", 5*time.Minute, "a", "b") || report("a late one", time.Minute, "b", "a") {
			t.Error("one lease was reported twice at a mark, or at an earlier one after it")
		}
		if !report("the next", 15*time.Minute, "a", "b") {
			t.Error("nothing was reported at the next mark")
		}
		_, unread, err := s.Messages(t.Context(), "olga", access.Page{})
		must(t, err)
		posts, err := s.LatePosts(t.Context(), 10)
		must(t, err)
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if unread != 2 || len(posts) != 2 || len(lines.Items) != 2 {
			t.Fatalf("%d messages, %d posts, %d lines", unread, len(posts), len(lines.Items))
		}
		same(t, posts[0], access.LatePost{ID: "post of one", Hook: "pager", At: precise(noon), Text: "Late.", Data: map[string]any{"ends": 2.0}})
		must(t, s.ForgetLatePost(t.Context(), "post of one", access.AuditLine{ID: "failed", Action: "hook.failed"}))
		must(t, s.ForgetLatePost(t.Context(), "post of one"))
		if posts, err = s.LatePosts(t.Context(), 10); err != nil || len(posts) != 1 {
			t.Errorf("%d are left, %v", len(posts), err)
		}
	})
}
