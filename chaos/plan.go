package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// deathsPerRun is how often the workers of one run die. Its events have the same names
// before and after a death, so that each death is where it was meant to be; and two
// more deaths cost less than two more runs.
const deathsPerRun = 3

// matrix draws runs until they have that many points: first a death at every event of
// every history, of the API and of Temporal, and what people do to runs; then, as much as
// there is room for, before each event is written, between events, and everything else
// that can be broken; and then all of it again, in another company, with more of what
// people do, as that takes longest.
func (s *survey) matrix(list []scenario, points int, chance *rand.Rand) (runs []*run) {
	count := 0
	for round := 0; count < points; round++ {
		var first, rest []*run
		for _, each := range list {
			after, before := s.atEvents(each.Name)
			first = append(first, threaded(each, after, nil)...)
			first = append(first, rare(each)...)
			first = append(first, s.operated(each, 1+min(round, 1)*2, chance)...)
			first = append(first, s.switched(each, chance)...)
			rest = append(rest, threaded(each, before, nil)...)
			rest = append(rest, threaded(each, after, s.between(each.Name))...)
			rest = append(rest, s.others(each)...)
		}
		chance.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		for _, each := range append(first, rest...) {
			if count >= points {
				break
			}
			each.ID = newRun(len(runs), each.scenario).ID
			runs = append(runs, each)
			count += len(each.points)
		}
	}
	chance.Shuffle(len(runs), func(i, j int) { runs[i], runs[j] = runs[j], runs[i] })
	return runs
}

// atEvents are deaths that together are after every event, and before it is written.
func (s *survey) atEvents(name string) (after, before []event) {
	had := map[string]bool{}
	for _, each := range s.events(name) {
		if each.Moment == "sent" {
			before = append(before, each)
			continue
		}
		fresh := false
		for _, one := range each.with {
			fresh = fresh || !had[each.Workflow+one]
			had[each.Workflow+one] = true
		}
		each.Which = surest(each.with)
		if fresh {
			after = append(after, each)
		}
	}
	return after, before
}

// surest is which of events that come together is most likely to come in any run: where
// a run was held up, there may be nothing left to wait for, and no timer.
func surest(events []string) string {
	for _, kind := range []string{"end-", "activity-", "done-", "update-", "signal-", "tell-", "marker-"} {
		for _, each := range events {
			if strings.HasPrefix(each, kind) {
				return each
			}
		}
	}
	return events[len(events)-1]
}

// threaded lets each run die several times, in the order in which the undisturbed run
// passed the points. Where there are points between events, each is the first of a run,
// as what a process does is numbered by itself.
func threaded(played scenario, events, between []event) (runs []*run) {
	stride := (len(events) + deathsPerRun - 1) / deathsPerRun
	if len(between) == 0 {
		for i := range stride {
			var points []point
			for at := i; at < len(events); at += stride {
				points = append(points, events[at].point)
			}
			runs = append(runs, newRun(0, played, points...))
		}
		return runs
	}
	for i, each := range between {
		points := []point{each.point}
		for k := range events {
			next := events[(i+k)%len(events)]
			if next.at > each.at+len(events)/deathsPerRun && len(points) < deathsPerRun-1 {
				points = append(points, next.point)
			}
		}
		runs = append(runs, newRun(0, played, points...))
	}
	return runs
}

// others are the runs in which something else is broken than the worker.
func (s *survey) others(played scenario) (runs []*run) {
	add := func(points ...point) {
		for _, each := range points {
			runs = append(runs, newRun(0, played, each))
		}
	}
	for _, each := range s.statements(played.Name, commits) {
		add(each.as(databaseAway), each.as(answerLost))
	}
	for _, each := range s.statements(played.Name, reads) {
		add(each.as(databaseAway))
	}
	for n := 1; n <= s.calls[played.Name]; n++ {
		for _, how := range []fault{outsideBefore, outsideAfter, outsideFails, outsideDown, outsideLate, outsideSlow} {
			add(point{Fault: how, Place: "call", Which: strconv.Itoa(n)})
		}
	}
	return runs
}

// rare are the runs in which what dies has no places to choose from; every matrix has them.
func rare(played scenario) []*run {
	dies := point{Fault: temporalDies}
	return append(forgotten(played), newRun(0, played, dies), newRun(0, played, dies))
}

// spares are people who can take the place of a run that does not come to its point,
// and everybody together.
func spares(runs []*run) (spare map[string][]*run, everybody []*run) {
	spare, everybody = map[string][]*run{}, slices.Clone(runs)
	share := map[string]int{}
	for i, each := range runs {
		if share[each.scenario.Name]++; share[each.scenario.Name]%3 == 1 {
			extra := newRun(spareIDs+i, each.scenario)
			spare[each.scenario.Name] = append(spare[each.scenario.Name], extra)
			everybody = append(everybody, extra)
		}
	}
	return spare, everybody
}

// spareIDs is where their numbers begin.
const spareIDs = 90_000
