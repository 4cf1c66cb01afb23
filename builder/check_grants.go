package builder

import (
	"slices"
	"strings"
)

// checkGrants proves what must hold around every grant: somebody approved or it is
// said why nobody had to, it is the only one on its path, and after it only messages
// and a review follow.
func (a *analysis) checkGrants() {
	grants := a.graph.of(KindGrant)
	if len(grants) == 0 {
		a.found.add(Problem{Code: CodeUngranted, Severity: Warning, Message: "No step grants anything, so nobody ever gets access by it. Draw a grant step."})
	}
	for _, grant := range grants {
		a.checkApproved(grant)
		checkOnlyGrant(a.graph, grant, &a.found)
		a.checkAfterGrant(grant)
	}
}

// consent is what stands between a request and a grant on a path.
type consent int

const (
	noConsent consent = iota // nobody was asked, or the last who was asked said no
	automatic                // an auto_approve says why nobody is asked
	byPeople                 // somebody approved
)

// standing is a step together with the consent on the way there.
type standing struct {
	step    string
	consent consent
}

// follow is the next standings: an approval's "approved" and an auto_approve give
// consent, an approval's "denied" and "timed_out" take it away.
func (g graph) follow(at standing) []standing {
	var next []standing
	for _, exit := range g.exits[at.step] {
		consent := at.consent
		switch {
		case g.kinds[at.step] == KindApproval && exit.Port == PortApproved:
			consent = byPeople
		case g.kinds[at.step] == KindApproval:
			consent = noConsent
		case g.kinds[at.step] == KindAutoApprove:
			consent = max(consent, automatic)
		}
		next = append(next, standing{exit.To, consent})
	}
	return next
}

// pathTo is the shortest path that reaches a step with that consent, or nil.
func (g graph) pathTo(step string, with consent) []string {
	var steps []string
	for _, at := range shortestPath(standing{step: g.entry}, g.follow, func(at standing) bool { return at == standing{step, with} }) {
		steps = append(steps, at.step)
	}
	return steps
}

// checkApproved proves that no path reaches the grant without consent: a search in
// the product of the graph with what stands.
func (a *analysis) checkApproved(grant string) {
	path := a.graph.pathTo(grant, noConsent)
	if path == nil {
		return
	}
	why := "without anybody's approval"
	if slices.ContainsFunc(path, func(id string) bool { return a.graph.kinds[id] == KindApproval }) {
		why = "although the last approval on the way was denied or timed out"
	}
	a.found.about(grant).along(CodeUnapproved, path, "%q would be granted %s: %s. Put an approval or an auto_approve on this path, and lead an approval's denied elsewhere.", grant, why, strings.Join(path, " → "))
}

// checkOnlyGrant proves that no other grant follows, whether this one is given or not.
func checkOnlyGrant(g graph, grant string, found *findings) {
	path := shortestPath(grant, g.successors, func(id string) bool { return id != grant && g.kinds[id] == KindGrant })
	if path != nil {
		found.about(path[len(path)-1]).along(CodeSecondGrant, path, "A run grants once, and this path would grant twice: %s. End it after %q.", strings.Join(path, " → "), grant)
	}
}

// checkAfterGrant proves that once access has ended only messages, reviews, waits
// for a length of time and an end follow.
func (a *analysis) checkAfterGrant(grant string) {
	after := slices.IndexFunc(a.graph.exits[grant], func(exit Exit) bool { return exit.Port == PortNext })
	if after < 0 {
		return
	}
	path := shortestPath(a.graph.exits[grant][after].To, a.graph.successors, func(id string) bool {
		switch step := a.drawn.bodies[id].(type) {
		case *NotifyStep, *WebhookStep, *ReviewStep, *EndStep, *GrantStep:
			return false
		case *WaitStep:
			return step.For == 0
		default:
			return true
		}
	})
	if path != nil {
		last := path[len(path)-1]
		a.found.about(last).along(CodeAfterGrant, append([]string{grant}, path...), "When the access of %q has ended, only messages, a review, a wait for a length of time and an end may follow, not the %s %q. Move it before the grant.", grant, a.graph.kinds[last], last)
	}
}
