package builder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// someGraph draws an automation whose edges lead anywhere, mostly forward: some of
// them are safe, most are not.
func someGraph() *rapid.Generator[builder.Definition] {
	configs := map[builder.Kind]map[string]any{
		builder.KindApproval: {"approvers": []any{map[string]any{"group": "Security"}}, "timeout": "1h"},
		builder.KindNotify:   {"to": []any{"requester"}, "text": "Hello."},
		builder.KindCondition: {"branches": []any{
			map[string]any{"port": "high", "when": `entitlement.risk == "high"`},
		}},
		builder.KindEnd: {"outcome": "done"},
	}
	ports := map[builder.Kind][]string{
		builder.KindRequest:   {"next"},
		builder.KindApproval:  {"approved", "denied", "timed_out"},
		builder.KindNotify:    {"next"},
		builder.KindCondition: {"high", "otherwise"},
		builder.KindGrant:     {"next", "failed"},
	}
	return rapid.Custom(func(t *rapid.T) builder.Definition {
		def := builder.Definition{Version: 1, Name: "random", Title: "Random", Nodes: []builder.Node{
			{ID: "n0", Kind: builder.KindRequest, Config: map[string]any{"entitlements": []any{"jira/admin"}, "duration": map[string]any{"default": "1h", "max": "1d"}}},
		}}
		kinds := rapid.SliceOfN(rapid.SampledFrom([]builder.Kind{builder.KindApproval, builder.KindNotify, builder.KindCondition, builder.KindGrant}), 1, 6).Draw(t, "kinds")
		for i, kind := range append(kinds, builder.KindEnd, builder.KindEnd) {
			def.Nodes = append(def.Nodes, builder.Node{ID: fmt.Sprintf("n%d", i+1), Kind: kind, Config: configs[kind]})
		}
		last := len(def.Nodes) - 1
		for i, node := range def.Nodes {
			for _, port := range ports[node.Kind] {
				first := i + 1
				if rapid.IntRange(0, 30).Draw(t, "anywhere") == 0 {
					first = 0
				}
				if rapid.IntRange(0, 30).Draw(t, "open") != 0 {
					to := rapid.IntRange(first, last).Draw(t, "to")
					def.Edges = append(def.Edges, builder.Edge{From: node.ID + "." + port, To: fmt.Sprintf("n%d", to)})
				}
			}
		}
		return pruned(def)
	})
}

// pruned leaves out what nothing leads to, as most graphs would fail by that alone.
func pruned(def builder.Definition) builder.Definition {
	reached := map[string]bool{"n0": true}
	for range def.Nodes {
		for _, edge := range def.Edges {
			from, _, _ := strings.Cut(edge.From, ".")
			reached[edge.To] = reached[edge.To] || reached[from]
		}
	}
	def.Nodes = slices.DeleteFunc(def.Nodes, func(n builder.Node) bool { return !reached[n.ID] })
	def.Edges = slices.DeleteFunc(def.Edges, func(e builder.Edge) bool {
		from, _, _ := strings.Cut(e.From, ".")
		return !reached[from]
	})
	return def
}

// walk takes every path of a plan and calls at each of its steps.
func walk(plan builder.Plan, id string, path []builder.Exit, at func(path []builder.Exit, step builder.Step)) {
	step, known := plan.Step(id)
	if !known || len(path) > len(plan.Steps) {
		panic(fmt.Sprintf("lost at %q after %v", id, path))
	}
	at(path, step)
	for _, exit := range step.Next {
		walk(plan, exit.To, append(path[:len(path):len(path)], builder.Exit{Port: exit.Port, To: step.ID}), at)
	}
}

// What was proved holds on every path, told apart from how it was proved.
func TestWhatIsProvedHoldsOnEveryPath(t *testing.T) {
	proved, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		def := someGraph().Draw(t, "definition")
		problems := builder.Check(def, company())
		plan, err := builder.Compile(def)
		if builder.HasErrors(problems) != (err != nil) {
			t.Fatalf("Check says %+v and Compile %v", problems, err)
		}
		if err != nil {
			refused++
			return
		}
		proved++
		visited := map[string]bool{}
		walk(plan, "n0", nil, func(path []builder.Exit, step builder.Step) {
			visited[step.ID] = true
			approved, ended := false, false
			for _, exit := range path {
				passed, _ := plan.Step(exit.To)
				switch passed.Kind {
				case builder.KindApproval:
					approved = exit.Port == builder.PortApproved
				case builder.KindGrant:
					ended = ended || exit.Port == builder.PortNext
					if step.Kind == builder.KindGrant {
						t.Fatalf("%s grants again after %v", step.ID, path)
					}
				}
			}
			if step.Kind == builder.KindGrant && !approved {
				t.Fatalf("%s grants without approval after %v", step.ID, path)
			}
			if ended && step.Kind != builder.KindNotify && step.Kind != builder.KindEnd {
				t.Fatalf("%s is a %s after access ended: %v", step.ID, step.Kind, path)
			}
			if (len(step.Next) == 0) != (step.Kind == builder.KindEnd) {
				t.Fatalf("%s stops without an end", step.ID)
			}
		})
		if len(visited) != len(def.Nodes) {
			t.Fatalf("%d steps, and paths lead to %d", len(def.Nodes), len(visited))
		}
		if encoded, err := plan.Encode(); err != nil {
			t.Fatal(err)
		} else if _, err := builder.DecodePlan(encoded); err != nil {
			t.Fatalf("a proved plan is not sound: %v", err)
		}
	})
	t.Logf("%d proved, %d refused", proved, refused)
	if proved == 0 || refused == 0 {
		t.Fatal("the definitions were all safe or all unsafe, so nothing was shown")
	}
}
