package activities

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/access"
)

// siege is a town in which everybody works against everybody: an outside system where
// people are let in and put out by hand and by rule, a directory sync that adds again
// whom it knew, owners that are lost, a listing that lags, ends, and reconciliations.
type siege struct {
	*town
	t      *rapid.T
	leases int
	ours   map[string]bool // it is there because we gave it
	synced map[string]bool // the sync adds them again
}

func newSiege(t *rapid.T) *siege {
	return &siege{town: newTown(), t: t, ours: map[string]bool{}, synced: map[string]bool{}}
}

// give is an owner that takes over a lease: the ledger first, then the baseline, then
// the outside system.
func (s *siege) give(subject string) {
	record, known := s.records[subject]
	if !known || record.Settled {
		record = access.KeyRecord{Key: keyOf(subject), Seq: record.Seq}
	}
	s.leases++
	length := time.Duration(rapid.IntRange(1, 5).Draw(s.t, "minutes")) * time.Minute
	lease := access.Lease{
		ID: fmt.Sprint("l", s.leases), PersonID: subject, Label: "Jira", Key: record.Key, State: access.Open,
		From: s.now, GiveUp: s.now.Add(length), OpenedAt: s.now, Ends: s.now.Add(length), HardEnd: s.now.Add(length),
	}
	if record.Baseline == nil {
		before := s.outside[subject]
		record.Baseline = &before
		s.ours[subject] = !before.Present
	}
	record.Seq++
	record.Leases = append(slices.Clone(record.Leases), lease)
	s.records[subject], s.running[subject] = record, true
	s.put(subject, access.Holding{Present: true, Managed: s.outside[subject].Managed})
}

// turn is an owner at work: it ends what is over and takes away what it gave, and
// nothing else. It is what a run of EntitlementAccess does.
func (s *siege) turn(subject string) {
	record := s.records[subject]
	if !s.running[subject] || record.Settled {
		s.running[subject] = false
		return
	}
	wanted := false
	leases := slices.Clone(record.Leases)
	unconfirmed := false
	for i, lease := range leases {
		if !lease.State.Over() && !s.now.Before(lease.End()) {
			leases[i] = lease.Finished(lease.End(), access.Expiry, access.System, "")
		}
		wanted = wanted || leases[i].WantsAt(s.now)
		unconfirmed = unconfirmed || leases[i].State == access.Ending
	}
	seen := s.outside[subject]
	switch {
	case wanted:
		s.put(subject, access.Holding{Present: true, Managed: seen.Managed})
	case !record.Baseline.Present && seen.Present && seen.Managed != "":
		s.records[subject] = withLeases(record, leases) // it cannot be taken away, and is tried again
		return
	case !record.Baseline.Present && seen.Present:
		if !unconfirmed {
			s.t.Fatalf("%s was taken away although every end was confirmed: %+v", subject, record)
		}
		s.take(subject)
	}
	live := false
	for i, lease := range leases {
		if lease.State == access.Ending {
			leases[i].State, leases[i].ConfirmedAt = access.Ended, s.now
		}
		live = live || !leases[i].State.Over()
	}
	record = withLeases(record, leases)
	if !live {
		applied := s.outside[subject]
		record.Settled, record.Applied = true, &applied
		s.running[subject] = false
	}
	s.records[subject] = record
}

func withLeases(record access.KeyRecord, leases []access.Lease) access.KeyRecord {
	if !reflect.DeepEqual(record.Leases, leases) {
		record.Seq++
	}
	record.Leases = leases
	return record
}

func (s *siege) put(subject string, holding access.Holding) { s.outside[subject] = holding }

func (s *siege) take(subject string) {
	delete(s.outside, subject)
	s.ours[subject] = false
}

// reconcile holds everything against everything. It may change neither the ledger nor
// the outside system; owners that it told look afterwards.
func (s *siege) reconcile(t *testing.T) {
	ledger, outside := maps.Clone(s.records), maps.Clone(s.outside)
	s.told = nil
	s.sweeps(t, nil, func(work *ReconcileWork) any { return work.RestartOwners })
	s.sweeps(t, nil, func(work *ReconcileWork) any { return work.CompareOwners })
	s.compared(t)
	if !reflect.DeepEqual(ledger, s.records) || !reflect.DeepEqual(outside, s.outside) {
		s.t.Fatalf("a reconciliation changed the ledger from %+v to %+v, or the outside system from %+v to %+v", ledger, s.records, outside, s.outside)
	}
	for _, why := range s.told {
		subject, _, _ := strings.Cut(why, ": ")
		if record, known := s.records[subject]; !known || record.Settled {
			s.t.Fatalf("an owner was told to look at what is nobody's: %s, %+v", why, record)
		}
	}
	for _, finding := range s.findings {
		record := s.records[finding.Key.Subject]
		if finding.State.Live() && finding.Class == access.Standing && wasOurs(record) {
			s.t.Fatalf("what was ours and ended counts as standing: %+v of %+v", finding, record)
		}
	}
}

// wasOurs tells whether the last thing known of a key is that we gave it and that it
// was confirmed to be gone.
func wasOurs(record access.KeyRecord) bool {
	return record.Settled && record.Applied != nil && !record.Applied.Present && len(record.Leases) > 0
}

// An expired membership is never adopted, a foreign one never taken away unless
// somebody said so, and nothing that ended is left, however the outside system, a
// directory sync, ends and reconciliations interleave.
func TestReconciliationWithstandsEverythingAtOnce(t *testing.T) {
	people := []string{"a", "b", "c"}
	rapid.Check(t, func(r *rapid.T) {
		s := newSiege(r)
		any := func() string { return rapid.SampledFrom(people).Draw(r, "who") }
		r.Repeat(map[string]func(*rapid.T){
			"time passes": func(*rapid.T) {
				s.now = s.now.Add(time.Duration(rapid.IntRange(30, 600).Draw(r, "seconds")) * time.Second)
			},
			"a lease": func(*rapid.T) { s.give(any()) },
			"the owners": func(*rapid.T) {
				for _, subject := range people {
					s.turn(subject)
				}
			},
			"lost owner": func(*rapid.T) { s.running[any()] = false },
			"by hand": func(*rapid.T) {
				subject := any()
				if !s.outside[subject].Present {
					s.put(subject, access.Holding{Present: true})
				}
			},
			"put out": func(*rapid.T) { s.take(any()) },
			"a rule": func(*rapid.T) {
				s.put(any(), access.Holding{Present: true, Managed: "group rule"})
			},
			"the sync learns": func(*rapid.T) {
				for subject := range s.outside {
					s.synced[subject] = true
				}
			},
			"the sync adds again": func(*rapid.T) {
				for subject := range s.synced {
					if !s.outside[subject].Present {
						s.put(subject, access.Holding{Present: true})
					}
				}
			},
			"an admin says so": func(*rapid.T) {
				for i, finding := range s.findings {
					if finding.State.Live() && finding.How == "" && finding.Class != access.Changed && s.records[finding.Key.Subject].Settled {
						s.findings[i].State = access.FindingResolved
						s.take(finding.Key.Subject)
						return
					}
				}
			},
			"the listing catches up": func(*rapid.T) { s.listing = maps.Clone(s.outside) },
			"a reconciliation":       func(*rapid.T) { s.reconcile(t) },
		})
		s.comesToRest(t)
	})
}

// comesToRest lets time pass, and two reconciliations with a listing that is true, and
// then nothing of ours may be left, and all else has to be a finding.
func (s *siege) comesToRest(t *testing.T) {
	s.now = s.now.Add(time.Hour)
	for range 2 {
		s.listing = maps.Clone(s.outside)
		s.reconcile(t)
		for subject := range s.records {
			s.turn(subject)
		}
	}
	s.listing = maps.Clone(s.outside)
	s.reconcile(t)
	for subject, held := range s.outside {
		record := s.records[subject]
		if s.ours[subject] && held.Managed == "" && !record.Settled {
			s.t.Fatalf("%s still holds what ended: %+v", subject, record)
		}
		known := slices.ContainsFunc(s.findings, func(f access.Finding) bool {
			return f.State.Live() && f.Key.Subject == subject
		})
		if !known {
			s.t.Fatalf("%s holds something of which nothing is known: %+v, %+v", subject, held, record)
		}
	}
	for _, finding := range s.findings {
		if finding.State.Live() && !s.outside[finding.Key.Subject].Present {
			s.t.Fatalf("a finding is of something that is gone: %+v", finding)
		}
	}
}
