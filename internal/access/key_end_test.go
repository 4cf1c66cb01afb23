package access

import (
	"testing"
	"time"
)

func TestWhatMayStayWhereNothingCanBeGiven(t *testing.T) {
	at := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	waits := Lease{ID: "waits", From: at.Add(-time.Hour), GiveUp: at.Add(time.Hour), Duration: time.Hour, HardEnd: at.Add(3 * time.Hour), State: Opening}
	open, over := waits.Confirmed(at.Add(-time.Minute)), waits.Confirmed(at.Add(-time.Minute)).Finished(at, Revoked, "", "")
	past := open
	past.Ends = at
	for name, c := range map[string]struct {
		before bool
		leases []Lease
		stays  bool
	}{
		"nothing":                         {false, nil, false},
		"what was there before":           {true, []Lease{over}, true},
		"what an open lease holds":        {false, []Lease{over, open}, true},
		"what is still to be opened":      {false, []Lease{over, waits}, false},
		"an open lease that has come due": {false, []Lease{past}, false},
	} {
		record := KeyRecord{Baseline: &Holding{Present: c.before}, Leases: c.leases}
		if got := record.Leaves(at).Present; got != c.stays {
			t.Errorf("%s: stays %v", name, got)
		}
	}
}

func TestWhatWasSettledBeginsAnewWithALease(t *testing.T) {
	settled := KeyRecord{Baseline: &Holding{Present: true}, Applied: &Holding{Present: true}, Settled: true}
	if got := settled.Resumed(); !got.Settled || got.Baseline == nil {
		t.Errorf("%+v", got)
	}
	settled.Leases = []Lease{{ID: "new", State: Opening}}
	if got := settled.Resumed(); got.Settled || got.Baseline != nil || got.Applied != nil || !got.Untouched() || got.Unsure() {
		t.Errorf("%+v", got)
	}
}

func TestNobodyKnowsWhatMayBeTakenAwayWhereNobodyReadWhatWasThereBefore(t *testing.T) {
	opened := Lease{ID: "l", State: Open, OpenedAt: time.Unix(1, 0)}
	byHand := Lease{ID: "l", State: Opening, Hand: HandToGive}
	for name, c := range map[string]struct {
		lease             Lease
		untouched, unsure bool
	}{
		"opened":        {opened, false, true},
		"asked by hand": {byHand, false, false},
		"not yet":       {Lease{ID: "l", State: Opening}, true, false},
	} {
		record := KeyRecord{Leases: []Lease{c.lease}}
		if record.Untouched() != c.untouched || record.Unsure() != c.unsure {
			t.Errorf("%s: untouched %v, unsure %v", name, record.Untouched(), record.Unsure())
		}
	}
}
