package main

import (
	"math/rand/v2"
	"strings"

	"github.com/curfewhq/curfew/builder"
)

// operated are runs of which somebody cancels, terminates, resets or deletes a workflow
// in Temporal, each at an event that is drawn by chance: so often for each of the four.
func (s *survey) operated(played scenario, often int, chance *rand.Rand) (runs []*run) {
	for _, what := range []fault{runCancelled, runTerminated, runReset, runDeleted} {
		for range often {
			workflow := []string{"request", "access", "access"}[chance.IntN(3)]
			if at, any := s.drawn(played.Name, chance, func(p point) bool { return p.Workflow == workflow && meets(p) }); any {
				runs = append(runs, newRun(0, played, at.as(what)))
			}
		}
	}
	return runs
}

// meets tells whether anything can be done to a run at an event: when it has ended its
// first task, and not its last.
func meets(at point) bool {
	return !strings.HasPrefix(at.Which, "end-") && !strings.HasPrefix(at.Which, "started-")
}

// switched are runs that meet a kill switch of each scope, at an event that is drawn by
// chance; some while their worker lives, some when another one died before, and then it
// dies with it.
func (s *survey) switched(played scenario, chance *rand.Rand) (runs []*run) {
	if played.pairs {
		return nil // what is asked for after the switch would be a third one
	}
	scopes := []fault{killsPerson, killsPerson, killsPlan}
	if len(played.bundle) == 0 {
		scopes = append(scopes, killsThing) // of a bundle it would end one thing alone
	}
	for i, what := range scopes {
		at, any := s.drawn(played.Name, chance, meets)
		if !any {
			continue
		}
		points := []point{at.as(what)}
		before, dies := s.drawn(played.Name, chance, func(p point) bool { return p.Moment != "sent" })
		if dies && before.at < at.at && i != 0 {
			points = []point{before.point, at.as(what)}
		}
		runs = append(runs, newRun(0, played, points...))
	}
	return append(runs, newRun(0, played, point{Fault: killsSystem}))
}

// drawn is an event of the undisturbed run that is drawn by chance.
func (s *survey) drawn(name string, chance *rand.Rand, fits func(point) bool) (event, bool) {
	var list []event
	for _, each := range s.events(name) {
		each.Which = surest(each.with)
		if fits(each.point) {
			list = append(list, each)
		}
	}
	if len(list) == 0 {
		return event{}, false
	}
	return list[chance.IntN(len(list))], true
}

// forgotten are the runs of which the API dies after it did something and before it
// could say so.
func forgotten(played scenario) (runs []*run) {
	runs = append(runs, newRun(0, played, point{Fault: apiDies}), newRun(0, played, point{Fault: apiStarts}))
	for _, step := range played.plan.Steps {
		if step.Kind == builder.KindApproval {
			runs = append(runs, newRun(0, played, point{Fault: apiDecides}))
			break
		}
	}
	if played.givenBack() {
		runs = append(runs, newRun(0, played, point{Fault: apiStops}))
	}
	return runs
}
