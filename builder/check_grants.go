package builder

import (
	"slices"
	"strings"
)

// checkGrants proves what must hold around every grant: somebody approved, it is
// the only one on its path, and after it only messages follow.
func checkGrants(g graph, found *findings) {
	grants := g.of(KindGrant)
	if len(grants) == 0 {
		found.add(Problem{Code: CodeUngranted, Severity: Warning, Message: "No step grants anything, so nobody ever gets access by it. Draw a grant step."})
	}
	for _, grant := range grants {
		checkApproved(g, grant, found)
		checkOnlyGrant(g, grant, found)
		checkAfterGrant(g, grant, found)
	}
}

// standing is a step together with whether the last approval on the way there, if
// any, was approved.
type standing struct {
	step     string
	approved bool
}

// checkApproved proves that no path reaches the grant unapproved: a search in the
// product of the graph with one bit, which only an approval's "approved" sets and
// its "denied" and "timed_out" clear.
func checkApproved(g graph, grant string, found *findings) {
	path := shortestPath(standing{step: g.entry},
		func(at standing) []standing {
			var next []standing
			for _, exit := range g.exits[at.step] {
				approved := at.approved
				if g.kinds[at.step] == KindApproval {
					approved = exit.Port == PortApproved
				}
				next = append(next, standing{exit.To, approved})
			}
			return next
		},
		func(at standing) bool { return at.step == grant && !at.approved },
	)
	if path == nil {
		return
	}
	var steps []string
	asked := false
	for _, at := range path {
		steps = append(steps, at.step)
		asked = asked || g.kinds[at.step] == KindApproval
	}
	why := "without anybody's approval"
	if asked {
		why = "although the last approval on the way was denied or timed out"
	}
	found.about(grant).along(CodeUnapproved, steps, "%q would be granted %s: %s. Put an approval on this path, and lead its denied elsewhere.", grant, why, strings.Join(steps, " → "))
}

// checkOnlyGrant proves that no other grant follows, whether this one is given or not.
func checkOnlyGrant(g graph, grant string, found *findings) {
	path := shortestPath(grant, g.successors, func(id string) bool { return id != grant && g.kinds[id] == KindGrant })
	if path != nil {
		found.about(path[len(path)-1]).along(CodeSecondGrant, path, "A run grants once, and this path would grant twice: %s. End it after %q.", strings.Join(path, " → "), grant)
	}
}

// checkAfterGrant proves that once access has ended only messages and an end follow.
func checkAfterGrant(g graph, grant string, found *findings) {
	after := slices.IndexFunc(g.exits[grant], func(exit Exit) bool { return exit.Port == PortNext })
	if after < 0 {
		return
	}
	path := shortestPath(g.exits[grant][after].To, g.successors, func(id string) bool {
		kind := g.kinds[id]
		return kind != KindNotify && kind != KindEnd && kind != KindGrant
	})
	if path != nil {
		last := path[len(path)-1]
		found.about(last).along(CodeAfterGrant, append([]string{grant}, path...), "When the access of %q has ended, only messages and an end may follow, not the %s %q. Move it before the grant.", grant, g.kinds[last], last)
	}
}
