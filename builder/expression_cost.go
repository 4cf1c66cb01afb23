package builder

import (
	"cel.dev/cel-go/common/cost"
)

// factSizes bounds the sizes of facts, for the estimate of what an expression
// costs at worst. A person with more groups than that is stopped at run time.
type factSizes struct{}

const (
	mostGroups      = 1000
	longestName     = 256
	longestFactText = 10_000 // answers and reasons
)

// EstimateSize gives the largest size of a fact, and nothing for what is no fact.
func (factSizes) EstimateSize(element cost.AstNode) *cost.SizeEstimate {
	path := element.Path()
	if len(path) < 2 || factTypes[path[0]] == "" && path[0] != factAnswers {
		return nil
	}
	switch {
	case len(path) == 2 && path[1] == "groups":
		return &cost.SizeEstimate{Max: mostGroups}
	case path[0] == factAnswers || path[0] == factRequest:
		return &cost.SizeEstimate{Max: longestFactText}
	default:
		return &cost.SizeEstimate{Max: longestName}
	}
}

// EstimateCallCost leaves functions to CEL's own estimate.
func (factSizes) EstimateCallCost(string, string, *cost.AstNode, []cost.AstNode) *cost.CallEstimate {
	return nil
}
