package metrics_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/metrics"
	"github.com/curfewhq/curfew/internal/access"
)

// book is a ledger with ends that were confirmed, and some that were not.
type book struct {
	ends, opens []access.DelayCount
	due         []access.DueEnds
	live        map[string]int
	down        error
	reads       int
}

func (b *book) EndDelays(_ context.Context, span access.Span, _ string) ([]access.DelayCount, error) {
	b.reads++
	return within(b.ends, span), b.down
}

func (b *book) OpenDelays(_ context.Context, span access.Span) ([]access.DelayCount, error) {
	return within(b.opens, span), b.down
}

func (b *book) EndsDue(context.Context, time.Time) ([]access.DueEnds, error) { return b.due, b.down }

func (b *book) LiveLeases(context.Context) (map[string]int, error) { return b.live, b.down }

func within(counts []access.DelayCount, span access.Span) (found []access.DelayCount) {
	for _, count := range counts {
		if !count.Day.Before(span.From) && (span.Before.IsZero() || count.Day.Before(span.Before)) {
			found = append(found, count)
		}
	}
	return found
}

var noon = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)

// process is one that tells the metrics of a ledger; its clock is moved by the test.
type process struct {
	*metrics.Metrics
	t   *testing.T
	now time.Time
}

func processOf(t *testing.T, ledger metrics.Ledger) *process {
	p := &process{t: t, now: noon}
	p.Metrics = metrics.New(ledger, []string{"okta"}, func() time.Time { return p.now }, slog.New(slog.DiscardHandler))
	return p
}

func (p *process) scrape() string {
	p.t.Helper()
	answer := httptest.NewRecorder()
	p.Handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	if answer.Code != 200 {
		p.t.Fatalf("%d %s", answer.Code, answer.Body)
	}
	return answer.Body.String()
}

func (p *process) tells(lines ...string) {
	p.t.Helper()
	told := p.scrape()
	for _, line := range lines {
		if !strings.Contains(told, "\n"+line+"\n") {
			name, _, _ := strings.Cut(line, "{")
			p.t.Errorf("it does not tell %s", line)
			for _, is := range strings.Split(told, "\n") {
				if strings.HasPrefix(is, name) {
					p.t.Log("  but ", is)
				}
			}
		}
	}
}

func day(before int) time.Time { return noon.Truncate(24*time.Hour).AddDate(0, 0, -before) }

func TestTheLedgerIsToldByConnector(t *testing.T) {
	p := processOf(t, &book{
		ends: []access.DelayCount{
			{Connector: "okta", Day: day(0), Delay: 400 * time.Millisecond, Count: 7},
			{Connector: "okta", Day: day(9), Delay: time.Minute, Count: 2},
			{Connector: "okta", Day: day(1), Delay: 7 * time.Hour, Count: 1},
		},
		opens: []access.DelayCount{{Connector: "okta", Day: day(0), Delay: 2 * time.Second, Count: 3}},
		due: []access.DueEnds{
			{Connector: "aws", Due: noon.Add(-20 * time.Minute), Ends: 1},
			{Connector: "aws", Due: noon.Add(-5 * time.Minute), Ends: 2},
			{Connector: "aws", Due: noon.Add(-59 * time.Second), Ends: 4},
		},
		live: map[string]int{"okta": 12},
	})
	p.tells(
		`curfew_ledger_up 1`,
		`curfew_end_lateness_seconds_bucket{connector="okta",le="0.5"} 7`, `curfew_end_lateness_seconds_bucket{connector="okta",le="30"} 7`,
		`curfew_end_lateness_seconds_bucket{connector="okta",le="60"} 9`, `curfew_end_lateness_seconds_bucket{connector="okta",le="21600"} 9`,
		`curfew_end_lateness_seconds_count{connector="okta"} 10`, `curfew_end_lateness_seconds_sum{connector="okta"} 25322.8`,
		`curfew_open_delay_seconds_bucket{connector="okta",le="2.5"} 3`,
		`curfew_ends_unconfirmed{connector="aws",over_seconds="0"} 7`, `curfew_ends_unconfirmed{connector="aws",over_seconds="60"} 3`,
		`curfew_ends_unconfirmed{connector="aws",over_seconds="300"} 3`, `curfew_ends_unconfirmed{connector="aws",over_seconds="900"} 1`,
		`curfew_ends_unconfirmed_oldest_seconds{connector="aws"} 1200`,
		`curfew_ends_unconfirmed{connector="okta",over_seconds="60"} 0`, `curfew_leases_live{connector="okta"} 12`,
	)
}

func TestAConnectorIsToldOfBeforeAnythingHappened(t *testing.T) {
	processOf(t, &book{}).tells(`curfew_ends_unconfirmed{connector="okta",over_seconds="900"} 0`, `curfew_end_lateness_seconds_count{connector="okta"} 0`)
}

func TestWhatCannotBeReadIsNotTold(t *testing.T) {
	ledger := &book{live: map[string]int{"okta": 12}}
	p := processOf(t, ledger)
	p.tells(`curfew_leases_live{connector="okta"} 12`)
	ledger.down = errors.New("down")
	p.now = p.now.Add(time.Minute)
	p.tells(`curfew_ledger_up 0`)
	if told := p.scrape(); strings.Contains(told, "curfew_leases_live{") || strings.Contains(told, "curfew_ends_unconfirmed{") {
		t.Error("old figures are told")
	}
	ledger.down = nil
	p.tells(`curfew_ledger_up 1`)
}

func TestTheLedgerIsReadOnceForManyScrapesAndOldDaysMoreSeldom(t *testing.T) {
	ledger := &book{}
	p := processOf(t, ledger)
	for _, step := range []struct {
		after time.Duration
		reads int // of ends, so far
	}{{0, 2}, {time.Second, 2}, {5 * time.Second, 3}, {5 * time.Minute, 4}, {10 * time.Minute, 6}} {
		p.now = p.now.Add(step.after)
		p.scrape()
		if ledger.reads != step.reads {
			t.Errorf("after %s more it was read %d times, want %d", step.after, ledger.reads, step.reads)
		}
	}
}

// A histogram that goes back looks like a restart, and whoever adds it up is wrong.
func TestAHistogramNeverGoesBackNorCountsTwiceWhenTheDaysTurn(t *testing.T) {
	ledger := &book{}
	for before := range 6 {
		ledger.ends = append(ledger.ends, access.DelayCount{Connector: "okta", Day: day(before), Count: 1})
	}
	p := processOf(t, ledger)
	for p.now.Before(noon.AddDate(0, 0, 3)) {
		p.tells(`curfew_end_lateness_seconds_count{connector="okta"} 6`)
		p.now = p.now.Add(7 * time.Minute)
	}
}

func TestAttemptsAreCountedByWhatWasAnswered(t *testing.T) {
	p := processOf(t, &book{})
	key := access.Key{Connector: "okta"}
	for range 3 {
		p.Seen(access.Effect{Key: key, Do: access.EffectTake, Reply: access.ReplyPutOff})
	}
	p.Seen(access.Effect{Key: key, Do: access.EffectGive, Reply: access.ReplyConfirmed})
	p.tells(`curfew_attempts_total{action="take",connector="okta",reply="put_off"} 3`, `curfew_attempts_total{action="give",connector="okta",reply="confirmed"} 1`)
}
