package policy

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/simulation"
)

func accessSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-08-A", "90 days are 2160 hours, so the wall clock at the end shows one hour later than at the start."}: holds(
			2160*time.Hour, "2027-01-04T10:00:00-05:00", "2027-04-04T11:00:00-04:00"),
		{"PC-11-A", "Monday 18 January 2027 is a US federal holiday and still has its window."}: holds(
			4*time.Hour, "2027-01-18T08:00:00-05:00", "2027-01-18T12:00:00-05:00"),
		{"PC-11-C", "No window opens on 14 January or later."}: noneFrom("", "2027-01-14T00:00:00-05:00"),
		{"PC-13-B", "The window opens at the first 01:30 (offset -04:00) and does not close and reopen at the second one."}: allOf(
			holds(3*time.Hour, "2026-11-01T01:30:00-04:00", "2026-11-01T03:30:00-05:00"),
			silent("rds_db_user_group", "2026-11-01T01:31:00-04:00", "2026-11-01T03:30:00-05:00")),
		{"PC-13-D", "Ends at 19:00 on the wall clock, not 18:00."}: holds(
			24*time.Hour, "2026-03-07T18:00:00-05:00", "2026-03-08T19:00:00-04:00"),
		{"PC-27-A", "No window of G3 opens on 14 June or later."}: noneFrom("okta_group:weekly-report", "2027-06-14T00:00:00+02:00"),
		{"PC-27-D", "Between 16:42 on 9 June and 09:20 on 10 June there is no access."}: free(
			"2027-06-09T16:42:00+02:00", "2027-06-10T09:20:00+02:00"),
		{"PC-31-A", "After 12:00 the role is not in pg_roles."}: noneFrom("", "2027-03-09T12:00:00-05:00"),
		{"PC-31-C", "The removal happens within 60 s after the platform is up."}: endsWithin(
			"2027-03-09T12:20:00-05:00", time.Minute),
		{"PC-31-D", "Two different logins exist between 11:00 and 12:00."}: twoLogins(
			"2027-03-09T11:00:00-05:00", "2027-03-09T12:00:00-05:00"),
	}
}

// holds looks for a stretch from a moment to another, and how long that is.
func holds(length time.Duration, from, until string) checker {
	return func(d *difference) string {
		for _, h := range d.report.Held {
			if h.From.Equal(moment(from)) && h.Until.Equal(moment(until)) && h.Until.Sub(h.From) == length {
				return ""
			}
		}
		return fmt.Sprintf("nothing was held for %s from %s until %s", length, from, until)
	}
}

// noneFrom holds that from a moment on a target is not held any more; no target is
// all of them.
func noneFrom(target, at string) checker {
	return func(d *difference) string {
		for _, h := range d.report.Held {
			if (target == "" || targetOf(h) == target) && (h.Until.IsZero() || h.Until.After(moment(at))) {
				return fmt.Sprintf("%s was held from %s until %s", targetOf(h), clock(h.From), clock(h.Until))
			}
		}
		return ""
	}
}

// free holds that nothing at all was held between two moments.
func free(from, until string) checker {
	return func(d *difference) string {
		for _, h := range d.report.Held {
			if h.From.Before(moment(until)) && (h.Until.IsZero() || h.Until.After(moment(from))) {
				return fmt.Sprintf("%s was held from %s until %s", targetOf(h), clock(h.From), clock(h.Until))
			}
		}
		return ""
	}
}

// endsWithin holds that everything ended so soon after a moment, and not before it.
func endsWithin(after string, time time.Duration) checker {
	return func(d *difference) string {
		for _, h := range d.report.Held {
			if h.Until.Before(moment(after)) || h.Until.After(moment(after).Add(time)) {
				return targetOf(h) + " ended at " + clock(h.Until)
			}
		}
		if len(d.report.Held) == 0 {
			return "nothing was held"
		}
		return ""
	}
}

// twoLogins holds that all through a time exactly two resources were held.
func twoLogins(from, until string) checker {
	return func(d *difference) string {
		found := map[string]simulation.Held{}
		for _, h := range d.report.Held {
			if !h.From.After(moment(from)) && !h.Until.Before(moment(until)) {
				found[h.Resource] = h
			}
		}
		if len(found) != 2 {
			return fmt.Sprintf("%d were held from %s until %s", len(found), from, until)
		}
		return ""
	}
}
