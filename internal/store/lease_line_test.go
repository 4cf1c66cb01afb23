package store

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// claimedTwice claims a lease as one does who died in between, and reports what is
// audited by then.
func claimedTwice(t *testing.T, s *Store, lease access.Lease) (lines []string) {
	t.Helper()
	for range 2 {
		_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
		must(t, err)
	}
	return auditedLines(t, s)
}

func auditedLines(t *testing.T, s *Store) (lines []string) {
	t.Helper()
	listed, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
	must(t, err)
	for _, line := range listed.Items {
		lines = append(lines, line.Object+" "+line.Action+" "+line.Detail)
	}
	return lines
}

func TestWhatAClaimChangesIsAuditedWithItAndOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		lease.Label = "Jira"
		want := []string{"lease/l access.claimed Written into the ledger before anything is given. It ends Sun 29 Mar 2026, 14:00:00 UTC at the latest."}
		if got := claimedTwice(t, s, lease); !slices.Equal(got, want) {
			t.Fatalf("claimed: %q", got)
		}
		longer := lease.Prolonged(time.Hour)
		longer.Rev = 1
		want = append(want, "lease/l access.extended Jira ends Sun 29 Mar 2026, 14:00:00 UTC now.")
		if got := claimedTwice(t, s, longer); !slices.Equal(got, want) {
			t.Errorf("extended: %q", got)
		}
		shorter := longer.Within(noon.Add(30*time.Minute), access.LeaveDate)
		shorter.Rev = 2
		want = append(want, "lease/l access.shortened Jira ends Sun 29 Mar 2026, 12:30:00 UTC now.")
		if got := claimedTwice(t, s, shorter); !slices.Equal(got, want) {
			t.Errorf("shortened: %q", got)
		}
		// Whoever claimed tells as well, if it lives.
		saveKey(t, s, access.KeySnapshot{
			Record: access.KeyRecord{Key: lease.Key, Seq: 1, Leases: []access.Lease{shorter}},
			Audit:  []access.AuditLine{lease.ClaimLine(noon), longer.MoveLine(lease, noon), shorter.MoveLine(longer, noon)},
		})
		if got := auditedLines(t, s); !slices.Equal(got, want) {
			t.Errorf("told again: %q", got)
		}
	})
}

func TestALeaseThatIsFirstClaimedWithALaterEndIsAuditedAsClaimed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		lease.Rev = 3 // the request counted on before the owner heard of it
		want := []string{"lease/l access.claimed Written into the ledger before anything is given. It ends Sun 29 Mar 2026, 14:00:00 UTC at the latest."}
		if got := claimedTwice(t, s, lease); !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
	})
}

func TestWhatAClaimDoesNotChangeIsNotAudited(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		over := leaseFor("l", "ada", noon).Finished(noon, access.Revoked, "olaf", "")
		if got := claimedTwice(t, s, over); len(got) > 0 {
			t.Errorf("over already: %q", got)
		}
		held := leaseFor("m", "ada", noon)
		held.Seats = 1
		if got := claimedTwice(t, s, held); len(got) != 1 {
			t.Fatalf("claimed: %q", got)
		}
		later := leaseFor("n", "bea", noon.Add(2*time.Hour))
		later.Seats = 1
		_ = claimedTwice(t, s, later)
		longer := held.Prolonged(time.Hour) // into the other's time
		longer.Rev = 1
		if got := claimedTwice(t, s, longer); len(got) != 2 {
			t.Errorf("a later end that was not taken: %q", got)
		}
	})
}
