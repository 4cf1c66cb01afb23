package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// checker looks at one sentence of a scenario's checks; its answer is what is wrong.
type checker func(d *difference) string

// checkers are the sentences that a function understands, by scenario. What is not
// here and says more than asked, access and notified already do is in unchecked.
func checkers() map[string][]checker {
	return map[string][]checker{
		"PC-01-C": {refusedWith(access.CodeAlreadyClosed)},
		"PC-02-C": {refusedWith(access.CodeNotAsked)},
		"PC-02-D": {neverAsked("tom.weber")},
		"PC-03-D": {refusedWith(access.CodeAlreadyDecided)},
		"PC-06-C": {noTrace},
		"PC-06-D": {refusedWith(access.CodeOwnRequest)},
		"PC-08-C": {calls("okta_app", "deprovision", 1)},
		"PC-09-B": {refusedWith(access.CodeNotVisible), audited("request.refused")},
		"PC-09-D": {neverAsked("ian.boyd")},
		"PC-15-B": {refusedWith(access.CodeTooLong)},
		"PC-15-C": {refusedWith(access.CodeNotExtendable)},
		"PC-15-D": {refusedAny},
		"PC-16-A": {calls("aws_permission_set", "provision", 1), calls("aws_permission_set", "deprovision", 1)},
		"PC-16-B": {calls("aws_permission_set", "provision", 1), calls("aws_permission_set", "deprovision", 1)},
		"PC-16-D": {refusedWith(access.CodeDuplicate)},
		"PC-19-B": {neverAsked("fay.moss"), neverAsked("tom.weber")},
		"PC-20-A": {storesNo("ticket")},
		"PC-20-C": {refusedWith(access.CodeInvalid)},
		"PC-22-B": {calls("datadog_role", "provision", 0)},
		"PC-22-D": {calls("github_team", "deprovision", 0)},
		"PC-24-C": {refusedWith(access.CodeOutsideHours)},
		"PC-24-D": {refusedWith(access.CodeAlreadyClosed)},
		"PC-28-B": {passedThrough(access.RequestEnding)},
		"PC-28-D": {refusedWith(access.CodeForbidden)},
		"PC-33-D": {passedThrough(access.RequestEnding)},
		"PC-34-A": {silentBetween(37 * time.Second)},
		"PC-38-C": {refusedAny, calls("aws_permission_set", "provision", 1), calls("aws_permission_set", "deprovision", 1)},
		"PC-38-D": {refusedWith(access.CodeNotAsked)},
		"PC-41-B": {refusedAny},
		"PC-43-B": {neverAsked("ruth.adler")},
		"PC-43-C": {refusedWith(access.CodeNotAsked)},
		"PC-45-A": {neverAsked("ava.ng")},
	}
}

func (d *difference) checks() {
	known := append(checkers()[d.scenario.ID], paceCheckers()[d.scenario.ID]...)
	for _, check := range known {
		if wrong := check(d); wrong != "" {
			d.say("check: %s", wrong)
		}
	}
	if len(known) == 0 {
		d.unchecked = append(d.unchecked, d.scenario.Expected.Checks...)
	}
}

func refusedWith(code access.Code) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Refused, func(r simulation.Refused) bool { return r.Code == code }) {
			return ""
		}
		return "nothing was refused with " + string(code)
	}
}

func refusedAny(d *difference) string {
	if len(d.report.Refused) == 0 {
		return "nothing was refused"
	}
	return ""
}

func neverAsked(person string) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Asked, func(a simulation.Asked) bool { return a.Person == person }) {
			return person + " was asked"
		}
		return ""
	}
}

func calls(connector, do string, want int) checker {
	return func(d *difference) string {
		made := 0
		for _, call := range d.report.Calls {
			if call.Key.Connector == connector && call.Do == do {
				made++
			}
		}
		if made != want {
			return itoa(made) + " times " + do + " in " + connector + ", not " + itoa(want)
		}
		return ""
	}
}

func passedThrough(state access.RequestState) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.States, func(s simulation.State) bool { return s.State == state }) {
			return ""
		}
		return "no request was ever " + string(state)
	}
}

func noTrace(d *difference) string {
	if len(d.report.Messages) > 0 || len(d.report.Asked) > 0 {
		return "somebody was told or asked"
	}
	return ""
}

func audited(action string) checker {
	return func(d *difference) string {
		if slices.ContainsFunc(d.report.Audit, func(l access.AuditLine) bool { return l.Action == action }) {
			return ""
		}
		return "the audit log has no " + action
	}
}

func storesNo(answer string) checker {
	return func(d *difference) string {
		for _, request := range d.report.Requests {
			for name := range request.Answers {
				if strings.Contains(name, answer) {
					return name + " is stored"
				}
			}
		}
		return ""
	}
}

// silentBetween is for a limited system: nothing is sent to it for so long after it
// asked for patience.
func silentBetween(pause time.Duration) checker {
	return func(d *difference) string {
		var limited time.Time
		for _, call := range d.report.Calls {
			if call.Error == "" {
				continue
			}
			if !limited.IsZero() && call.At.After(limited) && call.At.Before(limited.Add(pause)) {
				return "it was called again at " + clock(call.At)
			}
			limited = call.At
		}
		return ""
	}
}
