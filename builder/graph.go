package builder

import "slices"

// graph is the control flow of a definition, as far as its edges make sense. What
// does not has been reported. Ways out that follow another one are made explicit.
type graph struct {
	ids   []string // sorted
	kinds map[string]Kind
	exits map[string][]Exit // connected ones, in the order of the kind's ports
	entry string            // the request, empty if there is not exactly one
}

// successors are the steps that directly follow, each once.
func (g graph) successors(id string) []string {
	var next []string
	for _, exit := range g.exits[id] {
		if !slices.Contains(next, exit.To) {
			next = append(next, exit.To)
		}
	}
	return next
}

// shortestPath searches breadth first from a state to the nearest goal and returns
// all the states on the way, or nil. The order of next decides between equals.
func shortestPath[S comparable](from S, next func(S) []S, goal func(S) bool) []S {
	cameFrom := map[S]S{}
	seen := map[S]bool{from: true}
	queue := []S{from}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		if goal(state) {
			path := []S{state}
			for state != from {
				state = cameFrom[state]
				path = append(path, state)
			}
			slices.Reverse(path)
			return path
		}
		for _, following := range next(state) {
			if !seen[following] {
				seen[following] = true
				cameFrom[following] = state
				queue = append(queue, following)
			}
		}
	}
	return nil
}

// path is the shortest path between two steps, or nil.
func (g graph) path(from, to string) []string {
	return shortestPath(from, g.successors, func(id string) bool { return id == to })
}

// reachable are the steps that paths from a step lead to, and that step.
func (g graph) reachable(from string) map[string]bool {
	reached := map[string]bool{}
	shortestPath(from, g.successors, func(id string) bool {
		reached[id] = true
		return false
	})
	return reached
}

// of lists the steps of a kind, sorted.
func (g graph) of(kind Kind) []string {
	var ids []string
	for _, id := range g.ids {
		if g.kinds[id] == kind {
			ids = append(ids, id)
		}
	}
	return ids
}
