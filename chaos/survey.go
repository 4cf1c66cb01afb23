package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// survey is what the undisturbed run of each scenario passed through: where it can
// be broken, and what it has to come to.
type survey struct {
	lines map[string][]passed // by scenario, in the order they were passed
	calls map[string]int
	saw   map[string]*evidence
	again map[string]*evidence // of a second undisturbed run of each
}

// surveyed plays every scenario undisturbed, twice, in a house of its own. The oracle
// must have nothing against any of them.
func surveyed(given settings, tell io.Writer) (*survey, error) {
	var cases []*run
	for i, each := range slices.Concat(given.scenarios, given.scenarios) {
		cases = append(cases, newRun(i, each, point{Fault: undisturbed}))
	}
	given.plant = noPlant
	h, err := openHouse(given, cases)
	if err != nil {
		return nil, err
	}
	defer h.shut()
	if err := h.startWorker(orders{Tell: true}); err != nil {
		return nil, err
	}
	p := &procession{house: h, tell: io.Discard, finish: finish, begun: cases, folk: startPeople(h)}
	defer p.folk.leave()
	began := time.Now()
	if err := p.submit(cases); err != nil {
		return nil, err
	}
	lines := map[string][]passed{}
	if err := p.settle(); err != nil {
		return nil, err
	}
	for _, line := range h.worker.lines() {
		lines[line.Case] = append(lines[line.Case], line)
	}
	seen := &survey{lines: map[string][]passed{}, calls: map[string]int{}, saw: map[string]*evidence{}, again: map[string]*evidence{}}
	all, err := gather(h, cases, true)
	if err != nil {
		return nil, err
	}
	for i, each := range cases {
		if !each.over() {
			return nil, fmt.Errorf("%s does not come to its end although nothing is broken: %v", each.scenario.Name, each.requests)
		}
		name := each.scenario.Name
		if i >= len(given.scenarios) {
			all[i].reference = seen.saw[name]
			seen.again[name] = all[i]
			for _, found := range judge(all[i]) {
				return nil, fmt.Errorf("%s is found wrong although nothing is broken: invariant %d: %s", name, found.invariant, found.says)
			}
			continue
		}
		seen.lines[name], seen.calls[name], seen.saw[name] = lines[each.ID], h.front.count(each.ID), all[i]
	}
	fmt.Fprintf(tell, "%d scenarios, undisturbed, in %s\n", len(given.scenarios), time.Since(began).Round(time.Second))
	return seen, nil
}

// event is a point at an event, and all the events that are with it.
type event struct {
	point
	with []string
	at   int // when it was passed
}

// events are where a worker's death is at events of the histories.
func (s *survey) events(name string) (list []event) {
	for i, line := range s.lines[name] {
		if line.Point.Place == "event" {
			list = append(list, event{line.Point, line.Events, i})
		}
	}
	return list
}

// between are the points of a scenario at which a worker dies between events. What is
// before a statement is what was after the one before it, and left out.
func (s *survey) between(name string) (list []event) {
	for i, line := range s.lines[name] {
		p := line.Point
		if p.Place == "activity" || p.Place == "outside" || p.Place == commits && p.Moment == "after" {
			list = append(list, event{p, nil, i})
		}
	}
	return list
}

// statements are the points at which the database goes away.
func (s *survey) statements(name, place string) (list []point) {
	for _, line := range s.lines[name] {
		if line.Point.Place == place && line.Point.Moment == "before" {
			list = append(list, line.Point)
		}
	}
	return list
}
