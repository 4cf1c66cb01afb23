package builder

import "slices"

// knownAnswers is what is known of the document's questions where a run reaches one
// step.
type knownAnswers struct {
	asked map[string]Question // on some path to the step
	given map[string]bool     // required, asked always, and answered on every path to it
	// missing is a path that leads to the step without the answer, if there is one.
	missing func(id string) []string
}

// asking is a step that asks questions, and the way out by which they are answered.
type asking struct {
	step, answered string
	questions      []Question
}

func askings(ids []string, bodies map[string]body) []asking {
	var all []asking
	for _, id := range ids {
		switch step := bodies[id].(type) {
		case *RequestStep:
			all = append(all, asking{id, PortNext, step.Questions})
		case *QuestionsStep:
			all = append(all, asking{id, PortAnswered, step.Questions})
		}
	}
	return all
}

// answersAt tells for every step what is known where a run reaches it. A form has
// been answered on some path to a step if its way out leads there; and on every path
// if nothing leads there once that way out is cut. A step that no path leads to
// knows everything, as that is reported already.
func answersAt(g graph, all []asking) map[string]knownAnswers {
	known := map[string]knownAnswers{}
	reached := g.spread(g.entry, asking{})
	for _, id := range g.ids {
		known[id] = knownAnswers{
			asked: map[string]Question{}, given: map[string]bool{},
			missing: func(question string) []string { return g.pathWithout(all, question, id) },
		}
	}
	for _, each := range all {
		if len(each.questions) == 0 {
			continue
		}
		behind, around := g.behind(each), g.spread(g.entry, each)
		for _, id := range g.ids {
			at := known[id]
			for _, question := range each.questions {
				if !reached[id] || behind[id] {
					at.asked[question.ID] = question
				}
				if !reached[id] || behind[id] && !around[id] && question.Required && question.When == "" {
					at.given[question.ID] = true
				}
			}
		}
	}
	return known
}

// behind are the steps that a run may reach after the form was answered.
func (g graph) behind(each asking) map[string]bool {
	for _, exit := range g.exits[each.step] {
		if exit.Port == each.answered {
			return g.spread(exit.To, asking{})
		}
	}
	return nil
}

// spread are the steps that paths from a step lead to, and that step, where a form is
// never answered.
func (g graph) spread(from string, cut asking) map[string]bool {
	reached := map[string]bool{from: true}
	for waiting := []string{from}; len(waiting) > 0; {
		id := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		for _, exit := range g.exits[id] {
			if !reached[exit.To] && (id != cut.step || exit.Port != cut.answered) {
				reached[exit.To] = true
				waiting = append(waiting, exit.To)
			}
		}
	}
	return reached
}

// pathWithout is the shortest path to a step on which a question is not answered; of
// a question that nobody asks, the shortest of all.
func (g graph) pathWithout(all []asking, question, step string) []string {
	cut := asking{}
	for _, each := range all {
		if slices.ContainsFunc(each.questions, func(q Question) bool { return q.ID == question }) {
			cut = each
		}
	}
	return shortestPath(g.entry,
		func(id string) []string {
			var next []string
			for _, exit := range g.exits[id] {
				if id != cut.step || exit.Port != cut.answered {
					next = append(next, exit.To)
				}
			}
			return next
		},
		func(id string) bool { return id == step },
	)
}
