package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// tolerance is how late anything may be, unless a scenario says otherwise. Nothing
// may be early.
const tolerance = 60 * time.Second

// difference finds what happened otherwise than expected.
type difference struct {
	scenario Scenario
	report   simulation.Report
	play     *play
	found    []string
	leases   map[string][]access.Lease // by whose they are, as soon as somebody looks
}

func (d *difference) find() []string {
	for _, id := range sortedNames(d.report.Broken) {
		d.say("%s broke: %s", id, d.report.Broken[id])
	}
	d.requests()
	d.asked()
	d.access()
	d.notified()
	d.review()
	d.ends()
	d.nextOpening()
	d.checks()
	return d.found
}

func (d *difference) say(format string, args ...any) {
	d.found = append(d.found, fmt.Sprintf(format, args...))
}

// late is how late something may be in this scenario.
func (d *difference) late() time.Duration {
	late := tolerance
	for _, seconds := range d.scenario.Expected.Tolerance {
		late = max(late, time.Duration(seconds)*time.Second)
	}
	return late
}

// within tells whether something happened when it should, or a little later.
func (d *difference) within(expected, happened time.Time) bool {
	expected, happened = expected.UTC(), happened.UTC()
	return !happened.Before(expected) && !happened.After(expected.Add(d.late()))
}

// requests compares how they ended. Where a scenario says it of each, its final
// status is that of one of them, and else that of all.
func (d *difference) requests() {
	expected, final := d.scenario.Expected.Requests, d.scenario.Expected.FinalStatus
	if len(expected) == 0 {
		for _, id := range d.play.requests {
			d.status(id, final)
		}
		return
	}
	some := false
	for _, id := range sortedNames(expected) {
		d.status(id, expected[id])
		some = some || expected[id] == final
	}
	if !some {
		d.say("no request is expected to be %s, the final status", final)
	}
}

func (d *difference) status(id, expected string) {
	if got := d.statusOf(id); got != expected {
		d.say("request %s is %s, expected %s", id, got, expected)
	}
}

// statusOf is how a request ended, in the policies' words.
func (d *difference) statusOf(id string) string {
	if request, recorded := d.report.Requests[id]; recorded {
		if !request.State.Final() {
			return "still " + string(request.State)
		}
		return string(request.State)
	}
	for _, refused := range d.report.Refused {
		if d.play.attempts[refused.Input] != id {
			continue
		}
		if refused.Code == access.CodeNotVisible {
			return "not_visible"
		}
		return "rejected_at_submit"
	}
	return "missing"
}

// ends compares when the right of each request was over.
func (d *difference) ends() {
	for _, id := range sortedNames(d.scenario.Expected.RequestEnds) {
		expected, ended := d.scenario.Expected.RequestEnds[id], time.Time{}
		for _, lease := range d.report.Leases {
			if lease.RequestID == id && lease.EndedAt.After(ended) {
				ended = lease.EndedAt
			}
		}
		if !d.within(expected, ended) {
			d.say("the right of %s was over at %s, expected %s", id, clock(ended), clock(expected))
		}
	}
}

// nextOpening looks whether whoever is refused reads when to come back.
func (d *difference) nextOpening() {
	expected := d.scenario.Expected.NextOpening
	if !expected.IsZero() && !slices.ContainsFunc(d.report.Refused, func(r simulation.Refused) bool { return saysTime(r.Message, expected) }) {
		d.say("no refusal names the next opening at %s", clock(expected))
	}
}

func (d *difference) nameOf(login string) string {
	for _, person := range d.play.setup.Company.People {
		if person.Login == login {
			return person.Name
		}
	}
	return login
}

// saysTime tells whether a text names a moment, in UTC or as the case's place reads it.
func saysTime(text string, at time.Time) bool {
	return strings.Contains(text, at.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC")) ||
		strings.Contains(text, at.Format("Monday 2 January 2006 at 15:04 ("))
}

func clock(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.UTC().Format("2006-01-02T15:04:05Z")
}

func byTime[T any](items []T, at func(T) time.Time) {
	slices.SortStableFunc(items, func(a, b T) int { return cmp.Compare(at(a).UnixNano(), at(b).UnixNano()) })
}
