package access

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestALowerMaximumEndsAccessNoEarlierThanTheNotice(t *testing.T) {
	open := counted(8 * time.Hour).Confirmed(noon)
	for name, c := range map[string]struct {
		lease  Lease
		change LimitChange
		want   time.Duration // after noon; 0 cuts nothing
	}{
		"raised":                    {open, LimitChange{At: noon, Longest: 9 * time.Hour}, 0},
		"the same":                  {open, LimitChange{At: noon, Longest: 8 * time.Hour}, 0},
		"lowered":                   {open, LimitChange{At: noon.Add(time.Hour), Longest: 4 * time.Hour, Notice: time.Hour}, 4 * time.Hour},
		"held too long already":     {open, LimitChange{At: noon.Add(5 * time.Hour), Longest: 4 * time.Hour, Notice: time.Hour}, 6 * time.Hour},
		"ends before the notice":    {open, LimitChange{At: noon.Add(7*time.Hour + time.Minute), Longest: time.Hour, Notice: time.Hour}, 0},
		"without notice":            {open, LimitChange{At: noon.Add(5 * time.Hour), Longest: time.Hour}, 5 * time.Hour},
		"retired":                   {open, LimitChange{At: noon.Add(time.Hour), Notice: time.Minute}, time.Hour + time.Minute},
		"not open yet":              {counted(8 * time.Hour), LimitChange{At: noon, Longest: 4 * time.Hour}, 4 * time.Hour},
		"over":                      {open.Finished(noon, Revoked, "", ""), LimitChange{At: noon}, 0},
		"cut short already":         {open.Within(noon.Add(time.Hour), LeaveDate), LimitChange{At: noon, Longest: time.Hour}, 0},
		"retired before it was due": {Lease{State: Scheduled, From: noon.Add(24 * time.Hour), Ends: noon.Add(25 * time.Hour), HardEnd: noon.Add(25 * time.Hour)}, LimitChange{At: noon}, 1},
	} {
		last, cuts := c.change.Last(c.lease)
		switch {
		case cuts != (c.want != 0):
			t.Errorf("%s: cuts is %v, at %s", name, cuts, last)
		case c.want > 1 && !last.Equal(noon.Add(c.want)):
			t.Errorf("%s: it lasts to %s", name, last)
		}
	}
}

func TestNoChangeOfALimitLengthensAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := func(name string, most int) time.Duration {
			return time.Duration(rapid.IntRange(0, most).Draw(t, name)) * time.Minute
		}
		lease := counted(time.Minute + minutes("duration", 600))
		if rapid.Bool().Draw(t, "open") {
			lease = lease.Confirmed(noon.Add(minutes("opened", 60)))
		}
		change := LimitChange{At: noon.Add(minutes("at", 600)), Longest: minutes("longest", 600), Notice: minutes("notice", 120)}
		last, cuts := change.Last(lease)
		if !cuts {
			return
		}
		cut := lease.Within(last, change.EndReason())
		if cut.End().After(lease.End()) || cut.HardEnd.After(lease.HardEnd) || last.Before(change.At.Add(change.Notice)) {
			t.Fatalf("it ended at %s and ends at %s", lease.End(), cut.End())
		}
	})
}
