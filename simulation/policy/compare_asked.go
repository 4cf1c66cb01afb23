package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/simulation"
)

// asked compares who got a task, each with its stage and what they answered.
func (d *difference) asked() {
	var happened []simulation.Asked
	for _, asked := range d.report.Asked {
		if asked.Kind == access.AsksApproval || asked.Kind == access.AsksExtension {
			happened = append(happened, asked)
		}
	}
	for _, expected := range d.scenario.Expected.Asked {
		i := slices.IndexFunc(happened, func(asked simulation.Asked) bool { return d.isAsked(expected, asked) })
		if i < 0 {
			d.say("not asked as expected at %s: %s", clock(expected.At), d.expectedWords(expected))
			continue
		}
		happened = slices.Delete(happened, i, i+1)
	}
	for _, asked := range happened {
		d.say("asked at %s without being expected: %s", clock(asked.At), d.askedWords(asked))
	}
}

func (d *difference) isAsked(expected Asked, asked simulation.Asked) bool {
	switch {
	case !d.within(expected.At, asked.At) || d.expectedWords(expected) != d.askedWords(asked):
		return false
	case expected.Request != "" && expected.Request != asked.Request:
		return false
	case expected.Item != "" && !d.play.plot.calls(asked.Entitlement, expected.Item):
		return false
	default:
		return expected.Rule == nil || d.ruled(asked.Request, expected.Rule)
	}
}

// ruled tells whether the record names the rule that acted.
func (d *difference) ruled(request string, rule any) bool {
	name := fmt.Sprint(rule)
	if _, numbered := rule.(float64); numbered {
		name = "rule " + name
	}
	return slices.ContainsFunc(d.report.Audit, func(l access.AuditLine) bool {
		return l.RequestID == request && l.Action == "condition.decided" && strings.Contains(l.Detail, name+":")
	})
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
