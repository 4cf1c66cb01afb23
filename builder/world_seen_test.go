package builder_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhoSeesAnEntitlementIsCounted(t *testing.T) {
	people := []access.Person{
		{ID: "1", Login: "ada", Department: "Data", Status: access.Active, ManagerID: "2"},
		{ID: "2", Login: "mara", Department: "Data", Status: access.Active},
		{ID: "3", Login: "gone", Department: "Data", Status: access.Inactive},
		{ID: "4", Login: "sven", Department: "Sales", Status: access.Active},
	}
	world := builder.WorldOf(people, []access.Entitlement{{ID: "a/one", Risk: access.LowRisk}, {ID: "b/two", Risk: access.HighRisk}})
	for visible, want := range map[string]map[string]int{
		``:                               {"a/one": 3, "b/two": 3},
		`requester.department == "Data"`: {"a/one": 2, "b/two": 2},
		`requester.manager == "mara"`:    {"a/one": 1, "b/two": 1},
		`entitlement.risk == "low" || requester.department == "Sales"`: {"a/one": 3, "b/two": 1},
		`requester.`: nil,
	} {
		def := builder.Definition{Nodes: []builder.Node{{ID: "ask", Kind: builder.KindRequest, Config: map[string]any{
			"entitlements": []any{"a/one", "b/two", "c/unknown"}, "visible": visible,
		}}}}
		if got := builder.SeenBy(def, people, world); !maps.Equal(got, want) {
			t.Errorf("%q: %v", visible, got)
		}
	}
}

func TestATallCliffIsWarnedOfInTheWorldAsItIs(t *testing.T) {
	var people []access.Person
	for i := range 1000 {
		people = append(people, access.Person{ID: fmt.Sprint(i), Login: fmt.Sprint(i), Status: access.Active})
	}
	def, problems := builder.ParseYAML([]byte(`version: 2
name: wiki
title: Wiki
nodes:
  - {id: ask, kind: request, config: {entitlements: [wiki/editor], duration: {default: 1h, max: 1h}}}
  - {id: auto, kind: auto_approve, config: {because: Everybody may.}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
edges:
  - {from: ask, to: auto}
  - {from: auto, to: give}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	world := builder.WorldOf(people, []access.Entitlement{{ID: "wiki/editor", MaxDuration: day, Target: access.Target{Connector: "okta"}}})
	world.Seen, world.Rate = builder.SeenBy(def, people, world), map[string]int{"okta": 50}
	found := builder.Check(def, world)
	if len(found) != 1 || found[0].Code != builder.CodeCliff || found[0].Severity != builder.Warning {
		t.Errorf("found %+v", found)
	}
}
