package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAKeyThatCannotBeReadBackIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		bad := access.Key{Connector: "okta", Subject: "a/b", Resource: "group/1"}
		_, err := s.LoadKey(t.Context(), bad)
		_ = refused(t, err, access.CodeInvalid)
		_ = refused(t, refusedKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: bad, Seq: 1}}), access.CodeInvalid)
	})
}

func TestAKeyNobodyEverHeldIsEmptyAndSettled(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		record, err := s.LoadKey(t.Context(), jira)
		must(t, err)
		same(t, record, access.KeyRecord{Key: jira, Settled: true})
	})
}

func TestAKeyIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		record := filled[access.KeyRecord](t)
		record.Leases[0].Key, record.Leases[0].State, record.Settled = record.Key, access.Open, false
		saveKey(t, s, access.KeySnapshot{Record: record})
		read, err := s.LoadKey(t.Context(), record.Key)
		must(t, err)
		same(t, read, record)
	})
}

func TestAnUnknownOutcomeStaysUnknown(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		record := access.KeyRecord{Key: jira, Seq: 1, Baseline: &access.Holding{}, Applied: nil}
		saveKey(t, s, access.KeySnapshot{Record: record})
		read, err := s.LoadKey(t.Context(), jira)
		must(t, err)
		same(t, read, record)
	})
}

func TestAnOldKeySnapshotChangesNoRowButLosesNoLineAndNoEnd(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		save := func(seq int64, state access.LeaseState, rev int) {
			lease := leaseFor("l", "ada", noon)
			lease.State, lease.Rev, lease.Note = state, rev, fmt.Sprint("at ", seq)
			saveKey(t, s, access.KeySnapshot{
				Record: access.KeyRecord{Key: jira, Seq: seq, Attention: fmt.Sprint("at ", seq), Leases: []access.Lease{lease}},
				Audit:  []access.AuditLine{{ID: fmt.Sprint("line ", seq)}},
			})
		}
		check := func(seq int64, state access.LeaseState, note string, rev int) {
			t.Helper()
			record, err := s.LoadKey(t.Context(), jira)
			must(t, err)
			lease := record.Leases[0]
			if record.Seq != seq || lease.State != state || lease.Note != note || lease.Rev != rev {
				t.Errorf("the key is at %d, its lease %s %q revision %d", record.Seq, lease.State, lease.Note, lease.Rev)
			}
		}
		save(5, access.Open, 2)
		save(4, access.Open, 1) // the same state, but older: it does not know of the extension
		check(5, access.Open, "at 5", 2)
		save(3, access.Ending, 1) // older, but an end is an end
		check(5, access.Ending, "at 3", 2)
		save(6, access.Open, 3) // newer, but not out of an end
		check(6, access.Ending, "at 3", 2)
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if len(lines.Items) != 4 {
			t.Errorf("%d audit lines, want 4", len(lines.Items))
		}
	})
}

func TestALeaseIsLoadedUntilItsKeyIsSettled(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ended, live := leaseFor("ended", "ada", noon), leaseFor("live", "ada", noon)
		ended.State = access.Ended
		loaded := func() string {
			record, err := s.LoadKey(t.Context(), jira)
			must(t, err)
			return fmt.Sprint(idsOf(record.Leases, func(l access.Lease) string { return l.ID }))
		}
		record := access.KeyRecord{Key: jira, Seq: 1, Leases: []access.Lease{ended, live}}
		saveKey(t, s, access.KeySnapshot{Record: record})
		if got := loaded(); got != "[ended live]" { // what it wanted may have to be put right
			t.Errorf("before: %s", got)
		}
		record.Seq, record.Settled = 2, true
		saveKey(t, s, access.KeySnapshot{Record: record})
		if got := loaded(); got != "[live]" {
			t.Errorf("settled: %s", got)
		}
		record.Seq, record.Settled = 3, false // a repeated report does not bring it back
		saveKey(t, s, access.KeySnapshot{Record: record})
		if got := loaded(); got != "[live]" {
			t.Errorf("after: %s", got)
		}
	})
}

func TestAnEffectCountsOnceByItsID(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_ = refused(t, s.RecordEffect(t.Context(), access.Effect{Key: jira}), access.CodeInvalid)
		effect := access.Effect{ID: "e", Key: jira, Do: "provision", Want: access.Holding{Present: true}, At: noon, Outcome: "confirmed"}
		must(t, s.RecordEffect(t.Context(), effect))
		effect.Outcome = "another"
		must(t, s.RecordEffect(t.Context(), effect))
		var outcome, want string
		var count int
		must(t, s.reads.QueryRowContext(t.Context(), "SELECT count(*), max(outcome), max(CAST(want AS text)) FROM effects").
			Scan(&count, &outcome, &want))
		if count != 1 || outcome != "confirmed" || want == "" {
			t.Errorf("%d effects, %q, %q", count, outcome, want)
		}
	})
}

// An owner that is set back in Temporal ends once more what was over before.
func TestALeaseWasOverWhenItFirstWas(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		opened := leaseFor("l", "ada", noon.Add(time.Hour)).Confirmed(precise(noon))
		over := opened.Finished(precise(noon.Add(time.Minute)), access.EarlyReturn, "ada", "Done.")
		save := func(seq int64, lease access.Lease) {
			saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: jira, Seq: seq, Leases: []access.Lease{lease}}})
		}
		save(1, over)
		again := opened
		again.OpenedAt = precise(noon.Add(2 * time.Minute))
		again = again.Finished(precise(noon.Add(3*time.Minute)), access.Expiry, access.System, "")
		again.State, again.ConfirmedAt = access.Ended, precise(noon.Add(4*time.Minute))
		save(2, again)
		view, err := s.Lease(t.Context(), "l")
		must(t, err)
		over.State, over.ConfirmedAt = access.Ended, again.ConfirmedAt
		same(t, view.Lease, over)

		again.EndedAt, again.ConfirmedAt = again.EndedAt.Add(time.Hour), again.ConfirmedAt.Add(time.Hour)
		save(3, again)
		view, err = s.Lease(t.Context(), "l")
		must(t, err)
		same(t, view.Lease, over)
	})
}

// What an owner does again after a crash may take fewer snapshots than were seen.
func TestAnOldSnapshotSettlesWhatIsOverAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		lease := leaseFor("l", "ada", noon.Add(time.Hour))
		ending := lease.Confirmed(precise(noon)).Finished(precise(noon.Add(time.Minute)), access.Expiry, "", "")
		save := func(seq int64, settled bool, leases ...access.Lease) access.KeyRecord {
			saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: jira, Seq: seq, Settled: settled, Leases: leases}})
			record, err := s.LoadKey(t.Context(), jira)
			must(t, err)
			return record
		}
		save(7, false, ending)
		if record := save(6, true); record.Settled {
			t.Errorf("settled while an end is not confirmed: %+v", record)
		}
		ended := ending
		ended.State, ended.ConfirmedAt = access.Ended, precise(noon.Add(2*time.Minute))
		if record := save(6, true, ended); !record.Settled || record.Seq != 7 || len(record.Leases) > 0 {
			t.Errorf("not settled, although all of it is over: %+v", record)
		}
	})
}

// An owner that does once more what a crash has undone hears how it was before.
func TestTheLedgerSaysWhatItKeepsOfLeasesThatAreOver(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		open := leaseFor("l", "ada", noon)
		open.OpenedAt = open.From
		save := func(seq int64, lease access.Lease) []access.Lease {
			return saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: jira, Seq: seq, Leases: []access.Lease{lease}}}).Kept
		}
		cut := open.Finished(precise(noon.Add(time.Minute)), access.EarlyReturn, "ada", "")
		later := open.Finished(precise(noon.Add(time.Minute+time.Nanosecond)), access.Revoked, "olga", "")
		muchLater := open.Finished(precise(noon.Add(2*time.Minute)), access.Revoked, "olga", "")
		gone := cut
		gone.State, gone.ConfirmedAt = access.Ended, precise(noon.Add(3*time.Minute))
		goneLater := gone
		goneLater.ConfirmedAt = precise(noon.Add(4 * time.Minute))
		for i, step := range []struct {
			seq  int64
			says access.Lease
			kept []access.Lease
		}{
			{1, open, nil},
			{2, cut, nil},
			{3, later, nil}, // the same moment, as precise as a database is
			{2, open, []access.Lease{cut}},
			{4, muchLater, []access.Lease{cut}},
			{5, gone, nil},
			{4, goneLater, []access.Lease{gone}},
			{5, open, []access.Lease{gone}},
		} {
			if kept := save(step.seq, step.says); len(kept) != len(step.kept) {
				t.Errorf("step %d: it keeps %+v", i, kept)
			} else if len(kept) > 0 && (!sameOver(kept[0], step.kept[0]) || kept[0].State.Over() != step.kept[0].State.Over()) {
				t.Errorf("step %d: it keeps %+v, and should %+v", i, kept[0], step.kept[0])
			}
		}
	})
}

func saveKey(t *testing.T, s *Store, snapshot access.KeySnapshot) access.KeySaved {
	t.Helper()
	saved, err := s.SaveKey(t.Context(), snapshot)
	must(t, err)
	return saved
}

func refusedKey(t *testing.T, s *Store, snapshot access.KeySnapshot) error {
	t.Helper()
	_, err := s.SaveKey(t.Context(), snapshot)
	return err
}
