package activities

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// system answers as it is told to and counts what it was asked.
type system struct {
	answer      error
	provisioned int
	removed     int
}

func (s *system) ReadBack(context.Context, access.Key, []string) (access.Holding, error) {
	return access.Holding{}, s.answer
}

func (s *system) Provision(context.Context, access.Key, access.Holding) (access.Holding, error) {
	s.provisioned++
	return access.Holding{Present: true}, s.answer
}

func (s *system) Deprovision(context.Context, access.Key) (integrations.Removal, error) {
	s.removed++
	return integrations.Removal{}, s.answer
}

func (s *system) Check(context.Context) error { return s.answer }

// book is a ledger with one record, which may be down.
type book struct {
	record access.KeyRecord
	down   error
	killed string // the lease that a kill switch covers
	unread error  // why it is not known which
}

func (b *book) LoadKey(context.Context, access.Key) (access.KeyRecord, error) {
	return b.record, b.down
}

func (b *book) ClaimLeases(context.Context, []access.Lease) ([]access.Lease, error) {
	return nil, b.down
}

func (b *book) KillSwitchOver(_ context.Context, leases []string) (string, error) {
	if b.killed != "" && slices.Contains(leases, b.killed) {
		return "A kill switch ends " + b.killed, b.unread
	}
	return "", b.unread
}

func (b *book) SaveKey(context.Context, access.KeySnapshot) (access.KeySaved, error) {
	return access.KeySaved{}, b.down
}

func (b *book) RecordEffect(context.Context, access.Effect) error { return b.down }

func atWork(s *system, b *book) (*ConnectorWork, *testsuite.TestActivityEnvironment) {
	var suite testsuite.WorkflowTestSuite
	work := &ConnectorWork{Provider: s, Ledger: b, Clock: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler)}
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(work)
	return work, env
}

func TestNothingIsGivenWithoutALiveLeaseInTheLedger(t *testing.T) {
	live := access.Lease{ID: "l", State: access.Opening, HardEnd: noon.Add(time.Hour)}
	past := live
	past.HardEnd = noon
	for name, b := range map[string]*book{
		"no lease":               {},
		"a lease that is over":   {record: access.KeyRecord{Leases: []access.Lease{live.Finished(noon, access.Revoked, "", "")}}},
		"a lease past its end":   {record: access.KeyRecord{Leases: []access.Lease{past}}},
		"a ledger that is down":  {record: access.KeyRecord{Leases: []access.Lease{live}}, down: errors.New("down")},
		"somebody else's lease":  {record: access.KeyRecord{Leases: []access.Lease{{ID: "x", State: access.Open, HardEnd: live.HardEnd}}}},
		"a baseline without one": {record: access.KeyRecord{Baseline: &access.Holding{Present: true}}},
	} {
		s := &system{}
		work, env := atWork(s, b)
		if _, err := env.ExecuteActivity(work.Provision, ProvisionInput{Leases: []string{"l"}, Want: access.Holding{Present: true}}); err == nil || s.provisioned != 0 {
			t.Errorf("%s: given %d times, error %v", name, s.provisioned, err)
		}
	}
	s := &system{}
	work, env := atWork(s, &book{record: access.KeyRecord{Leases: []access.Lease{live}}})
	if _, err := env.ExecuteActivity(work.Provision, ProvisionInput{Leases: []string{"l"}, Want: access.Holding{Present: true}}); err != nil || s.provisioned != 1 {
		t.Errorf("with a live lease: given %d times, error %v", s.provisioned, err)
	}
}

func TestNothingIsGivenForALeaseThatAKillSwitchCoversAndItIsAskedAgain(t *testing.T) {
	live := access.Lease{ID: "l", State: access.Opening, HardEnd: noon.Add(time.Hour)}
	for name, c := range map[string]struct {
		book   book
		leases []string
		given  int
	}{
		"covered":                  {book{killed: "l"}, []string{"l"}, 0},
		"covered beside another":   {book{killed: "x"}, []string{"l", "x"}, 0},
		"unknown whether covered":  {book{unread: errors.New("down")}, []string{"l"}, 0},
		"another one is covered":   {book{killed: "y"}, []string{"l", "x"}, 1},
		"the baseline is put back": {book{killed: "l", record: access.KeyRecord{Baseline: &access.Holding{Present: true}}}, nil, 1},
	} {
		s := &system{}
		c.book.record.Leases = []access.Lease{live}
		work, env := atWork(s, &c.book)
		_, err := env.ExecuteActivity(work.Provision, ProvisionInput{Leases: c.leases, Want: access.Holding{Present: true}})
		var application *temporal.ApplicationError
		if s.provisioned != c.given || (err == nil) != (c.given == 1) || errors.As(err, &application) && application.NonRetryable() {
			t.Errorf("%s: given %d times, %v", name, s.provisioned, err)
		}
	}
}

func TestTakingAwayAsksNobodyFirst(t *testing.T) {
	s := &system{}
	work, env := atWork(s, &book{down: errors.New("down")})
	if _, err := env.ExecuteActivity(work.Deprovision, access.Key{}); err != nil || s.removed != 1 {
		t.Errorf("taken away %d times, error %v", s.removed, err)
	}
}

func TestWhatTheProviderAnsweredDecidesAboutTheRetry(t *testing.T) {
	for name, c := range map[string]struct {
		answer error
		kind   string
		final  bool
		delay  time.Duration
	}{
		"later":            {&integrations.RetryLater{At: noon.Add(40 * time.Second)}, ErrorRetryLater, false, 40 * time.Second},
		"later, clock off": {&integrations.RetryLater{At: noon.Add(48 * time.Hour)}, ErrorRetryLater, false, longestWait},
		"later, long ago":  {&integrations.RetryLater{At: noon.Add(-time.Hour)}, ErrorRetryLater, false, time.Second},
		"refused":          {&integrations.Refused{Code: "E0000046", Message: "A group gives it."}, ErrorRefused, true, 0},
		"gone":             {&integrations.Gone{What: "subject", ID: "00u1"}, ErrorGone, true, 0},
		"unknown":          {&integrations.Unknown{Doing: "remove", Err: errors.New("reset")}, ErrorUnknown, false, 0},
		"anything else":    {errors.New("surprise"), ErrorUnknown, false, 0},
	} {
		work, env := atWork(&system{answer: c.answer}, &book{})
		_, err := env.ExecuteActivity(work.Deprovision, access.Key{})
		var application *temporal.ApplicationError
		if !errors.As(err, &application) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if application.Type() != c.kind || application.NonRetryable() != c.final || application.NextRetryDelay() != c.delay {
			t.Errorf("%s: %s, final %v, after %s", name, application.Type(), application.NonRetryable(), application.NextRetryDelay())
		}
	}
}
