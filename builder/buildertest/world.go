package buildertest

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

const day = 24 * time.Hour

// The names that the automations use beside entitlements.
var (
	logins = []string{"ada@example.com", "bo@example.com", "cy@example.com", "di@example.com"}
	groups = []string{"Security", "SRE", "Finance leads", "On-call"}
	facts  = []string{"sre-primary", "incident-open"}
	hooks  = []string{"incident-prod", "ledger"}
)

// someWorld draws what there is: entitlements that all have an owner and a maximum.
func someWorld(t *rapid.T) builder.World {
	world := builder.World{
		Entitlements: map[string]access.Entitlement{},
		Logins:       named(logins), Groups: named(groups), Facts: named(facts), Hooks: named(hooks),
	}
	for i := range rapid.IntRange(1, 6).Draw(t, "entitlements") {
		id := fmt.Sprintf("app%d/role", i)
		world.Entitlements[id] = access.Entitlement{
			ID: id, AppID: fmt.Sprintf("app%d", i), AppTitle: fmt.Sprintf("App %d", i), Title: "Role", OwnerID: "p-owner",
			Risk:        rapid.SampledFrom([]access.Risk{access.LowRisk, access.MediumRisk, access.HighRisk}).Draw(t, "risk"),
			MaxDuration: time.Duration(rapid.IntRange(1, 60).Draw(t, "days")) * day,
			Target:      access.Target{Connector: "okta", Resource: id},
		}
	}
	return world
}

func named(names []string) map[string]bool {
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	return known
}
