package builder

import (
	"fmt"
	"strings"
)

// checkReach proves that every step is reached and that from every step an end is.
func checkReach(g graph, found *findings) {
	reached := g.reachable(g.entry)
	for _, id := range g.ids {
		if !reached[id] {
			found.about(id).fail(CodeUnreachable, "", "No path from %q leads to %q. Connect it, or delete it.", g.entry, id)
		}
	}
	ends := g.reachingEnd()
	for _, id := range g.ids {
		if ends[id] || !reached[id] || g.deadBefore(id, ends, reached) {
			continue
		}
		found.about(id).along(CodeNoEnd, g.path(g.entry, id), "From %q no path leads to an end. Lead one of the steps that follow to an end step.", id)
	}
}

// reachingEnd are the steps from which some path leads to an end: the same search,
// backwards.
func (g graph) reachingEnd() map[string]bool {
	reaching := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, id := range g.ids {
			live := g.kinds[id] == KindEnd
			for _, next := range g.successors(id) {
				live = live || reaching[next]
			}
			if live && !reaching[id] {
				reaching[id], changed = true, true
			}
		}
	}
	return reaching
}

// deadBefore tells whether the same trouble begins earlier on the way to a step,
// where it is reported.
func (g graph) deadBefore(id string, ends, reached map[string]bool) bool {
	if id == g.entry {
		return false
	}
	path := g.path(g.entry, id)
	for _, earlier := range path[:len(path)-1] {
		if reached[earlier] && !ends[earlier] {
			return true
		}
	}
	return false
}

// checkCycles proves that no path comes back to where it was, by a depth-first
// search: an edge to a step that is still being visited closes a cycle.
func checkCycles(g graph, found *findings) {
	const visiting, done = 1, 2
	state := map[string]int{}
	var stack []string
	var visit func(id string)
	visit = func(id string) {
		state[id] = visiting
		stack = append(stack, id)
		for _, next := range g.successors(id) {
			switch state[next] {
			case visiting:
				cycle := cycleFrom(stack, next)
				found.add(Problem{Code: CodeCycle, Node: next, Path: cycle, Message: fmt.Sprintf("A run could go round for ever: %s. Remove one of these edges.", strings.Join(cycle, " → "))})
			case done:
			default:
				visit(next)
			}
		}
		stack = stack[:len(stack)-1]
		state[id] = done
	}
	for _, id := range g.ids {
		if state[id] == 0 {
			visit(id)
		}
	}
}

func cycleFrom(stack []string, start string) []string {
	for i, id := range stack {
		if id == start {
			return append(append([]string{}, stack[i:]...), start)
		}
	}
	return nil
}
