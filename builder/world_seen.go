package builder

import (
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// mostLooks is how many times whether somebody sees something is decided for one
// check: about two seconds. What would take more is left out.
const mostLooks = 300_000

// SeenBy counts, for World.Seen, the active people who may see each entitlement that
// a definition offers. What cannot be decided is left out; Check says why.
func SeenBy(def Definition, people []access.Person, world World) map[string]int {
	var config fields
	for _, node := range def.Nodes {
		if node.Kind == KindRequest {
			config = fields{values: node.Config}
		}
	}
	visible := strings.TrimSpace(config.text("visible"))
	predicate, err := NewPredicate(visible)
	if visible != "" && err != nil {
		return nil
	}
	logins := map[string]string{}
	for _, person := range people {
		logins[person.ID] = person.Login
	}
	// An expression that does not read the entitlement says the same of all of them.
	alike := !strings.Contains(visible, factEntitlement)
	seen, count, looks := map[string]int{}, -1, 0
	for _, id := range config.texts("entitlements") {
		entitlement, known := world.Entitlements[id]
		if !known {
			continue
		}
		if count < 0 || !alike {
			if looks += len(people); looks > mostLooks {
				break
			}
			count = 0
			for _, person := range people {
				if person.Status != access.Active {
					continue
				}
				facts := Facts{Requester: person, RequesterManager: logins[person.ManagerID], Entitlement: entitlement}
				if visible == "" || holds(predicate, facts) {
					count++
				}
			}
		}
		seen[id] = count
	}
	return seen
}

func holds(predicate *Predicate, facts Facts) bool {
	decision, err := predicate.Holds(facts)
	return err == nil && decision.Value
}
