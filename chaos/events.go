package main

import "strings"

// coverage is at how many events of the undisturbed histories a worker died.
type coverage struct {
	events, died int
	missing      []string
}

// coverage holds the events at which workers died in a scenario against those that
// its undisturbed histories have. Whoever dies when an answer was written dies at all
// the events that it wrote together.
func (s *survey) coverage(name string, died map[string]bool) (total coverage) {
	for id, history := range s.saw[name].histories {
		_, workflow := whose(strings.Fields(id)[0])
		for _, event := range named(history) {
			total.events++
			if died[workflow+":"+event] {
				total.died++
			} else {
				total.missing = append(total.missing, workflow+":"+event)
			}
		}
	}
	return total
}
