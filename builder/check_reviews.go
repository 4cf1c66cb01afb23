package builder

import "strings"

// checkReviews proves that what is reviewed has been there: every path to a review
// leaves a grant by its way out "next".
func (a *analysis) checkReviews() {
	g := a.graph
	before := g
	before.exits = map[string][]Exit{}
	for id, exits := range g.exits {
		for _, exit := range exits {
			if g.kinds[id] != KindGrant || exit.Port != PortNext {
				before.exits[id] = append(before.exits[id], exit)
			}
		}
	}
	for _, review := range g.of(KindReview) {
		if path := before.path(g.entry, review); path != nil {
			a.found.about(review).along(CodeNothingToReview, path, "There is nothing to review yet on this path: %s. Lead to %q only from a grant's way out next.", strings.Join(path, " → "), review)
		}
	}
}
