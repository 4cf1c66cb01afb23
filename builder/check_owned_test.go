package builder_test

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatNobodyOwnsNeedsNoOwnerWhereItIsSkippedForEverybody(t *testing.T) {
	const document = `version: 2
name: starter
title: Starter
nodes:
  - {id: ask, kind: request, config: {entitlements: [a/one, b/two], bundle: true, duration: {default: 1h, max: 1h}}}
  - id: owners
    kind: approval
    config:
      approvers: [{owner: entitlement}]
      each: true
      timeout: 1h
      skip: {when: 'WHEN', because: Why.}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
edges:
  - {from: ask, to: owners}
  - {from: owners.approved, to: give}
  - {from: owners.denied, to: done}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`
	world := builder.World{Entitlements: map[string]access.Entitlement{
		"a/one": {ID: "a/one", OwnerID: "olaf", MaxDuration: day}, "b/two": {ID: "b/two", MaxDuration: day},
	}}
	for when, owned := range map[string]bool{
		`entitlement.id == "b/two"`: true, `entitlement.id == "a/one"`: false, `subject.employment != "contractor"`: false,
	} {
		def, problems := builder.ParseYAML([]byte(strings.Replace(document, "WHEN", when, 1)))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		found := false
		for _, problem := range builder.Check(def, world) {
			found = found || problem.Code == builder.CodeNoOwner
		}
		if found == owned {
			t.Errorf("%s: reported %v", when, found)
		}
	}
}
