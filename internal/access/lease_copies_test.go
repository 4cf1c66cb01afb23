package access

import (
	"testing"
	"time"
)

func TestOfTwoCopiesTheOneThatGivesLessCounts(t *testing.T) {
	start := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	granted := Lease{ID: "a", State: Opening, From: start, GiveUp: start.Add(time.Hour), Duration: 8 * time.Hour, HardEnd: start.Add(9 * time.Hour)}
	open := granted.Confirmed(start.Add(time.Minute))
	longer := open.Prolonged(time.Hour)
	longer.Rev = 1
	cut := open.Within(start.Add(2*time.Hour), LimitLowered)
	newer := cut
	newer.Rev = 2
	over := open.Finished(start.Add(3*time.Hour), Revoked, "olaf", "No.")
	ended := over
	ended.State, ended.ConfirmedAt = Ended, start.Add(3*time.Hour)
	unopened := granted.Finished(start.Add(3*time.Hour), Revoked, "olaf", "No.")
	for name, c := range map[string]struct {
		one, other Lease
		state      LeaseState
		ends       time.Time
		reason     EndReason
	}{
		"over in one":                           {over, longer, Ending, time.Time{}, Revoked},
		"confirmed in one":                      {over, ended, Ended, time.Time{}, Revoked},
		"over before it was known to have open": {unopened, open, Ending, time.Time{}, Revoked},
		"the higher revision, later":            {open, longer, Open, longer.End(), ""},
		"the higher revision, earlier":          {longer, newer, Open, cut.End(), ""},
		"the earlier end of the same revision":  {open, cut, Open, cut.End(), ""},
		"an opening that only one knows of":     {granted, open, Open, open.End(), ""},
		"an opening, and a revision before it":  {newer, granted, Open, cut.End(), ""},
	} {
		for order, got := range map[string]Lease{"": OfTwoCopies(c.one, c.other), ", the other way round": OfTwoCopies(c.other, c.one)} {
			if got.State != c.state || got.EndReason != c.reason || c.ends.IsZero() != c.state.Over() || !got.State.Over() && !got.End().Equal(c.ends) {
				t.Errorf("%s%s: %s for %q until %s, want %s for %q until %s", name, order, got.State, got.EndReason, got.End(), c.state, c.reason, c.ends)
			}
			if opened := !c.one.OpenedAt.IsZero() || !c.other.OpenedAt.IsZero(); opened && got.OpenedAt.IsZero() {
				t.Errorf("%s%s: nobody knows any more that it was open", name, order)
			}
		}
	}
}
