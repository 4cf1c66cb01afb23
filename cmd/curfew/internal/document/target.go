package document

import "github.com/curfewhq/curfew/builder"

// target is what a problem is about, and whether it is that itself, or only what
// it would be in.
func (x *Index) target(problem builder.Problem) (found, bool) {
	top, step, config := found{value: x.root}, x.step(problem.Node), found{}
	from := []found{top}
	if step.value != nil {
		config = step.value.member("config")
		from = []found{config, step, top}
		if about(problem, graph) {
			from = []found{top, step}
		}
	}
	var near found
	for _, root := range from {
		if root.value == nil || problem.Field == "" {
			continue
		}
		reached := follow(root, problem.Field)
		if reached.whole {
			return reached, true
		}
		if near.value == nil && reached.value != root.value {
			near = reached
		}
	}
	switch {
	case near.value != nil:
		return near, false
	case config.value != nil && problem.Field != "" && !about(problem, graph):
		return config, false
	case step.value != nil:
		return found{value: step.value.member("id").value}, false
	default:
		return top, false
	}
}

// step is the node of the definition that has the id; its value is nil where there
// is none.
func (x *Index) step(id string) found {
	nodes := x.root.member("nodes")
	if nodes.value == nil || id == "" {
		return found{}
	}
	for _, item := range nodes.value.items {
		if named := item.member("id"); named.value != nil && named.value.text == id {
			return found{value: item}
		}
	}
	return found{}
}
