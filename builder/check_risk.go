package builder

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// longestCliff is how long taking access away from everybody at once may last.
const longestCliff = 10 * time.Minute

// checkRisk warns of what is allowed and may still be a mistake.
func (a *analysis) checkRisk(world World) {
	request, ok := a.drawn.bodies[a.graph.entry].(*RequestStep)
	if !ok {
		return
	}
	warn := func(code Code, node, field string, path []string, message string, args ...any) {
		a.found.add(Problem{Code: code, Severity: Warning, Node: node, Field: field, Path: path, Message: fmt.Sprintf(message, args...)})
	}
	grants := a.graph.of(KindGrant)
	for _, grant := range grants {
		if step, read := a.drawn.bodies[grant].(*GrantStep); read && step.Urgent && !a.reviewed(grant) {
			warn(CodeUrgent, grant, "urgent", nil, "%q goes before everything else that waits for its system, ends included, and nobody looks at it afterwards. Put a review behind it, or leave out urgent.", grant)
		}
	}
	for _, entitlement := range request.offered(world) {
		label := entitlement.Label()
		if entitlement.Risk == access.HighRisk {
			if request.Visible == "" {
				warn(CodeSeenByAll, a.graph.entry, "visible", nil, "Everybody sees %s, which is of high risk. Say who may ask for it.", label)
			}
			for _, grant := range grants {
				if path := a.graph.pathTo(grant, automatic); path != nil && !a.reviewed(grant) {
					warn(CodeUnreviewed, grant, "", path, "%s is of high risk, is given here without anybody being asked, and nobody looks at it afterwards. Put a review behind %q.", label, grant)
				}
			}
		}
		seen, rate := world.Seen[entitlement.ID], world.Rate[entitlement.Target.Connector]
		if rate <= 0 || len(grants) == 0 {
			continue
		}
		if cliff := time.Duration(seen) * time.Minute / time.Duration(rate); cliff > longestCliff {
			warn(CodeCliff, a.graph.entry, "visible", nil, "%d people may see %s. If all of them held it until the same moment, taking it away would last %s, as the connector takes away %d a minute. Show it to fewer people.", seen, label, Duration(cliff).rounded(), rate)
		}
	}
}

// reviewed tells whether every path on which the access of a grant has ended comes to
// a review.
func (a *analysis) reviewed(grant string) bool {
	for _, exit := range a.graph.exits[grant] {
		if exit.Port != PortNext {
			continue
		}
		unreviewed := shortestPath(exit.To,
			func(id string) []string {
				if a.graph.kinds[id] == KindReview {
					return nil
				}
				return a.graph.successors(id)
			},
			func(id string) bool { return a.graph.kinds[id] == KindEnd },
		)
		return unreviewed == nil
	}
	return false
}
