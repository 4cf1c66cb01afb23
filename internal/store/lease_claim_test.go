package store

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestALeaseThatCouldNotBeEndedIsRefusedAndSoAreThoseBesideIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for name, change := range map[string]func(l *access.Lease){
			"no id":                  func(l *access.Lease) { l.ID = "" },
			"no end":                 func(l *access.Lease) { l.HardEnd = time.Time{} },
			"ends before it begins":  func(l *access.Lease) { l.HardEnd = l.From },
			"no state":               func(l *access.Lease) { l.State = "" },
			"no account":             func(l *access.Lease) { l.Key.Subject = "" },
			"account with a slash":   func(l *access.Lease) { l.Key.Subject = "a/b" },
			"nothing in that system": func(l *access.Lease) { l.Key.Resource = "" },
		} {
			bad := leaseFor("bad", "ada", noon)
			change(&bad)
			_, err := s.ClaimLeases(t.Context(), []access.Lease{leaseFor("good", "ada", noon), bad})
			_ = refused(t, err, access.CodeInvalid)
			if _, err := s.Lease(t.Context(), "good"); err == nil {
				t.Fatalf("%s: the lease beside it was written", name)
			}
		}
	})
}

func TestALeaseDoesNotChangeItsKey(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
		must(t, err)
		lease.Key.Resource = "group/other"
		_, err = s.ClaimLeases(t.Context(), []access.Lease{leaseFor("beside", "ada", noon), lease})
		_ = refused(t, err, access.CodeConflict)
		_ = refused(t, refusedKey(t, s, access.KeySnapshot{Record: access.KeyRecord{
			Key: lease.Key, Seq: 1, Leases: []access.Lease{lease},
		}}), access.CodeConflict)
		_, err = s.Lease(t.Context(), "beside")
		_ = refused(t, err, access.CodeNotFound)
	})
}

func TestALeaseIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := filled[access.Lease](t)
		lease.State = access.Open
		claimed, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
		must(t, err)
		same(t, claimed, []access.Lease{lease})
		view, err := s.Lease(t.Context(), lease.ID)
		must(t, err)
		same(t, view.Lease, lease)
		record, err := s.LoadKey(t.Context(), lease.Key)
		must(t, err)
		same(t, record, access.KeyRecord{Key: lease.Key, Leases: []access.Lease{lease}})
	})
}

func TestAClaimedLeaseKeepsItsStateAndTakesTheEndOfAHigherRevisionOnly(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		lease.Rev = 2
		_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
		must(t, err)
		for _, step := range []struct {
			rev     int
			longer  time.Duration
			hardEnd time.Duration
		}{
			{rev: 1, longer: 9 * time.Hour, hardEnd: 0},
			{rev: 2, longer: 9 * time.Hour, hardEnd: 0},
			{rev: 3, longer: time.Hour, hardEnd: time.Hour},
		} {
			again := lease
			again.State, again.Rev, again.HardEnd = access.Scheduled, step.rev, lease.HardEnd.Add(step.longer)
			claimed, err := s.ClaimLeases(t.Context(), []access.Lease{again})
			must(t, err)
			if got := claimed[0]; got.State != access.Open || !got.HardEnd.Equal(lease.HardEnd.Add(step.hardEnd)) {
				t.Errorf("revision %d: %s until %s", step.rev, got.State, got.HardEnd)
			}
		}
	})
}

func TestALeaseThatWasOverComesBackOver(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon)
		over := lease.Finished(precise(noon), access.Revoked, "olga", "left the team")
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: jira, Seq: 1, Leases: []access.Lease{over}}})
		lease.Rev = 9
		claimed, err := s.ClaimLeases(t.Context(), []access.Lease{leaseFor("new", "bob", noon), lease})
		must(t, err)
		same(t, claimed[1], over)
	})
}

func TestAnEndThatIsCutBeforeTheLedgerKnowsOfTheOpeningIsKeptAndCanBeGivenBack(t *testing.T) {
	noon := precise(noon)
	each(t, func(t *testing.T, s *Store) {
		granted := leaseFor("l", "ada", noon)
		granted.State, granted.OpenedAt, granted.Ends = access.Opening, time.Time{}, time.Time{}
		granted.Duration, granted.GiveUp, granted.HardEnd = time.Hour, noon.Add(time.Hour), noon.Add(2*time.Hour)
		_, err := s.ClaimLeases(t.Context(), []access.Lease{granted})
		must(t, err)
		cut := granted.Within(noon.Add(30*time.Minute), access.LeaveDate)
		cut.Rev = 1
		_, err = s.ClaimLeases(t.Context(), []access.Lease{cut})
		must(t, err)
		// The owner opened it and does not know of the cut yet.
		opened := granted.Confirmed(noon)
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: jira, Seq: 1, Leases: []access.Lease{opened}}})
		view, err := s.Lease(t.Context(), "l")
		must(t, err)
		if view.State != access.Open || !view.End().Equal(cut.HardEnd) || view.ExpiryReason() != access.LeaveDate {
			t.Errorf("%s until %s for %s", view.State, view.End(), view.ExpiryReason())
		}
		granted.Rev = 2
		claimed, err := s.ClaimLeases(t.Context(), []access.Lease{granted})
		must(t, err)
		if got := claimed[0]; !got.End().Equal(noon.Add(time.Hour)) || got.ExpiryReason() != access.Expiry {
			t.Errorf("given back it lasts until %s for %s", got.End(), got.ExpiryReason())
		}
	})
}

// Whoever claims may die before they have said anything else of the key.
func TestAClaimSaysThatSomethingMayBeLeft(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first := leaseFor("first", "ada", noon)
		_, err := s.ClaimLeases(t.Context(), []access.Lease{first})
		must(t, err)
		expectUnsettled(t, s, 1)

		absent := access.Holding{}
		over := first.Finished(noon, access.Revoked, "olga", "")
		over.State, over.ConfirmedAt = access.Ended, noon
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{
			Key: jira, Seq: 3, Baseline: &absent, Applied: &absent, Settled: true, Leases: []access.Lease{over},
		}})
		expectUnsettled(t, s, 0)

		_, err = s.ClaimLeases(t.Context(), []access.Lease{leaseFor("second", "ada", noon)})
		must(t, err)
		record := expectUnsettled(t, s, 1)
		if record.Seq != 3 || record.Baseline != nil || record.Applied != nil || len(record.Leases) != 1 {
			t.Errorf("%+v: what was there before has to be looked at anew, and the order of snapshots kept", record)
		}
	})
}

func expectUnsettled(t *testing.T, s *Store, want int) (record access.KeyRecord) {
	t.Helper()
	records, err := s.UnsettledKeys(t.Context(), jira.Connector, "", 10)
	must(t, err)
	if len(records) != want {
		t.Fatalf("%d keys are not settled, want %d: %+v", len(records), want, records)
	}
	if want > 0 {
		record = records[0]
	}
	return record
}
