package builder

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
	reached := g.reachable(g.entry)
	known := map[string]knownAnswers{}
	for _, id := range g.ids {
		known[id] = knownAnswers{
			asked: map[string]Question{}, given: map[string]bool{},
			missing: func(question string) []string { return g.pathWithout(all, question, id) },
		}
	}
	for _, each := range all {
		behind := g.behind(each)
		around := g.around(each).reachable(g.entry)
		for id, at := range known {
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
			return g.reachable(exit.To)
		}
	}
	return nil
}

// around is the graph in which the form is never answered.
func (g graph) around(each asking) graph {
	cut := g
	cut.exits = map[string][]Exit{}
	for id, exits := range g.exits {
		for _, exit := range exits {
			if id != each.step || exit.Port != each.answered {
				cut.exits[id] = append(cut.exits[id], exit)
			}
		}
	}
	return cut
}

// pathWithout is the shortest path to a step on which a question is not answered; to
// a question that nobody asks, the shortest of all.
func (g graph) pathWithout(all []asking, question, step string) []string {
	for _, each := range all {
		for _, asked := range each.questions {
			if asked.ID == question {
				return g.around(each).path(g.entry, step)
			}
		}
	}
	return g.path(g.entry, step)
}
