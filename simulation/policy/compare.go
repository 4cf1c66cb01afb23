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
	scenario  Scenario
	report    simulation.Report
	play      *play
	found     []string
	unchecked []string
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
	d.checks()
	return d.found
}

func (d *difference) say(format string, args ...any) {
	d.found = append(d.found, fmt.Sprintf(format, args...))
}

// within tells whether something happened when it should, or a little later.
func (d *difference) within(expected, happened time.Time) bool {
	late := tolerance
	for _, seconds := range d.scenario.Expected.Tolerance {
		late = max(late, time.Duration(seconds)*time.Second)
	}
	expected, happened = expected.UTC(), happened.UTC()
	return !happened.Before(expected) && !happened.After(expected.Add(late))
}

// requests compares how they ended.
func (d *difference) requests() {
	expected := d.scenario.Expected.Requests
	if len(expected) == 0 && len(d.play.requests) == 1 {
		expected = map[string]string{d.play.requests[0]: d.scenario.Expected.FinalStatus}
	}
	for _, id := range sortedNames(expected) {
		if got := d.status(id); got != expected[id] {
			d.say("request %s is %s, expected %s", id, got, expected[id])
		}
	}
}

// status is how a request ended, in the policies' words.
func (d *difference) status(id string) string {
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

// asked compares who got a task, each with its stage and what they answered.
func (d *difference) asked() {
	var happened []string
	var at []time.Time
	for _, asked := range d.report.Asked {
		if asked.Kind == access.AsksApproval || asked.Kind == access.AsksExtension {
			happened = append(happened, d.askedWords(asked))
			at = append(at, asked.At)
		}
	}
	for _, expected := range d.scenario.Expected.Asked {
		words := d.expectedWords(expected)
		i := -1
		for k, happens := range happened {
			if happens == words && d.within(expected.At, at[k]) {
				i = k
				break
			}
		}
		if i < 0 {
			d.say("not asked as expected at %s: %s", clock(expected.At), words)
			continue
		}
		happened, at = slices.Delete(happened, i, i+1), slices.Delete(at, i, i+1)
	}
	for i := range happened {
		d.say("asked at %s without being expected: %s", clock(at[i]), happened[i])
	}
}

func (d *difference) askedWords(asked simulation.Asked) string {
	words := fmt.Sprintf("%s in stage %s", asked.Person, d.stage(asked))
	switch {
	case asked.Verdict != "":
		words += fmt.Sprintf(", %s at %s", asked.Verdict, clock(asked.AnsweredAt))
	case asked.Replaced || d.report.Requests[asked.Request].State == access.RequestCancelled:
		words += fmt.Sprintf(", superseded at %s", clock(asked.ClosedAt))
	default:
		words += ", no answer"
	}
	if len(asked.OnBehalfOf) > 0 {
		words += " for " + strings.Join(asked.OnBehalfOf, " and ")
	}
	return words
}

func (d *difference) expectedWords(asked Asked) string {
	words := fmt.Sprintf("%s in stage %v", asked.Who, asked.Stage)
	switch asked.Answer {
	case "":
		words += ", no answer"
	default:
		words += fmt.Sprintf(", %s at %s", asked.Answer, clock(asked.AnsweredAt))
	}
	var away []string
	switch named := asked.OnBehalfOf.(type) {
	case string:
		away = []string{named}
	case []any:
		for _, login := range named {
			away = append(away, fmt.Sprint(login))
		}
	}
	for i, login := range away {
		away[i] = d.nameOf(login)
	}
	if len(away) > 0 {
		words += " for " + strings.Join(away, " and ")
	}
	return words
}

func (d *difference) nameOf(login string) string {
	for _, person := range d.play.setup.Company.People {
		if person.Login == login {
			return person.Name
		}
	}
	return login
}

// stage is the place of the step among those that asked in the same request, or
// which escalation it was.
func (d *difference) stage(asked simulation.Asked) string {
	if asked.Kind == access.AsksExtension {
		return "extension"
	}
	var steps []string
	var times []time.Time
	for _, other := range d.report.Asked {
		if other.Request != asked.Request || other.Kind != access.AsksApproval {
			continue
		}
		if !slices.Contains(steps, other.Step) {
			steps = append(steps, other.Step)
		}
		if other.Approval == asked.Approval && !slices.ContainsFunc(times, other.At.Equal) {
			times = append(times, other.At)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	if wave := slices.IndexFunc(times, asked.At.Equal); wave > 0 && !d.stoodIn(asked) {
		return fmt.Sprintf("escalation-%d", wave)
	}
	return fmt.Sprint(slices.Index(steps, asked.Step) + 1)
}

// stoodIn tells whether somebody was asked later because somebody else could not be.
func (d *difference) stoodIn(asked simulation.Asked) bool {
	return slices.ContainsFunc(d.report.Asked, func(a simulation.Asked) bool { return a.Approval == asked.Approval && a.Replaced })
}

// review compares what became of a retrospective duty.
func (d *difference) review() {
	expected := d.scenario.Expected.Review
	if expected == nil {
		return
	}
	for _, asked := range d.report.Asked {
		if asked.Kind != access.AsksReview || asked.Person != expected.By {
			continue
		}
		status := "reviewed"
		if asked.AnsweredAt.After(asked.Due) {
			status = "reviewed_late"
		}
		if !d.within(expected.Opened, asked.At) || !d.within(expected.Due, asked.Due) || !d.within(expected.Closed, asked.AnsweredAt) || status != expected.Status {
			d.say("the review by %s was opened at %s, due at %s, closed at %s and is %s; expected %s, %s, %s and %s", asked.Person,
				clock(asked.At), clock(asked.Due), clock(asked.AnsweredAt), status,
				clock(expected.Opened), clock(expected.Due), clock(expected.Closed), expected.Status)
		}
		return
	}
	d.say("no review by %s", expected.By)
}

// ends compares when the right of each request was over.
func (d *difference) ends() {
	for _, id := range sortedNames(d.scenario.Expected.RequestEnds) {
		expected, last := d.scenario.Expected.RequestEnds[id], time.Time{}
		for _, lease := range d.report.Leases {
			if lease.RequestID == id && lease.EndedAt.After(last) {
				last = lease.EndedAt
			}
		}
		if !d.within(expected, last) {
			d.say("request %s was over at %s, expected %s", id, clock(last), clock(expected))
		}
	}
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
