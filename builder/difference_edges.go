package builder

import (
	"fmt"
	"strings"
)

// edges compares the connections, each by where it leads from and to. One way out
// that led to one step and now leads to another is one difference.
func (c *comparison) edges() {
	before, after := edgesBetween(c.before.edges, c.renamed), edgesBetween(c.after.edges, nil)
	gone, came := map[string][]Edge{}, map[string][]Edge{}
	for _, edge := range before.order {
		if after.count[edge] == 0 {
			gone[edge.From] = append(gone[edge.From], edge)
		}
	}
	for _, edge := range after.order {
		if before.count[edge] == 0 {
			came[edge.From] = append(came[edge.From], edge)
		}
	}
	turned := func(from string) bool { return len(gone[from]) == 1 && len(came[from]) == 1 }
	for _, edge := range after.order {
		to := c.stepCalled(edge.To, c.after, c.before)
		switch was, is := before.count[edge], after.count[edge]; {
		case was == is:
		case was > 0:
			c.addEdge(ChangeChanged, edge, Difference{Before: timesInWords(was), After: timesInWords(is)}, "leads to %s %s now instead of %s", to, timesInWords(is), timesInWords(was))
		case turned(edge.From):
			old := gone[edge.From][0]
			c.addEdge(ChangeChanged, edge, Difference{Before: old.To, After: edge.To}, "now leads to %s instead of %s", to, c.stepCalled(old.To, c.before, c.after))
		default:
			c.addEdge(ChangeAdded, edge, Difference{After: edge.To}, "now leads to %s", to)
		}
	}
	for _, edge := range before.order {
		if after.count[edge] == 0 && !turned(edge.From) {
			c.addEdge(ChangeRemoved, edge, Difference{Before: edge.To}, "no longer leads to %s", c.stepCalled(edge.To, c.before, c.after))
		}
	}
	c.node = ""
}

func timesInWords(count int) string {
	if count == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", count)
}

func (c *comparison) addEdge(change Change, edge Edge, difference Difference, words string, args ...any) {
	c.node, _, _ = strings.Cut(edge.From, ".")
	difference.Change, difference.Edge = change, edge.From+" → "+edge.To
	difference.Words = c.originCalled(edge.From) + " " + fmt.Sprintf(words, args...) + "."
	c.add(difference)
}

// countedEdges are edges in their order, each once, and how often each is drawn.
type countedEdges struct {
	order []Edge
	count map[Edge]int
}

// edgesBetween counts edges between steps under their newer ids. PortNext is left
// out, as it may be in a definition.
func edgesBetween(edges []Edge, renamed map[string]string) countedEdges {
	counted := countedEdges{count: map[Edge]int{}}
	newer := func(id string) string {
		if now, there := renamed[id]; there {
			return now
		}
		return id
	}
	for _, edge := range edges {
		node, port, _ := strings.Cut(edge.From, ".")
		from := newer(node)
		if port != "" && port != PortNext || strings.HasSuffix(edge.From, ".") {
			from += "." + port
		}
		edge = Edge{From: from, To: newer(edge.To)}
		if counted.count[edge] == 0 {
			counted.order = append(counted.order, edge)
		}
		counted.count[edge]++
	}
	return counted
}

// stepCalled is the name of a step in the first definition that has it.
func (c *comparison) stepCalled(id string, in ...drawnDefinition) string {
	if step := stepWithID(id, in...); step != nil {
		return inQuotes(stepName(step))
	}
	return inQuotes(shortened(id))
}

// originCalled is a way out of a step: `"Team lead" (denied)`.
func (c *comparison) originCalled(from string) string {
	id, port, named := strings.Cut(from, ".")
	name := c.stepCalled(id, c.after, c.before)
	if !named {
		return name
	}
	spec, _ := kindOf(Kind(textOf(stepWithID(id, c.after, c.before)["kind"])))
	for _, known := range spec.info.Ports {
		if known.Name == port {
			port = known.Label
		}
	}
	return fmt.Sprintf("%s (%s)", name, shortened(port))
}

func stepWithID(id string, in ...drawnDefinition) map[string]any {
	for _, def := range in {
		if step, there := def.byID[id]; there {
			return step
		}
	}
	return nil
}
