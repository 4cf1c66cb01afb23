package activities

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatWasThereAtTheFirstLookStandsAndWhatCameLaterIsForeign(t *testing.T) {
	w := newTown()
	w.holds("a")
	w.holds("b")
	w.holds("c")
	counts := w.compared(t)
	if w.found() != "[a standing b standing c standing]" || counts.Standing != 3 || counts.Holders != 3 || len(w.reads) != 0 {
		t.Errorf("%s, %+v, read %v", w.found(), counts, w.reads)
	}
	w.holds("d")
	w.now = w.now.Add(time.Hour)
	counts = w.compared(t)
	if w.found() != "[a standing b standing c standing d foreign]" || counts.Standing != 3 || counts.Foreign != 1 || fmt.Sprint(w.reads) != "[d]" {
		t.Errorf("%s, %+v, read %v", w.found(), counts, w.reads)
	}
	if finding := w.findings[3]; finding.PersonID != "person d" || finding.EntitlementID != "jira/user" || finding.ID == "" {
		t.Errorf("%+v", finding)
	}
	if !w.findings[0].LastSeenAt.Equal(w.now) || len(w.told) != 0 {
		t.Errorf("%+v, told %v", w.findings[0], w.told)
	}
	delete(w.outside, "a")
	delete(w.listing, "a")
	delete(w.listing, "b") // the listing lags: b is still there
	counts = w.compared(t)
	if w.found() != "[b standing c standing d foreign]" || counts.Gone != 1 {
		t.Errorf("%s, %+v", w.found(), counts)
	}
	w.holds("a")
	if w.compared(t); w.found() != "[a foreign b standing c standing d foreign]" {
		t.Errorf("who went and came back: %s", w.found())
	}
}

func TestWhatIsOursIsForItsOwnerToPutRight(t *testing.T) {
	w := newTown()
	w.given("missing", access.Open, time.Hour)
	w.given("overdue", access.Ending, -time.Minute)
	w.holds("overdue")
	w.given("fine", access.Open, time.Hour)
	w.holds("fine")
	w.given("over", access.Ended, -time.Minute)
	counts := w.compared(t)
	want := []string{
		"overdue: Jira / User for overdue ended at Mon 1 Mar 2027, 11:59:00 UTC and is still held.",
		"missing: Jira / User for missing should be held until Mon 1 Mar 2027, 13:00:00 UTC, and is not.",
	}
	if !slices.Equal(w.told, want) || w.found() != "[]" || counts.Missing != 1 || counts.Overdue != 1 || counts.Told != 2 {
		t.Errorf("told %q, found %s, %+v", w.told, w.found(), counts)
	}
}

func TestAListingThatLagsMisleadsNobody(t *testing.T) {
	w := newTown()
	w.given("still listed", access.Ended, -time.Minute)
	w.listing["still listed"] = access.Holding{Present: true}
	w.given("not listed yet", access.Open, time.Hour)
	w.outside["not listed yet"] = access.Holding{Present: true}
	w.look.First = noon.Add(-time.Hour)
	w.listing["was never there"] = access.Holding{Present: true}
	if w.compared(t); w.found() != "[]" || len(w.told) != 0 || len(w.reads) != 3 {
		t.Errorf("found %s, told %v, read %v", w.found(), w.told, w.reads)
	}
}

func TestWhatTheLedgerLearnsMeanwhileIsLeftForTheNextLook(t *testing.T) {
	w := newTown()
	w.given("a", access.Open, time.Hour)
	w.outside["a"] = access.Holding{Present: true} // and not listed yet
	w.reading = func(string) error {
		w.given("a", access.Ended, -time.Second) // it ends while it is read
		return nil
	}
	if w.compared(t); w.found() != "[]" || len(w.told) != 0 || len(w.reads) != 1 {
		t.Errorf("found %s, told %v, read %v", w.found(), w.told, w.reads)
	}
}

func TestWhatCameBackIsNeverAnybodysOwn(t *testing.T) {
	w := newTown()
	w.given("a", access.Ended, -time.Minute)
	w.holds("a") // already at the first look
	if w.compared(t); w.found() != "[a foreign]" || !strings.Contains(w.findings[0].Detail, "given again since, and not by Curfew") || len(w.told) != 0 {
		t.Errorf("found %s %+v, told %v", w.found(), w.findings, w.told)
	}
}

func TestALookGoesOnWhereItWasStopped(t *testing.T) {
	w := newTown()
	w.look.First = noon.Add(-time.Hour)
	for i := range 6 {
		w.holds(fmt.Sprint("s", i))
	}
	w.given("t", access.Open, time.Hour)
	w.reading = func(subject string) error {
		if subject == "s3" {
			return &integrations.RetryLater{At: w.now.Add(time.Minute), Reason: "too many calls"}
		}
		return nil
	}
	_, came, err := try(w, lister{w}, nil)
	if err == nil || !strings.Contains(err.Error(), "too many calls") || came.Cursor != "2" || came.Counts.Holders != 2 {
		t.Fatalf("came to %+v, %v", came, err)
	}
	w.reading, w.pages, w.reads = nil, nil, nil
	counts, _, err := try(w, lister{w}, &came)
	if err != nil || fmt.Sprint(w.pages) != "[2 4]" || slices.Contains(w.reads, "s0") || counts.Holders != 6 || counts.Foreign != 6 || len(w.findings) != 6 {
		t.Errorf("read pages %v and %v, %+v, %v", w.pages, w.reads, counts, err)
	}
	if len(w.told) != 1 || !w.look.Last.Equal(w.now) {
		t.Errorf("told %v, looked %+v", w.told, w.look)
	}
}

func TestWhereNobodyCanBeListedThoseAreReadOfWhomTheLedgerKnows(t *testing.T) {
	w := newTown()
	for i := range mostReads + 5 {
		subject := fmt.Sprintf("s%03d", i)
		w.given(subject, access.Open, time.Hour)
		w.outside[subject] = access.Holding{Present: true}
	}
	delete(w.outside, "s202")
	w.holds("stranger")
	for range 2 {
		if _, _, err := try(w, w, nil); err != nil {
			t.Fatal(err)
		}
		if len(w.reads) > 2*mostReads || !w.look.First.IsZero() {
			t.Errorf("read %d, %+v", len(w.reads), w.look)
		}
	}
	if !slices.Contains(w.reads, "s202") || len(w.told) != 1 || w.found() != "[]" {
		t.Errorf("told %v, found %s", w.told, w.found())
	}
}

func TestAResourceThatDoesNotExistIsHeldByNobody(t *testing.T) {
	w := newTown()
	w.gone = true
	w.given("a", access.Open, time.Hour)
	w.reading = func(string) error { return &integrations.Gone{What: "resource", ID: resource} }
	if counts := w.compared(t); counts.Missing != 1 || len(w.told) != 1 {
		t.Errorf("%+v, told %v", counts, w.told)
	}
}

func TestTheEntitlementIsToldWhereItCanOnlyBeOne(t *testing.T) {
	tiered := func(id, value string) access.Entitlement {
		return access.Entitlement{ID: id, Target: access.Target{Attributes: []access.Attribute{{Name: "tier", Value: value}}}}
	}
	l := &look{entitlements: []access.Entitlement{tiered("a", "user"), tiered("b", "pro"), tiered("c", "pro"), {ID: "d"}}}
	for value, want := range map[string]string{"user": "a", "pro": "", "none": ""} {
		if got := l.entitlementOf(access.Holding{Attributes: map[string]string{"tier": value}}); got != want {
			t.Errorf("%s is %q", value, got)
		}
	}
}
