package builder_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// bundleOfOwners asks the owner of each of two entitlements, one of which has none.
const bundleOfOwners = `version: 2
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
      SKIP
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
edges:
  - {from: ask, to: owners}
  - {from: owners.approved, to: give}
  - {from: owners.denied, to: done}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`

// reportsNoOwner tells whether the step of a document is found to ask nobody.
func reportsNoOwner(t *testing.T, document string) bool {
	t.Helper()
	world := builder.World{
		Entitlements: map[string]access.Entitlement{
			"a/one": {ID: "a/one", OwnerID: "olaf", MaxDuration: day}, "b/two": {ID: "b/two", MaxDuration: day},
		},
		Facts: map[string]bool{"sre-primary": true},
	}
	def, problems := builder.ParseYAML([]byte(document))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return slices.Contains(codes(builder.Check(def, world)), builder.CodeNoOwner)
}

func TestNobodyOnCallOwnsWhatNobodyOwns(t *testing.T) {
	for approvers, reported := range map[string]bool{
		"{owner: entitlement}, {on_call: sre-primary}": true,
		"{on_call: sre-primary}, {owner: entitlement}": true,
		"{manager: requester}, {on_call: sre-primary}": false,
		"{owner: entitlement}, {manager: requester}":   false,
	} {
		document := strings.NewReplacer("{owner: entitlement}", approvers, "SKIP", "quorum: any").Replace(bundleOfOwners)
		if reportsNoOwner(t, document) != reported {
			t.Errorf("%s: reported %v", approvers, !reported)
		}
	}
}

func TestWhatNobodyOwnsNeedsNoOwnerWhereItIsSkippedForEverybody(t *testing.T) {
	for when, owned := range map[string]bool{
		`entitlement.id == "b/two"`: true, `entitlement.id == "a/one"`: false, `subject.employment != "contractor"`: false,
	} {
		document := strings.Replace(bundleOfOwners, "SKIP", "skip: {when: '"+when+"', because: Why.}", 1)
		if found := reportsNoOwner(t, document); found == owned {
			t.Errorf("%s: reported %v", when, found)
		}
	}
}
