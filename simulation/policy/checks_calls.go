package policy

import (
	"fmt"
	"slices"
)

func callSentences() map[sentence]checker {
	const aws, provision, deprovision = "aws_permission_set", "provision", "deprovision"
	return map[sentence]checker{
		{"PC-08-C", "The app assignment is never removed between 2027-01-04T10:00:00-05:00 and 2027-04-04T11:00:00-04:00."}: allOf(
			calls("okta_app", deprovision, "2027-04-04T11:00:00-04:00"),
			unbroken("2027-01-04T10:00:00-05:00", "2027-04-04T11:00:00-04:00")),
		{"PC-16-A", "One create call at 09:00, one delete call at 17:00, nothing at 13:00."}: allOf(
			calls(aws, provision, "2027-01-26T09:00:00-05:00"), calls(aws, deprovision, "2027-01-26T17:00:00-05:00"),
			silent(aws, "2027-01-26T12:59:00-05:00", "2027-01-26T13:01:00-05:00")),
		{"PC-16-B", "No call to AWS at 12:00."}:                                                silent(aws, "2027-01-26T11:59:00-05:00", "2027-01-26T12:01:00-05:00"),
		{"PC-22-B", "Nothing is provisioned in Datadog either."}:                               calls("datadog_role", provision),
		{"PC-22-D", "At the end no delete call goes to GitHub."}:                               calls("github_team", deprovision),
		{"PC-33-A", "All attempts carry the same idempotency key; LedgerOne holds one grant."}: oneGrant,
		{"PC-33-B", "No second POST is made after the 410."}:                                   allOf(calls("webhook", provision), calls("webhook", deprovision)),
		{"PC-34-A", "No call is sent to the limited endpoint between the 429 and 17:00:37."}: allOf(
			failsOnce("2027-06-25T17:00:00-04:00"), silent("okta_group", "2027-06-25T17:00:01-04:00", "2027-06-25T17:00:37-04:00")),
		{"PC-38-C", "One create call and one delete call reach AWS."}: allOf(
			calls(aws, provision, "2027-02-18T11:04:00-05:00"), calls(aws, deprovision, "2027-02-18T13:04:00-05:00")),
	}
}

// calls holds when a connector was called, each of these times once and never else.
func calls(connector, do string, times ...string) checker {
	return func(d *difference) string {
		var made []string
		for _, call := range d.report.Calls {
			if call.Key.Connector == connector && call.Do == do {
				made = append(made, clock(call.At))
			}
		}
		var want []string
		for _, at := range times {
			want = append(want, clock(moment(at)))
		}
		if !slices.Equal(made, want) {
			return fmt.Sprintf("%s was called to %s at %v, not at %v", connector, do, made, want)
		}
		return ""
	}
}

// silent holds that a connector was not called from a moment on and before another.
func silent(connector, from, until string) checker {
	return func(d *difference) string {
		for _, call := range d.report.Calls {
			if call.Key.Connector == connector && !call.At.Before(moment(from)) && call.At.Before(moment(until)) {
				return fmt.Sprintf("%s was called to %s at %s", connector, call.Do, clock(call.At))
			}
		}
		return ""
	}
}

// failsOnce holds that one call failed, at that moment.
func failsOnce(at string) checker {
	return func(d *difference) string {
		var failed []string
		for _, call := range d.report.Calls {
			if call.Error != "" {
				failed = append(failed, clock(call.At))
			}
		}
		if !slices.Equal(failed, []string{clock(moment(at))}) {
			return fmt.Sprintf("calls failed at %v", failed)
		}
		return ""
	}
}

// oneGrant holds that however often a system was called before it answered, it was
// by the same key, and it gave once.
func oneGrant(d *difference) string {
	for _, call := range d.report.Calls {
		if call.Key != d.report.Calls[0].Key {
			return "it was called by another key at " + clock(call.At)
		}
	}
	if tries := len(d.report.Calls); tries < 2 || len(d.report.Held) != 1 {
		return fmt.Sprintf("it was called %d times and gave %d times", tries, len(d.report.Held))
	}
	return ""
}

// unbroken holds that something was held all the time, whatever it was in between.
func unbroken(from, until string) checker {
	return func(d *difference) string {
		at := moment(from)
		for _, h := range d.report.Held {
			if !h.From.Equal(at) {
				return "nothing was held at " + clock(at)
			}
			at = h.Until
		}
		if !at.Equal(moment(until)) {
			return "nothing was held at " + clock(at)
		}
		return ""
	}
}
