package builder

import (
	"cel.dev/cel-go/common/cost"
)

// factSizes bounds the sizes of facts, for the estimate of what an expression
// costs at worst. A person with more groups than that is stopped at run time.
type factSizes struct{ questions map[string]Question }

const (
	mostGroups  = 1000
	longestName = 256
)

// EstimateSize gives the largest size of a fact, and nothing for what is no fact.
func (s factSizes) EstimateSize(element cost.AstNode) *cost.SizeEstimate {
	path := element.Path()
	if len(path) < 2 || !isFact(path[0]) {
		return nil
	}
	most := uint64(longestName)
	switch last := path[len(path)-1]; {
	case len(path) == 2 && last == "groups":
		most = mostGroups
	case path[0] == factApprovals && last == "by":
		most = maxQuorum
	case len(path) == 2 && path[0] == factAnswers:
		most = s.questions[last].mostSize()
	case path[0] == factRequest:
		most = MaxReason
	}
	return &cost.SizeEstimate{Max: most}
}

// mostSize is the most characters of an answer, or how many choices it may take.
func (q Question) mostSize() uint64 {
	switch q.Type {
	case QuestionLongText:
		return maxLongTextAnswer
	case QuestionMultiChoice:
		return maxChoices
	default:
		return maxTextAnswer
	}
}

// EstimateCallCost leaves functions to CEL's own estimate.
func (factSizes) EstimateCallCost(string, string, *cost.AstNode, []cost.AstNode) *cost.CallEstimate {
	return nil
}
