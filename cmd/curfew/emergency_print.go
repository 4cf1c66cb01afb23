package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
	"github.com/curfewhq/curfew/emergency"
	"github.com/curfewhq/curfew/internal/access"
)

// teller says on standard error how far it comes.
func (f *emergencyFlags) teller(leases int) emergency.Teller {
	if f.asJSON {
		return emergency.Teller{}
	}
	ended := 0
	say := func(format string, args ...any) { fmt.Fprintln(f.p.err, words.Plain(fmt.Sprintf(format, args...))) }
	return emergency.Teller{
		Ended: func(outcome emergency.Outcome) {
			ended++
			say("%d of %d: %s", ended, max(ended, leases), outcomeWords(outcome))
		},
		Pause: func(left int, until time.Time, because string) {
			say("%d not confirmed, again at %s: %s", left, words.Second(until, time.Local), because)
		},
		Look: func(keys int, at time.Time) {
			say("A change that was under way may still land, so %s, at %s, what is held is read once more (%d). Ctrl-C leaves that to the workers.", words.Until(at, time.Now()), words.Second(at, time.Local), keys)
		},
	}
}

func outcomeWords(outcome emergency.Outcome) string {
	label := outcome.Lease.Label
	switch {
	case outcome.Lease.State == access.RefusedLease:
		return label + " was not given yet, and is not any more."
	case outcome.Lease.Shares:
		return label + " is over; what was there before or another lease holds stays."
	default:
		return label + " is gone, confirmed by reading back."
	}
}

// print says what was reached. What is not confirmed, or not written down, is a failure.
func (f *emergencyFlags) print(report emergency.Report) error {
	var failed error
	if !report.Done() {
		failed = ended{exitFailure}
	}
	if f.asJSON {
		if err := printJSON(f.p.out, reportJSON(report)); err != nil {
			return err
		}
		return failed
	}
	confirmed, unwritten, back, rows := 0, "", 0, [][]string(nil)
	for _, outcome := range report.Outcomes {
		if outcome.Unwritten != "" {
			unwritten = outcome.Unwritten
		}
		if outcome.CameBack {
			back++
		}
		if outcome.Why == "" {
			confirmed++
			continue
		}
		rows = append(rows, []string{outcome.Lease.ID, outcome.Lease.Label, outcome.Why})
	}
	says := []string{
		report.Switch.ID,
		fmt.Sprintf("Ends %s: %s", words.Plain(report.Switch.What()), words.Plain(report.Switch.Reason)),
		fmt.Sprintf("%d of %d confirmed.", confirmed, len(report.Outcomes)),
	}
	for _, more := range []struct {
		applies bool
		says    string
	}{
		{back > 0, fmt.Sprintf("%d had come back a minute later and were taken away again; the workers look once more.", back)},
		{report.Requests > 0, fmt.Sprintf("%d requests are told when the workers are back.", report.Requests)},
		{unwritten != "", "Not all of it is written down: " + words.Plain(unwritten) + ". Run it again when the database answers."},
		{report.Unread != "", "The database does not say how far it has come: " + words.Plain(report.Unread) + ". Run it again when it answers."},
		{report.Switch.Stands(), "Nothing of it begins until it is lifted: curfew kill-switch lift " + report.Switch.ID},
		{len(rows) > 0, "Not confirmed, and to be run again or taken away by hand:"},
	} {
		if more.applies {
			says = append(says, more.says)
		}
	}
	if _, err := fmt.Fprintln(f.p.out, strings.Join(says, "\n")); err != nil {
		return err
	}
	if len(rows) > 0 {
		if err := words.Table(f.p.out, []string{"LEASE", "WHAT", "WHY"}, rows); err != nil {
			return err
		}
	}
	return failed
}
