package access

import (
	"testing"
	"time"
)

func TestALineSaysWhichWayAnEndMovedAndIsTheSameWhoeverWritesIt(t *testing.T) {
	at := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	opening := Lease{
		ID: "l", Label: "Jira", State: Opening, From: at, Duration: time.Hour,
		GiveUp: at.Add(4 * time.Hour), HardEnd: at.Add(5 * time.Hour),
	}
	open := opening.Confirmed(at)
	for name, c := range map[string]struct {
		before, after  Lease
		action, detail string
	}{
		"longer":               {open, open.Prolonged(time.Hour), "access.extended", "Jira ends Mon 1 Mar 2027, 11:00:00 UTC now."},
		"shorter":              {open, open.Within(at.Add(time.Minute), LeaveDate), "access.shortened", "Jira ends Mon 1 Mar 2027, 09:01:00 UTC now."},
		"shorter, not open":    {opening, opening.Within(at.Add(time.Minute), LeaveDate), "access.shortened", "Jira ends Mon 1 Mar 2027, 09:01:00 UTC at the latest now."},
		"longer, not open":     {opening, opening.Prolonged(time.Hour), "access.extended", "Jira ends Mon 1 Mar 2027, 15:00:00 UTC at the latest now."},
		"as granted once more": {opening.Within(at.Add(time.Minute), LeaveDate), opening, "access.extended", "Jira ends Mon 1 Mar 2027, 14:00:00 UTC at the latest now."},
	} {
		c.after.Rev = 2
		if line := c.after.MoveLine(c.before, at); line.Action != c.action || line.Detail != c.detail || line.ID != "l/access.moved/2" {
			t.Errorf("%s: %+v", name, line)
		}
	}
}
