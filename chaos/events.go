package main

import (
	"slices"
	"strings"
)

// coverage is at how many events of the undisturbed histories a worker died.
type coverage struct {
	events, died int
	missing      []string
}

// coverage holds the events at which workers died in a scenario against those that
// every undisturbed history of it has. Whoever dies when an answer was written dies at
// all the events that it wrote together.
func (s *survey) coverage(name string, died map[string]bool) (total coverage) {
	always := eventsOf(s.again[name])
	for event := range eventsOf(s.saw[name]) {
		switch {
		case !always[event]:
		case died[event]:
			total.events, total.died = total.events+1, total.died+1
		default:
			total.events++
			total.missing = append(total.missing, event)
		}
	}
	slices.Sort(total.missing)
	return total
}

// missing are points at the events of a scenario at which no worker has died, one for
// those that were written or told together.
func (s *survey) missing(name string, died map[string]bool) (points []point) {
	lacking := map[string]bool{}
	for _, event := range s.coverage(name, died).missing {
		lacking[event] = true
	}
	for _, each := range s.events(name) {
		if each.Moment == "sent" {
			continue
		}
		for _, one := range each.with {
			if lacking[each.Workflow+":"+one] {
				at := each.point
				at.Which = one
				points = append(points, at)
				break
			}
		}
		for _, one := range each.with {
			delete(lacking, each.Workflow+":"+one)
		}
	}
	return points
}

func eventsOf(e *evidence) map[string]bool {
	found := map[string]bool{}
	for id, history := range e.histories {
		_, workflow := whose(strings.Fields(id)[0])
		for _, event := range named(history) {
			found[workflow+":"+event] = true
		}
	}
	return found
}
