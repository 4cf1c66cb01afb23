package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// endedLease is one of a connector whose end was due and confirmed then; the zero
// time is not yet.
func endedLease(id, connector string, due, confirmed time.Time) access.Lease {
	lease := leaseFor(id, "ada", due.Add(-time.Hour))
	lease.Key = access.Key{Connector: connector, Subject: "u", Resource: id}
	lease.OpenedAt = precise(lease.From.Add(1500 * time.Millisecond))
	lease = lease.Finished(precise(due), access.Expiry, "", "")
	if !confirmed.IsZero() {
		lease.State, lease.ConfirmedAt = access.Ended, precise(confirmed)
	}
	return lease
}

func inLedger(t *testing.T, s *Store, leases ...access.Lease) {
	t.Helper()
	for _, lease := range leases {
		saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{Key: lease.Key, Seq: 1, Leases: []access.Lease{lease}}})
	}
}

func counted(counts []access.DelayCount) string {
	text := ""
	for _, count := range counts {
		text += fmt.Sprintf("%s %s %s×%d; ", count.Connector, count.Day.Format("01-02"), count.Delay, count.Count)
	}
	return text
}

func TestConfirmedEndsAreCountedByConnectorDayAndDelay(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		day := time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC)
		never := endedLease("never", "okta", day, day)
		never.State = access.RefusedLease
		inLedger(t, s, endedLease("a", "okta", day, day.Add(400*time.Millisecond)), endedLease("b", "okta", day.Add(time.Hour), day.Add(time.Hour+301*time.Millisecond)),
			endedLease("c", "okta", day.Add(-time.Microsecond), day.Add(time.Hour)), endedLease("d", "aws", day.Add(2*time.Hour), day.Add(2*time.Hour-time.Second)),
			endedLease("waits", "okta", day, time.Time{}), never)
		for want, span := range map[string]access.Span{
			"okta 03-28 1h0m0.1s×1; aws 03-29 0s×1; okta 03-29 400ms×2; ": {},
			"aws 03-29 0s×1; okta 03-29 400ms×2; ":                        {From: day},
			"aws 03-29 0s×1; okta 03-29 400ms×1; ":                        {From: day.Add(time.Minute)},
			"okta 03-28 1h0m0.1s×1; okta 03-29 400ms×1; ":                 {Before: day.Add(time.Hour)},
		} {
			counts, err := s.EndDelays(t.Context(), span, "")
			must(t, err)
			if got := counted(counts); got != want {
				t.Errorf("%+v: %s, want %s", span, got, want)
			}
		}
		counts, err := s.EndDelays(t.Context(), access.Span{From: day}, "aws")
		must(t, err)
		if got := counted(counts); got != "aws 03-29 0s×1; " {
			t.Errorf("aws: %s", got)
		}
		opened, err := s.OpenDelays(t.Context(), access.Span{From: day, Before: day.AddDate(0, 0, 1)})
		must(t, err)
		if got := counted(opened); got != "aws 03-29 1.5s×1; okta 03-29 1.5s×1; " {
			t.Errorf("openings: %s", got)
		}
	})
}

func TestWhatIsDueIsCountedWhetherOrNotAnybodyHasBegunToEndIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		now := time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
		open := func(id, connector string, ends time.Time) access.Lease {
			lease := endedLease(id, connector, ends, time.Time{})
			lease.State, lease.EndedAt, lease.Ends, lease.HardEnd = access.Open, time.Time{}, ends, ends.Add(time.Hour)
			return lease
		}
		counting := open("counting", "okta", now.Add(time.Minute))
		counting.State, counting.Ends, counting.OpenedAt = access.Opening, time.Time{}, time.Time{}
		early := endedLease("early", "okta", now.Add(-time.Minute), time.Time{})
		early.Ends, early.HardEnd = now.Add(time.Hour), now.Add(time.Hour)
		inLedger(t, s, early, open("asleep", "okta", now.Add(-2*time.Minute)), open("soon", "okta", now.Add(time.Second+time.Microsecond)),
			open("as soon", "okta", now.Add(time.Second+time.Millisecond)), open("later", "aws", now.Add(25*time.Hour)), counting,
			endedLease("done", "okta", now.Add(-time.Hour), now))
		said := func(ends []access.DueEnds) string {
			text := ""
			for _, e := range ends {
				text += fmt.Sprintf("%s %s×%d; ", e.Connector, e.Due.Sub(now), e.Ends)
			}
			return text
		}
		due, err := s.EndsDue(t.Context(), now)
		must(t, err)
		if got := said(due); got != "okta -2m0s×1; okta -1m0s×1; " {
			t.Errorf("due: %s", got)
		}
		for want, before := range map[string]time.Time{"okta 1s×2; ": now.Add(24 * time.Hour), "okta 1s×2; aws 25h0m0s×1; ": now.Add(26 * time.Hour)} {
			planned, err := s.EndsToCome(t.Context(), access.Span{From: now, Before: before})
			must(t, err)
			if got := said(planned); got != want {
				t.Errorf("to come: %s, want %s", got, want)
			}
		}
		live, err := s.LiveLeases(t.Context())
		must(t, err)
		if fmt.Sprint(live) != "map[aws:1 okta:4]" {
			t.Errorf("live: %v", live)
		}
	})
}
