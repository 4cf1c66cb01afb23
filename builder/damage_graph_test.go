package builder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// graphDamages cut, double and bend every edge, and spoil every step.
func graphDamages(t *testing.T, document string, def builder.Definition) []damage {
	t.Helper()
	plain := treeOf(t, def)
	kinds := map[string]builder.Kind{}
	for _, node := range def.Nodes {
		kinds[node.ID] = node.Kind
	}
	grant := def.Nodes[slices.IndexFunc(def.Nodes, func(n builder.Node) bool { return n.Kind == builder.KindGrant })].ID
	var all []damage
	for i, edge := range def.Edges {
		name := fmt.Sprintf("%s edge from %s ", document, edge.From)
		from, port, named := strings.Cut(edge.From, ".")
		if !named {
			port = builder.PortNext
		}
		bent := func(how, field, value string, codes ...builder.Code) {
			all = append(all, plain.broken(t, name+how, place{"edges", i, field}, value, codes...))
		}
		if !optionalPort(kinds[from], port) {
			cut := plain.copied(t)
			cut["edges"] = slices.Delete(cut["edges"].([]any), i, i+1)
			all = append(all, cut.damage(t, name+"cut", builder.CodeOpenPort))
		}
		doubled := plain.copied(t)
		doubled["edges"] = append(doubled["edges"].([]any), map[string]any{"from": edge.From, "to": edge.To})
		all = append(all, doubled.damage(t, name+"doubled", builder.CodePortTwice))
		bent("to nowhere", "to", "nowhere", builder.CodeUnknownStep)
		bent("from nowhere", "from", "nowhere.next", builder.CodeUnknownStep)
		bent("by another way out", "from", from+".sideways", builder.CodeUnknownPort)
		bent("back to the request", "to", def.Nodes[0].ID, builder.CodeIntoRequest)
		if kinds[from] != builder.KindRequest {
			bent("to itself", "to", from, builder.CodeCycle)
		}
		if kinds[from] == builder.KindRequest || port == builder.PortDenied {
			bent("straight to the grant", "to", grant, builder.CodeUnapproved, builder.CodeAnswerElsewhere)
		}
		if kinds[from] == builder.KindGrant {
			bent("to a grant again", "to", from, builder.CodeCycle)
		}
	}
	for i, node := range def.Nodes {
		name := fmt.Sprintf("%s step %s ", document, node.ID)
		spoilt := func(how, field, value string, codes ...builder.Code) {
			all = append(all, plain.broken(t, name+how, place{"nodes", i, field}, value, codes...))
		}
		spoilt("of no kind", "kind", "aproval", builder.CodeUnknownKind)
		spoilt("with an id that cannot be used", "id", "Not Good", builder.CodeStepID)
		spoilt("with the id of another", "id", def.Nodes[(i+1)%len(def.Nodes)].ID, builder.CodeRepeatedID)
		spoilt("with a title that is too long", "title", strings.Repeat("x", 201), builder.CodeTooMuch)
		island := plain.copied(t)
		island["nodes"] = append(island["nodes"].([]any), map[string]any{"id": "island", "kind": "end", "config": map[string]any{"outcome": "done"}})
		if i == 0 {
			all = append(all, island.damage(t, document+" with an island", builder.CodeUnreachable))
			second := island.copied(t)
			second["nodes"].([]any)[len(def.Nodes)].(map[string]any)["kind"] = "request"
			all = append(all, second.damage(t, document+" with two requests", builder.CodeRequestCount))
		}
	}
	return all
}

// optionalPort tells whether a way out needs no edge.
func optionalPort(kind builder.Kind, port string) bool {
	info := builder.Catalog()[slices.Index(builder.Kinds(), kind)]
	return slices.ContainsFunc(info.Ports, func(p builder.Port) bool { return p.Name == port && p.LikeWhenOpen != "" })
}

// documentDamages spoil what stands around the steps.
func documentDamages(t *testing.T, document string, def builder.Definition) []damage {
	t.Helper()
	plain := treeOf(t, def)
	var all []damage
	spoilt := func(how string, where place, value any, codes ...builder.Code) {
		all = append(all, plain.broken(t, document+" "+how, where, value, codes...))
	}
	spoilt("without a version", place{"version"}, nil, builder.CodeVersion)
	spoilt("of a later version", place{"version"}, 3, builder.CodeVersion)
	spoilt("without a name", place{"name"}, nil, builder.CodeName)
	spoilt("with another name", place{"name"}, "Orders DB", builder.CodeName)
	spoilt("without a title", place{"title"}, "  ", builder.CodeTitle)
	spoilt("with too long a title", place{"title"}, strings.Repeat("x", 201), builder.CodeTooMuch)
	spoilt("with a field nobody knows", place{"titel"}, "x", builder.CodeUnknownField)
	spoilt("with a field of a step nobody knows", place{"nodes", 0, "titel"}, "x", builder.CodeUnknownField)
	spoilt("with steps that are a text", place{"nodes"}, "x", builder.CodeWrongShape)
	spoilt("without steps", place{"nodes"}, nil, builder.CodeRequestCount)
	spoilt("without edges", place{"edges"}, nil, builder.CodeOpenPort)
	for name := range def.Calendars {
		at := place{"calendars", name}
		spoilt("with a calendar in no zone", append(slices.Clip(at), "zone"), "Nowhere/City", builder.CodeCalendar)
		spoilt("with a calendar without a zone", append(slices.Clip(at), "zone"), nil, builder.CodeCalendar)
		spoilt("with a calendar that is never open", append(slices.Clip(at), "open"), nil, builder.CodeCalendar)
		spoilt("with hours without days", append(slices.Clip(at), "open", 0, "days"), nil, builder.CodeCalendar)
		spoilt("with hours on no day", append(slices.Clip(at), "open", 0, "days"), []any{"XX"}, builder.CodeCalendar)
		spoilt("with hours at no time", append(slices.Clip(at), "open", 0, "from"), "25:00", builder.CodeCalendar)
		spoilt("with hours that end before they begin", append(slices.Clip(at), "open", 0, "to"), "00:00", builder.CodeCalendar)
		spoilt("with a holiday that is no date", append(slices.Clip(at), "holidays"), []any{"2027-02-30"}, builder.CodeCalendar)
		spoilt("with a calendar's field nobody knows", append(slices.Clip(at), "closed"), []any{}, builder.CodeUnknownField)
		spoilt("with holidays for weeks", append(slices.Clip(at), "holidays"), days(28), builder.CodeClosedTooLong)
	}
	return all
}

func days(count int) []any {
	var all []any
	for i := range count {
		all = append(all, now.AddDate(0, 0, i).Format("2006-01-02"))
	}
	return all
}
