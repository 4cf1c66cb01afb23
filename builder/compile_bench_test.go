package builder

import (
	"fmt"
	"os"
	"testing"
)

// From the bytes of a drawing to the bytes of a plan, and of an expression alone.
func BenchmarkCompile(b *testing.B) {
	source, err := os.ReadFile("testdata/salesforce-enterprise.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		definition, problems := ParseYAML(source)
		if HasErrors(problems) {
			b.Fatal(problems)
		}
		plan, err := Compile(definition)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := plan.Encode(); err != nil {
			b.Fatal(err)
		}
	}
}

// Meant to stay below 5 ms with 20 steps and below 50 ms with 200.
func BenchmarkCheckAndCompile(b *testing.B) {
	for _, steps := range []int{20, 200} {
		b.Run(fmt.Sprintf("%d steps", steps), func(b *testing.B) {
			def := chain(steps)
			if problems := Check(def, World{}); HasErrors(problems) || len(def.Nodes) != steps {
				b.Fatal(len(def.Nodes), problems)
			}
			for b.Loop() {
				Check(def, World{})
				if _, err := Compile(def); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// chain is an automation of so many steps: conditions that lead to approvals, forms
// and messages by turns, and join again.
func chain(steps int) Definition {
	def := Definition{Version: DefinitionVersion, Name: "chain", Title: "A chain"}
	add := func(id string, kind Kind, config map[string]any) {
		def.Nodes = append(def.Nodes, Node{ID: id, Kind: kind, Config: config})
	}
	lead := func(from, to string) { def.Edges = append(def.Edges, Edge{From: from, To: to}) }
	group := []any{map[string]any{"group": "Security"}}
	add("ask", KindRequest, map[string]any{
		"entitlements": []any{"aws/staging"}, "duration": map[string]any{"default": "1h", "max": "1d"},
		"questions": []any{map[string]any{"id": "ticket", "label": "Ticket", "type": "text", "required": true}},
	})
	add("agree", KindAutoApprove, map[string]any{"because": "It harms nobody."})
	add("give", KindGrant, map[string]any{"while": `in_group(subject, "SRE")`})
	add("done", KindEnd, map[string]any{"outcome": "done"})
	add("denied", KindEnd, map[string]any{"outcome": "denied"})
	lead("agree", "give")
	lead("give", "done")
	lead("give.failed", "done")
	before := "ask"
	for i := len(def.Nodes); i < steps; i++ {
		id := fmt.Sprintf("n%d", i)
		lead(before, id)
		before = id
		switch i % 4 {
		case 0:
			add(id, KindCondition, map[string]any{"branches": []any{
				map[string]any{"port": "a", "when": `subject.employment == "contractor" && answers.ticket.startsWith("OPS-")`},
				map[string]any{"port": "b", "when": `requester.department in ["Engineering", "Product"] || request.duration > duration("4h")`},
			}})
			lead(id+".a", "denied")
			lead(id+".b", "agree")
			before = id + ".otherwise"
		case 1:
			add(id, KindApproval, map[string]any{"approvers": group, "timeout": "1d", "skip": map[string]any{"when": `entitlement.risk == "low"`, "because": "It harms nobody."}})
			lead(id+".denied", "denied")
			before = id + ".approved"
		case 2:
			add(id, KindQuestions, map[string]any{"to": []any{"requester"}, "timeout": "1d", "questions": []any{
				map[string]any{"id": fmt.Sprintf("q%d", i), "label": "Why?", "type": "text", "when": `answers.ticket != ""`},
			}})
			lead(id+".timed_out", "denied")
			before = id + ".answered"
		default:
			add(id, KindNotify, map[string]any{"to": []any{"requester"}, "text": "{requester} asks for {entitlement}, {answers.ticket}."})
		}
	}
	lead(before, "agree")
	return def
}

func BenchmarkEvaluate(b *testing.B) {
	for b.Loop() {
		if _, err := Evaluate(`requester.department in ["Engineering", "Product"]`, Facts{}); err != nil {
			b.Fatal(err)
		}
	}
}
