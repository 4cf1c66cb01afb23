package builder_test

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestAWorldKnowsOnlyWhoIsActive(t *testing.T) {
	world := builder.WorldOf([]access.Person{
		{Login: "ada", Status: access.Active, Groups: []string{"leads"}},
		{Login: "gone", Status: access.Inactive, Groups: []string{"veterans"}},
	}, []access.Entitlement{{ID: "jira/user"}})
	if len(world.Logins) != 1 || !world.Logins["ada"] || len(world.Groups) != 1 || !world.Groups["leads"] {
		t.Errorf("got %+v", world)
	}
	if _, known := world.Entitlements["jira/user"]; !known {
		t.Errorf("got %+v", world.Entitlements)
	}
}

func TestAnEmptyWorldIsKnownToBeEmpty(t *testing.T) {
	world := builder.WorldOf(nil, nil)
	if world.Entitlements == nil || world.Logins == nil || world.Groups == nil {
		t.Errorf("what is empty is not known: %+v", world)
	}
}
