package builder

import "strings"

// checkSeparate warns of an approval by others than before that may find nobody, as
// an earlier step on the way can ask the very same people.
func (a *analysis) checkSeparate() {
	for _, id := range a.graph.of(KindApproval) {
		approval, _ := a.drawn.bodies[id].(*ApprovalStep)
		most, counted := mostAsked(approval.everybody()...)
		if !approval.Separate || !counted {
			continue
		}
		for _, earlier := range a.graph.of(KindApproval) {
			path := a.graph.path(earlier, id)
			if earlier == id || path == nil {
				continue
			}
			before, _ := a.drawn.bodies[earlier].(*ApprovalStep)
			same := sameRules(before.everybody(), approval.everybody())
			if before.Quorum > 0 { // more than have to approve there never do
				same = min(same, before.Quorum)
			}
			if needed := max(approval.Quorum, 1); same > 0 && most-same < needed {
				a.found.add(Problem{
					Code: CodeSamePeople, Severity: Warning, Node: id, Field: "separate", Path: path,
					Message: "Those who approved at \"" + earlier + "\" are left out here, and then too few may remain: " + strings.Join(path, " → ") + ". Name somebody else as well, or a group.",
				})
				break
			}
		}
	}
}

// sameRules is how many people of the one are named by the other in the same words.
func sameRules(some, others [][]ApproverRule) int {
	named := map[ApproverRule]bool{}
	for _, rules := range some {
		for _, rule := range rules {
			named[rule] = true
		}
	}
	same := map[ApproverRule]bool{}
	for _, rules := range others {
		for _, rule := range rules {
			if named[rule] {
				same[rule] = true
			}
		}
	}
	return len(same)
}
