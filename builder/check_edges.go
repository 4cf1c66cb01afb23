package builder

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// drawing is the nodes of a definition by id, with their typed configs.
type drawing struct {
	order   []string // as drawn
	kinds   map[string]kindSpec
	configs map[string]fields
	bodies  map[string]body
}

// connect reads the edges into a graph and proves that each leads from a way out
// that exists to a step that exists, and that no way out is open or used twice.
func connect(drawn drawing, edges []Edge, found *findings) graph {
	g := graph{kinds: map[string]Kind{}, exits: map[string][]Exit{}}
	for _, id := range drawn.order {
		g.ids = append(g.ids, id)
		g.kinds[id] = drawn.kinds[id].info.Kind
	}
	sort.Strings(g.ids)
	if requests := g.of(KindRequest); len(requests) == 1 {
		g.entry = requests[0]
	}
	leads := map[string]map[string]string{}
	for i, edge := range edges {
		from, port, ok := drawn.origin(i, edge, found)
		if !ok || !drawn.target(i, edge, found) {
			continue
		}
		if leads[from] == nil {
			leads[from] = map[string]string{}
		}
		if earlier, taken := leads[from][port]; taken {
			found.add(Problem{Code: CodePortTwice, Node: from, Field: edgePlace(i), Message: fmt.Sprintf("The way out %q of %q leads to %q already. Keep one of the two edges.", port, from, earlier)})
			continue
		}
		leads[from][port] = edge.To
	}
	for _, id := range drawn.order {
		g.exits[id] = drawn.exits(id, leads[id], found.about(id))
	}
	return g
}

func edgePlace(i int) string { return fmt.Sprintf("edges[%d]", i) }

// origin reads "node.port", or "node" where that can only mean PortNext.
func (d drawing) origin(i int, edge Edge, found *findings) (node, port string, ok bool) {
	node, port, named := strings.Cut(edge.From, ".")
	body, known := d.bodies[node]
	if !known {
		found.document(CodeUnknownStep, edgePlace(i)+".from", "There is no step %q to lead from.", node)
		return node, port, false
	}
	if !named {
		port = PortNext
	}
	if ports := body.ports(); !slices.Contains(ports, port) {
		message := fmt.Sprintf("%q has no way out called %q. ", node, port)
		switch {
		case len(ports) == 0:
			message = fmt.Sprintf("%q ends the request, so nothing follows it. Remove the edge.", node)
		case !named:
			message = fmt.Sprintf("Which way out of %q is meant? ", node) + listed("Write one of", prefixed(node+".", ports))
		default:
			message += listed("It has", ports)
		}
		found.add(Problem{Code: CodeUnknownPort, Node: node, Field: edgePlace(i) + ".from", Message: message})
		return node, port, false
	}
	return node, port, true
}

func (d drawing) target(i int, edge Edge, found *findings) bool {
	if _, known := d.bodies[edge.To]; !known {
		found.document(CodeUnknownStep, edgePlace(i)+".to", "There is no step %q to lead to.", edge.To)
		return false
	}
	if d.kinds[edge.To].info.Kind == KindRequest {
		found.add(Problem{Code: CodeIntoRequest, Node: edge.To, Field: edgePlace(i) + ".to", Message: fmt.Sprintf("%q is where a run begins, so nothing may lead back to it.", edge.To)})
		return false
	}
	return true
}

// exits are the ways out of a step that lead somewhere.
func (d drawing) exits(id string, leads map[string]string, found *nodeFindings) []Exit {
	var exits []Exit
	for _, port := range d.bodies[id].ports() {
		to, drawn := leads[port]
		like := d.kinds[id].defaultPort(port)
		if !drawn && like != "" {
			to, drawn = leads[like]
		}
		switch {
		case drawn:
			exits = append(exits, Exit{Port: port, To: to})
		case like == "" && port == PortOtherwise:
			found.fail(CodeOpenPort, "", "When no branch of %q is true, nothing follows. Connect its way out %q.", id, port)
		case like == "":
			found.fail(CodeOpenPort, "", "The way out %q of %q leads nowhere. Connect it to a step.", port, id)
		}
	}
	return exits
}

func prefixed(prefix string, texts []string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, prefix+text)
	}
	return all
}
