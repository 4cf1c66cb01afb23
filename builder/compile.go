package builder

import (
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/internal/windows"
)

// Unproven is why a definition does not compile: Check found errors.
type Unproven struct{ Problems []Problem }

func (u *Unproven) Error() string {
	first := u.Problems[slices.IndexFunc(u.Problems, func(p Problem) bool { return p.Severity == Error })]
	where := first.Field
	if first.Node != "" {
		where = fmt.Sprintf("step %q %s", first.Node, first.Field)
	}
	return fmt.Sprintf("the automation is not proved safe: %s: %s (%s)", where, first.Message, first.Code)
}

// Compile makes the plan of a definition. It proves again whatever can be proved
// without knowing the world, and returns *Unproven if that fails. The plan depends
// on the meaning of the definition only: not on the order in which nodes and edges
// are written, nor on the layout.
func Compile(def Definition) (Plan, error) {
	analysed := analyse(def, World{})
	if HasErrors(analysed.found.problems) {
		return Plan{}, &Unproven{Problems: analysed.found.problems}
	}
	return analysed.plan(def), nil
}

// plan lowers a definition in which no errors were found.
func (a *analysis) plan(def Definition) Plan {
	titles := map[string]string{}
	for _, node := range def.Nodes {
		titles[node.ID] = node.Title
	}
	plan := Plan{Format: PlanFormat, Automation: def.Name, Title: def.Title}
	for name := range a.usedCalendars() {
		if plan.Calendars == nil {
			plan.Calendars = map[string]windows.Calendar{}
		}
		plan.Calendars[name] = def.Calendars[name]
	}
	for _, id := range a.graph.topological() {
		spec := a.drawn.kinds[id]
		step := Step{ID: id, Kind: spec.info.Kind, Title: titles[id], Next: a.graph.exits[id]}
		if step.Title == "" {
			step.Title = spec.info.Title
		}
		step.Asks, step.Hours = once(a.uses[id].facts), once(a.uses[id].calendars)
		a.drawn.bodies[id].lower(&step)
		plan.Steps = append(plan.Steps, step)
	}
	return plan
}

// once are the names in order, each once.
func once(names []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// checkPlanSize proves that the plan can travel by value with every request.
func (a *analysis) checkPlanSize(def Definition) {
	encoded, err := a.plan(def).Encode()
	if err != nil || len(encoded) > MaxPlanBytes {
		a.found.document(CodeTooMuch, "nodes", "The compiled automation is larger than %d KiB. Split the automation, or shorten its texts.", MaxPlanBytes>>10)
	}
}

// topological orders the steps so that every edge leads forward; of the steps that
// could come next, the smallest id does. The graph has no cycles.
func (g graph) topological() []string {
	waiting := map[string]int{}
	for _, id := range g.ids {
		for _, next := range g.successors(id) {
			waiting[next]++
		}
	}
	ready := []string{}
	for _, id := range g.ids {
		if waiting[id] == 0 {
			ready = append(ready, id)
		}
	}
	var order []string
	for len(ready) > 0 {
		slices.Sort(ready)
		id := ready[0]
		ready = ready[1:]
		order = append(order, id)
		for _, next := range g.successors(id) {
			if waiting[next]--; waiting[next] == 0 {
				ready = append(ready, next)
			}
		}
	}
	return order
}
