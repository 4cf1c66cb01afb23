package emergency

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestEverythingIsOverInTheLedgerAndGoneOutsideAndReadBack(t *testing.T) {
	s := newScene(t)
	one, two := s.opened("one", "group/jira", access.Holding{}), s.opened("two", "group/git", access.Holding{})
	report := s.ends()
	if !report.Done() || len(report.Outcomes) != 2 || len(s.held) > 0 || len(s.changes) != 2 {
		t.Errorf("%+v, held %v, asked %v", report, s.held, s.changes)
	}
	for _, was := range []access.Lease{one, two} {
		lease := s.lease(was.ID)
		if lease.State != access.Ended || lease.EndReason != access.Revoked || lease.EndedBy != "p-mara" || !strings.Contains(lease.Note, "Stolen laptop.") ||
			!lease.EndedAt.Equal(noon) || !lease.IssuedAt.Equal(noon) || !lease.ConfirmedAt.Equal(noon) {
			t.Errorf("%+v", lease)
		}
		key, err := s.LoadKey(t.Context(), was.Key)
		s.must(err)
		if !key.Settled || len(key.Leases) > 0 || key.Applied == nil || key.Applied.Present {
			t.Errorf("%+v", key)
		}
		attempts, err := s.Attempts(t.Context(), lease, access.Page{})
		s.must(err)
		if len(attempts.Items) != 1 || attempts.Items[0].Reply != access.ReplyConfirmed || attempts.Items[0].Do != access.EffectTake {
			t.Errorf("attempts %+v", attempts.Items)
		}
	}
	if !slices.Equal(s.waits, []time.Time{noon.Add(lastLanding)}) {
		t.Errorf("waited until %v: it is looked at once more when nothing can land any more", s.waits)
	}
	s.must(s.VerifyAudit(t.Context()))
	if again := s.ends(); !again.Done() || len(s.changes) != 2 || len(again.Outcomes) != 2 {
		t.Errorf("called again: %+v, asked %v", again, s.changes)
	}
}

func TestWhatIsNotCoveredOrWasThereBeforeStays(t *testing.T) {
	scale := []string{"basic", "pro", "max"}
	tier := func(value string) access.Attribute { return access.Attribute{Name: "tier", Value: value, Scale: scale} }
	before := access.Holding{Present: true, Attributes: map[string]string{"tier": "basic"}}
	s := newScene(t)
	s.opened("standing", "group/standing", access.Holding{Present: true})
	s.opened("licence", "app/jira", before, tier("max"))
	report := s.ends()
	if got := s.held[access.Key{Connector: "okta", Subject: "ada", Resource: "app/jira"}]["tier"]; got != "basic" {
		t.Errorf("the licence is %q", got)
	}
	if !report.Done() || len(s.held) != 2 || !slices.Equal(s.changes, []string{"write app/jira"}) || !s.lease("licence").Shares {
		t.Errorf("%+v, held %v, asked %v", report, s.held, s.changes)
	}

	s = newScene(t)
	other := s.opened("other", "app/jira", access.Holding{}, tier("pro"))
	s.opened("licence", "app/jira", access.Holding{}, tier("max"))
	s.must(s.covers("licence"))
	report = s.carriesOut(s.plan(access.KillEntitlement, "jira/admin"))
	if s.held[other.Key]["tier"] != "pro" || s.lease("other").State != access.Open || s.lease("licence").State != access.Ended || !report.Done() {
		t.Errorf("held %v, %+v", s.held, report)
	}
	if key, err := s.LoadKey(t.Context(), other.Key); err != nil || key.Settled || len(s.waits) > 0 {
		t.Errorf("%v, %+v, waited %v", err, key, s.waits)
	}
}

// covers makes a lease one of another entitlement, that a switch may be about alone.
func (s *scene) covers(id string) error {
	lease := s.lease(id)
	lease.EntitlementID = "jira/admin"
	record, err := s.LoadKey(s.t.Context(), lease.Key)
	record.Seq++
	for i := range record.Leases {
		if record.Leases[i].ID == id {
			record.Leases[i] = lease
		}
	}
	return errors.Join(err, s.written(access.KeySnapshot{Record: record}))
}

func TestWhatWasNeverGivenIsOverWithoutAWordOutside(t *testing.T) {
	s := newScene(t)
	lease := s.opened("waits", "group/jira", access.Holding{})
	delete(s.held, lease.Key)
	lease.ID, lease.State, lease.OpenedAt, lease.Ends = "asked", access.Opening, time.Time{}, time.Time{}
	lease.Key.Resource = "group/asked"
	_, err := s.ClaimLeases(t.Context(), []access.Lease{lease})
	s.must(err)
	s.held[lease.Key] = map[string]string{} // somebody else's, as nobody of ours read it
	report := s.ends()
	if !report.Done() || s.lease("asked").State != access.RefusedLease || !slices.Equal(s.changes, []string{"take group/jira"}) || len(s.held) != 1 {
		t.Errorf("%+v, %+v, asked %v, held %v", report, s.lease("asked"), s.changes, s.held)
	}
}

func TestWhatIsRefusedIsNotConfirmedSaysWhyAndKeepsNothingElse(t *testing.T) {
	s := newScene(t)
	s.opened("a", "group/a", access.Holding{})
	s.opened("b", "group/b", access.Holding{})
	s.answers = []error{&integrations.Refused{Message: "A rule holds it there."}}
	report := s.ends()
	refused := slices.DeleteFunc(slices.Clone(report.Outcomes), func(o Outcome) bool { return o.Why == "" })
	if report.Done() || len(refused) != 1 || refused[0].Why != "A rule holds it there." || len(s.changes) != 2 || len(s.held) != 1 {
		t.Fatalf("%+v, asked %v", report, s.changes)
	}
	if lease := s.lease(refused[0].Lease.ID); lease.State != access.Ending || !lease.ConfirmedAt.IsZero() {
		t.Errorf("%+v", lease)
	}
	if key, err := s.LoadKey(t.Context(), refused[0].Lease.Key); err != nil || key.Attention != "A rule holds it there." || key.Settled {
		t.Errorf("%v, %+v", err, key)
	}
	if again := s.ends(); !again.Done() || len(s.held) > 0 || !s.lease(refused[0].Lease.ID).EndedAt.Equal(noon) {
		t.Errorf("run again: %+v", again)
	}
}

func TestWhatIsPutOffWaitsForItsMomentAndWhatIsUnclearIsWrittenAgain(t *testing.T) {
	s := newScene(t)
	lease := s.opened("one", "group/jira", access.Holding{})
	off := &integrations.RetryLater{At: noon.Add(40 * time.Second), Reason: "used up"}
	s.answers = []error{off, off, errors.New("reset")}
	s.noLook = true
	report := s.ends()
	want := []time.Time{noon.Add(40 * time.Second), noon.Add(41 * time.Second), noon.Add(43 * time.Second)}
	if !report.Done() || !slices.Equal(s.waits, want) {
		t.Errorf("%+v, waited until %v", report, s.waits)
	}
	attempts, err := s.Attempts(t.Context(), s.lease("one"), access.Page{})
	s.must(err)
	var said []string
	for _, attempt := range attempts.Items {
		said = append(said, fmt.Sprintf("%d %d-%d %s", attempt.Attempt, attempt.First, attempt.Last, attempt.Reply))
	}
	if got := strings.Join(said, ", "); got != "2 4-4 confirmed, 1 3-3 unknown, 1 1-2 put_off" {
		t.Errorf("attempts %s", got)
	}
	if key, err := s.LoadKey(t.Context(), lease.Key); err != nil || key.Settled {
		t.Errorf("it was not looked at once more, and is settled: %v, %+v", err, key)
	}
}

func TestItStopsWhenNothingMovesAndSaysWhatIsMissing(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	for range 200 {
		s.answers = append(s.answers, &integrations.Unknown{Doing: "remove", Err: errors.New("no answer")})
	}
	report := s.ends()
	if took := s.clock().Sub(noon); report.Done() || took < 9*time.Minute || took > 10*time.Minute || !strings.Contains(report.Outcomes[0].Why, "no answer") {
		t.Errorf("%+v after %s", report, took)
	}
	if lease := s.lease("one"); lease.State != access.Ending {
		t.Errorf("%+v", lease)
	}
}

func TestALedgerThatGoesAwayKeepsNothingFromBeingTakenAway(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	plan := s.plan(access.KillPerson, "ada")
	s.down = errors.New("the disk is full")
	report := s.carriesOut(plan)
	if report.Done() || len(s.held) > 0 || report.Outcomes[0].Unwritten != "the disk is full" || s.lease("one").State != access.Open {
		t.Fatalf("%+v, held %v", report, s.held)
	}
	s.down = nil
	if again := s.ends(); !again.Done() || s.lease("one").State != access.Ended {
		t.Errorf("run again: %+v", again)
	}
}

func TestALedgerThatIsBackLearnsWhenItWasOver(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	plan := s.plan(access.KillPerson, "ada")
	s.down, s.answers = errors.New("the disk is full"), []error{errors.New("reset")}
	s.onWait = func(time.Time) error {
		s.down = nil
		return nil
	}
	report := s.carriesOut(plan)
	if lease := s.lease("one"); !report.Done() || !lease.EndedAt.Equal(noon) || !lease.ConfirmedAt.Equal(noon.Add(2*time.Second)) {
		t.Errorf("%+v, %+v", report, lease)
	}
}

func TestWhatItsOwnerConfirmedMeanwhileIsNotTakenAwayAgain(t *testing.T) {
	s := newScene(t)
	lease := s.opened("one", "group/jira", access.Holding{})
	s.answers, s.noLook = []error{errors.New("reset")}, true
	s.onWait = func(time.Time) error {
		record, err := s.LoadKey(t.Context(), lease.Key)
		s.must(err)
		record, _ = record.Confirm(access.Holding{}, noon)
		record.Seq, record.Settled = record.Seq+1, true
		return s.written(access.KeySnapshot{Record: record}) // and what is held now is somebody else's
	}
	if report := s.ends(); !report.Done() || len(s.changes) != 1 || len(s.held) != 1 {
		t.Errorf("%+v, asked %v", report, s.changes)
	}
}

func TestWhatComesBackBeforeTheLastLookIsTakenAwayAgainAndLeftToItsOwner(t *testing.T) {
	s := newScene(t)
	lease := s.opened("one", "group/jira", access.Holding{})
	s.onWait = func(time.Time) error {
		s.held[lease.Key] = map[string]string{} // a change that was under way has landed
		return nil
	}
	report := s.ends()
	if !report.Done() || !report.Outcomes[0].CameBack || report.Outcomes[0].Settled || len(s.held) > 0 || len(s.changes) != 2 {
		t.Errorf("%+v, held %v, asked %v", report, s.held, s.changes)
	}
	if found := s.lease("one"); found.State != access.Ended || !found.ConfirmedAt.Equal(noon) {
		t.Errorf("%+v", found)
	}
}

func TestWhoStopsItIsToldWhatIsNotConfirmed(t *testing.T) {
	s := newScene(t)
	s.opened("one", "group/jira", access.Holding{})
	s.answers = []error{errors.New("reset")}
	s.onWait = func(time.Time) error { return context.Canceled }
	if report := s.ends(); report.Done() || report.Outcomes[0].Why != "reset" || s.lease("one").State != access.Ending {
		t.Errorf("%+v", report)
	}
}
