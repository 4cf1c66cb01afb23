package builder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// someGraph draws an automation of all kinds whose edges lead anywhere, mostly
// forward: some of them are safe, most are not.
func someGraph() *rapid.Generator[builder.Definition] {
	group := []any{map[string]any{"group": "Security"}}
	configs := map[builder.Kind]map[string]any{
		builder.KindApproval:    {"approvers": group, "timeout": "1h"},
		builder.KindAutoApprove: {"because": "It harms nobody."},
		builder.KindReview:      {"reviewers": group, "due": "1d"},
		builder.KindNotify:      {"to": []any{"requester"}, "text": "Hello."},
		builder.KindWebhook:     {"hook": "ledger"},
		builder.KindEnd:         {"outcome": "done"},
	}
	ports := map[builder.Kind][]string{
		builder.KindRequest:     {"next"},
		builder.KindQuestions:   {"answered", "timed_out"},
		builder.KindApproval:    {"approved", "denied", "timed_out"},
		builder.KindAutoApprove: {"next"},
		builder.KindReview:      {"next"},
		builder.KindNotify:      {"next"},
		builder.KindWebhook:     {"next", "failed"},
		builder.KindCondition:   {"high", "otherwise"},
		builder.KindGrant:       {"next", "failed"},
	}
	common := []builder.Kind{builder.KindApproval, builder.KindApproval, builder.KindGrant, builder.KindGrant, builder.KindQuestions, builder.KindCondition}
	return rapid.Custom(func(t *rapid.T) builder.Definition {
		def := builder.Definition{Version: builder.DefinitionVersion, Name: "random", Title: "Random", Nodes: []builder.Node{
			{ID: "n0", Kind: builder.KindRequest, Config: map[string]any{"entitlements": []any{"jira/admin"}, "duration": map[string]any{"default": "1h", "max": "1d"}}},
		}}
		kinds := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(common), rapid.SampledFrom(builder.Kinds()[1:10])), 1, 6).Draw(t, "kinds")
		for i, kind := range append(kinds, builder.KindEnd, builder.KindEnd) {
			config := configs[kind]
			switch kind {
			case builder.KindQuestions:
				config = map[string]any{"to": []any{"requester"}, "timeout": "1h", "questions": []any{
					map[string]any{"id": fmt.Sprintf("q%d", i+1), "label": "Why?", "type": "text", "required": true},
				}}
			case builder.KindCondition:
				when := `entitlement.risk == "high"`
				if rapid.Bool().Draw(t, "reads") {
					when = fmt.Sprintf(`answers.q%d == "x"`, rapid.IntRange(1, len(kinds)).Draw(t, "question"))
				}
				config = map[string]any{"branches": []any{map[string]any{"port": "high", "when": when}}}
			case builder.KindWait:
				config = rapid.SampledFrom([]map[string]any{{"for": "2h"}, {"when": `entitlement.risk == "high"`, "timeout": "2h"}}).Draw(t, "wait")
			}
			def.Nodes = append(def.Nodes, builder.Node{ID: fmt.Sprintf("n%d", i+1), Kind: kind, Config: config})
		}
		last := len(def.Nodes) - 1
		for i, node := range def.Nodes {
			ways := ports[node.Kind]
			if node.Kind == builder.KindWait {
				ways = []string{"next", "timed_out"}[:1+min(1, len(node.Config)-1)]
			}
			for _, port := range ways {
				first := i + 1
				if rapid.IntRange(0, 30).Draw(t, "anywhere") == 0 {
					first = 0
				}
				if rapid.IntRange(0, 30).Draw(t, "open") != 0 {
					to := rapid.IntRange(first, last).Draw(t, "to")
					if rapid.IntRange(0, 2).Draw(t, "near") > 0 && first > 0 {
						to = min(first, last)
					}
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

// brokenPromise says what the path to a step breaks, or nothing.
func brokenPromise(plan builder.Plan, path []builder.Exit, step builder.Step) string {
	consent, granted, ended := false, false, false
	answered := map[string]bool{}
	for _, exit := range path {
		passed, _ := plan.Step(exit.To)
		switch passed.Kind {
		case builder.KindApproval:
			consent = exit.Port == builder.PortApproved
		case builder.KindAutoApprove:
			consent = true
		case builder.KindQuestions:
			answered[passed.Questions.Questions[0].ID] = exit.Port == builder.PortAnswered
		case builder.KindGrant:
			granted, ended = true, ended || exit.Port == builder.PortNext
		}
	}
	switch step.Kind {
	case builder.KindGrant:
		if granted {
			return "grants again"
		}
		if !consent {
			return "grants although nobody approved"
		}
	case builder.KindReview:
		if !ended {
			return "reviews nothing"
		}
	case builder.KindCondition:
		question, reads := strings.CutPrefix(strings.Split(step.Condition.Branches[0].When, " ")[0], "answers.")
		if reads && !answered[question] {
			return "reads an answer that is not given"
		}
	case builder.KindWait:
		if ended && step.Wait.For == 0 {
			return "waits for something although access has ended"
		}
	}
	harmless := []builder.Kind{builder.KindNotify, builder.KindWebhook, builder.KindReview, builder.KindWait, builder.KindEnd}
	if ended && !slices.Contains(harmless, step.Kind) {
		return "is not harmless although access has ended"
	}
	if (len(step.Next) == 0) != (step.Kind == builder.KindEnd) {
		return "stops without an end"
	}
	return ""
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
			if broken := brokenPromise(plan, path, step); broken != "" {
				t.Fatalf("%s %s after %v", step.ID, broken, path)
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
