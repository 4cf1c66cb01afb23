package activities

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// shown is an owner that runs and shows that it answers for those requests.
func (w *town) shown(length time.Duration, requests ...string) OwnerSeen {
	return OwnerSeen{Runs: true, Requests: requests, EndsAt: w.now.Add(length)}
}

func TestAnOwnerThatKnowsOfOtherLeasesThanTheLedgerIsToldToLook(t *testing.T) {
	w := newTown()
	for _, subject := range []string{"both", "more", "less", "longer", "moved", "silent", "at work"} {
		w.given(subject, access.Open, time.Hour)
		w.running[subject] = true
	}
	w.given("ending", access.Ending, time.Hour)
	atWork := w.shown(time.Hour, "another")
	atWork.AtWork = true
	twice := func(seen OwnerSeen) []OwnerSeen { return []OwnerSeen{seen, seen} }
	w.shows = map[string][]OwnerSeen{
		"both":   twice(w.shown(time.Hour, "r-both")),
		"more":   twice(w.shown(time.Hour, "r-more", "another")),
		"less":   twice(w.shown(time.Hour, "another")),
		"longer": twice(w.shown(2*time.Hour, "r-longer")),
		"moved":  {w.shown(2*time.Hour, "r-moved"), w.shown(time.Hour, "r-moved")},
		"ending": twice(w.shown(time.Hour, "another")),
		// To be at work excuses an end that is late, and no lease that it does not know.
		"at work": twice(atWork),
	}
	counts := w.sweeps(t, nil, func(work *ReconcileWork) any { return work.RestartOwners })
	var told []string
	for _, each := range w.told {
		subject, why, _ := strings.Cut(each, ": ")
		if !strings.HasPrefix(why, "Its owner and the ledger") {
			t.Errorf("%s was told %q", subject, why)
		}
		told = append(told, subject)
	}
	if !slices.Equal(told, []string{"at work", "less", "longer", "more"}) || counts.Told != 4 {
		t.Errorf("told %v, %+v", told, counts)
	}
}

func TestWhatAnOwnerWasDoneWithIsNotGivenAgain(t *testing.T) {
	w := newTown()
	w.given("done", access.Open, time.Hour)  // opened an hour ago
	w.given("since", access.Open, time.Hour) // of an owner that came after it
	w.given("never opened", access.Scheduled, time.Hour)
	record := w.records["never opened"]
	record.Leases[0].OpenedAt = time.Time{}
	w.shows = map[string][]OwnerSeen{
		"done":         {{DoneAt: w.now.Add(-time.Minute)}},
		"since":        {{DoneAt: w.now.Add(-2 * time.Hour)}},
		"never opened": {{DoneAt: w.now.Add(-time.Minute)}},
	}
	counts := w.sweeps(t, nil, func(work *ReconcileWork) any { return work.RestartOwners })
	if counts.Restarted != 3 || len(w.told) != 3 || !strings.HasPrefix(w.told[0], "done: ended l-done. It was over already") {
		t.Fatalf("%+v, told %q", counts, w.told)
	}
	for _, each := range w.told[1:] {
		if !strings.Contains(each, ": The ledger says") {
			t.Errorf("told %q", each)
		}
	}
}
