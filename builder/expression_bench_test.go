package builder_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Choosing approvers by an expression among 20,000 people.
func BenchmarkPredicateOverADirectory(b *testing.B) {
	people := make([]access.Person, 20_000)
	for i := range people {
		people[i] = access.Person{ID: fmt.Sprint(i), Login: fmt.Sprint(i), Department: "Sales", Title: "CISO", Groups: []string{"a", "b", "c"}}
	}
	facts := adaAsks()
	for b.Loop() {
		chosen, err := builder.NewPredicate(`person.department == "Security" && person.title == "CISO"`)
		if err != nil {
			b.Fatal(err)
		}
		for _, person := range people {
			facts.Person = person
			if _, err := chosen.Holds(facts); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// An expression that is read anew, and one that is kept ready.
func BenchmarkEvaluateAnew(b *testing.B) {
	facts := adaAsks()
	for b.Loop() {
		predicate, err := builder.NewPredicate(`requester.department in ["Engineering", "Product"]`)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := predicate.Holds(facts); err != nil {
			b.Fatal(err)
		}
	}
}

// Checking and compiling the largest automation: 200 steps, half of them conditions.
func BenchmarkCheckAndCompileTheLargest(b *testing.B) {
	var nodes, edges strings.Builder
	for i := range 97 {
		fmt.Fprintf(&nodes, "  - {id: c%d, kind: condition, config: {branches: [{port: go, when: 'subject.department == \"Department %d\" && entitlement.risk == \"low\"'}]}}\n", i, i)
		fmt.Fprintf(&nodes, "  - {id: n%d, kind: notify, config: {to: [requester], text: Hello.}}\n", i)
		fmt.Fprintf(&edges, "  - {from: c%d.go, to: n%d}\n", i, i)
		next := fmt.Sprintf("c%d", i+1)
		if i == 96 {
			next = "lead"
		}
		fmt.Fprintf(&edges, "  - {from: c%d.otherwise, to: %s}\n  - {from: n%d, to: %s}\n", i, next, i, next)
	}
	def, problems := builder.ParseYAML([]byte(`
version: 2
name: largest
title: Largest
nodes:
  - {id: ask, kind: request, config: {entitlements: [jira/admin], duration: {default: 1h, max: 4h}}}
` + nodes.String() + `
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
edges:
  - {from: ask, to: c0}
` + edges.String() + `
  - {from: lead.approved, to: give}
  - {from: lead.denied, to: done}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for b.Loop() {
		if problems := builder.Check(def, company()); builder.HasErrors(problems) {
			b.Fatal(problems)
		}
		if _, err := builder.Compile(def); err != nil {
			b.Fatal(err)
		}
	}
}
