package access_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/internal/access"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func member() access.Holding { return access.Holding{Present: true} }

func tier(value string) access.Holding {
	return access.Holding{Present: true, Attributes: map[string]string{"tier": value}}
}

// held is a lease from an hour before noon, of that length.
func held(state access.LeaseState, length time.Duration, tiers ...string) access.Lease {
	from := noon.Add(-time.Hour)
	lease := access.Lease{
		ID: "l", Label: "Jira / User for Ada", State: state, From: from, GiveUp: from.Add(length),
		Ends: from.Add(length), HardEnd: from.Add(length), OpenedAt: from,
	}
	for _, value := range tiers {
		lease.Attributes = append(lease.Attributes, access.Attribute{Name: "tier", Value: value, Scale: []string{"user", "pro", "boss"}})
	}
	if state.Over() {
		lease.EndedAt = lease.Ends
	}
	if state == access.Ended {
		lease.ConfirmedAt = lease.Ends
	}
	return lease
}

func with(baseline access.Holding, leases ...access.Lease) access.KeyRecord {
	return access.KeyRecord{Seq: 1, Baseline: &baseline, Leases: leases}
}

func settled(record access.KeyRecord, applied access.Holding) access.KeyRecord {
	record.Settled, record.Applied = true, &applied
	return record
}

func TestEveryDifferenceHasItsClassAndOnlyOursIsActedOn(t *testing.T) {
	live, over := 2*time.Hour, 30*time.Minute
	unopened := held(access.Opening, live)
	unopened.OpenedAt = time.Time{}
	byHand := unopened
	byHand.Hand = access.HandToGive
	given := held(access.Ending, over)
	given.OpenedAt, given.Hand = time.Time{}, access.HandToTake
	for name, c := range map[string]struct {
		record access.KeyRecord
		seen   access.Holding
		class  access.DifferenceClass
		ours   bool
		says   string
	}{
		"nothing is known, and nothing there":   {access.KeyRecord{Settled: true}, access.Holding{}, "", false, ""},
		"a lease is held":                       {with(access.Holding{}, held(access.Open, live)), member(), "", false, ""},
		"a lease is held through a rule":        {with(access.Holding{}, held(access.Open, live)), access.Holding{Present: true, Managed: "group rule"}, "", false, ""},
		"an ended one is gone":                  {with(access.Holding{}, held(access.Ended, over)), access.Holding{}, "", false, ""},
		"standing access went away":             {with(member(), held(access.Ending, over)), access.Holding{}, "", false, ""},
		"people are asked to give it":           {with(access.Holding{}, byHand), access.Holding{}, "", false, ""},
		"an open one is missing":                {with(access.Holding{}, held(access.Open, live)), access.Holding{}, access.Missing, true, "until Mon 1 Mar 2027, 13:00:00 UTC"},
		"an opening one is missing":             {with(access.Holding{}, unopened), access.Holding{}, access.Missing, true, "is not"},
		"an end is not confirmed":               {with(access.Holding{}, held(access.Ending, over)), member(), access.Overdue, true, "11:30:00 UTC and is still held"},
		"an end was slept through":              {with(access.Holding{}, held(access.Open, over)), member(), access.Overdue, true, "still held"},
		"an end of what was given by hand":      {access.KeyRecord{Seq: 1, Leases: []access.Lease{given}}, member(), access.Overdue, true, ""},
		"a tier is too low":                     {with(access.Holding{}, held(access.Open, live, "pro")), tier("user"), access.Changed, true, "tier is user and should be pro"},
		"a tier is not set":                     {with(access.Holding{}, held(access.Open, live, "pro")), tier(""), access.Changed, true, "not set"},
		"a tier that an ended lease left":       {with(tier("user"), held(access.Ending, over, "pro")), tier("pro"), access.Changed, true, "should be user"},
		"a tier that somebody raised":           {with(access.Holding{}, held(access.Open, live, "pro")), tier("boss"), access.Changed, false, "it stays"},
		"a tier that nobody knows":              {with(access.Holding{}, held(access.Open, live, "pro")), tier("guest"), access.Changed, false, "it stays"},
		"standing access at a tier of somebody": {with(tier("user"), held(access.Ended, over, "pro")), tier("boss"), access.Changed, false, "it stays"},
		"nothing of ours was ever there":        {access.KeyRecord{Settled: true}, member(), access.Foreign, false, "nothing that Curfew gave"},
		"it was there before it was given":      {with(access.Holding{}), member(), access.Foreign, false, ""},
		"a lease that was never given":          {access.KeyRecord{Seq: 1, Leases: []access.Lease{func() access.Lease { l := unopened; l.State = access.Ending; return l }()}}, member(), access.Foreign, false, ""},
		"a confirmed end came back":             {with(access.Holding{}, held(access.Ended, over)), member(), access.Foreign, false, "confirmed to be gone at Mon 1 Mar 2027, 11:30:00 UTC. It was given again since, and not by Curfew"},
		"a settled one came back":               {settled(with(access.Holding{}), access.Holding{}), member(), access.Foreign, false, "given again"},
		"standing access that went and came":    {settled(with(member(), held(access.Ended, over)), access.Holding{}), member(), access.Foreign, false, "It was confirmed to be gone, and was given again"},
		"standing access":                       {settled(with(member(), held(access.Ended, over)), member()), member(), access.Standing, false, "stays"},
		"standing access, not settled":          {with(member(), held(access.Ended, over)), member(), access.Standing, false, "stays"},
		"an end that a rule keeps":              {with(access.Holding{}, held(access.Ending, over)), access.Holding{Present: true, Managed: "group rule"}, access.ByRule, false, "not Curfew's to take away"},
		"an end that a group keeps":             {with(access.Holding{}, held(access.Ended, over)), access.Holding{Present: true, Managed: "group assignment"}, access.ByGroup, false, "Jira / User for Ada ended"},
		"a rule gives what nobody asked for":    {access.KeyRecord{Settled: true}, access.Holding{Present: true, Managed: "group rule"}, access.ByRule, false, "through a group rule"},
	} {
		got, differs := access.Classify(c.record, c.seen, noon)
		if differs != (c.class != "") || got.Class != c.class || got.Ours != c.ours || !strings.Contains(got.Detail, c.says) {
			t.Errorf("%s: %+v, %v", name, got, differs)
		}
		if returned := strings.Contains(got.Detail, "given again"); returned != got.Returned {
			t.Errorf("%s: returned is %v of %q", name, got.Returned, got.Detail)
		}
	}
}

// Acting means that a lease explains it: one that wants it, or one whose end is due,
// not confirmed, and which may have given it.
func TestNothingIsActedOnThatNoLeaseExplains(t *testing.T) {
	states := []access.LeaseState{access.Scheduled, access.Opening, access.Open, access.Ending, access.Ended, access.RefusedLease}
	values := []string{"", "user", "pro", "boss", "guest"}
	rapid.Check(t, func(t *rapid.T) {
		seen := access.Holding{
			Present:    rapid.Bool().Draw(t, "present"),
			Managed:    rapid.SampledFrom([]string{"", "", "group rule", "group assignment"}).Draw(t, "managed"),
			Attributes: map[string]string{"tier": rapid.SampledFrom(values).Draw(t, "tier")},
		}
		record := access.KeyRecord{Seq: 1, Settled: rapid.Bool().Draw(t, "settled")}
		if rapid.Bool().Draw(t, "observed") {
			record.Baseline = &access.Holding{
				Present: rapid.Bool().Draw(t, "before"), Attributes: map[string]string{"tier": rapid.SampledFrom(values).Draw(t, "tier before")},
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "leases") {
			length := time.Duration(rapid.IntRange(1, 120).Draw(t, "minutes")) * time.Minute
			lease := held(rapid.SampledFrom(states).Draw(t, "state"), length, rapid.SampledFrom(values[1:4]).Draw(t, "wants"))
			if rapid.Bool().Draw(t, "never opened") {
				lease.OpenedAt = time.Time{}
			}
			record.Leases = append(record.Leases, lease)
		}
		difference, _ := access.Classify(record, seen, noon)
		if !difference.Ours {
			return
		}
		explained := false
		for _, lease := range record.Leases {
			due := lease.State == access.Ending || !lease.State.Over() && !noon.Before(lease.End())
			explained = explained || lease.WantsAt(noon) || due && (record.Baseline != nil || !lease.OpenedAt.IsZero())
		}
		taken := difference.Class == access.Overdue && (seen.Managed != "" || record.Baseline != nil && record.Baseline.Present)
		if !explained || record.Settled || taken {
			t.Fatalf("%+v would be acted on: %+v, seen %+v", difference, record, seen)
		}
	})
}

func TestLateIsTheFirstEndThatIsNotConfirmed(t *testing.T) {
	record := with(access.Holding{}, held(access.Ended, time.Minute), held(access.Ending, 50*time.Minute), held(access.Open, 30*time.Minute), held(access.Open, 2*time.Hour))
	if late := record.Late(noon); late != 30*time.Minute {
		t.Errorf("late by %s", late)
	}
	if late := with(access.Holding{}, held(access.Open, 2*time.Hour)).Late(noon); late != 0 {
		t.Errorf("late by %s", late)
	}
}
