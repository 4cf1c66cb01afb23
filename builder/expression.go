package builder

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

const (
	// maxExpression is the longest expression, in characters.
	maxExpression = 2000
	// maxExpressionCost is what one evaluation may cost, in CEL's units: about a
	// millisecond. It is proved at save and enforced at run time.
	maxExpressionCost = 100_000
)

// Decision is what an expression said, and why in a few words for people: the
// values of the facts that decided it.
type Decision struct {
	Value   bool   `json:"value"`
	Because string `json:"because"`
}

// Evaluate decides an expression over facts. It reads no clock and nothing outside
// of the facts, so that it always says the same; its cost is bounded. An error
// means that there is no decision: whoever asked has to treat it as a no.
func Evaluate(expression string, facts Facts) (Decision, error) {
	predicate, err := predicates.get(expression, func() (*Predicate, error) { return NewPredicate(expression) })
	if err != nil {
		return Decision{}, err
	}
	return predicate.Holds(facts)
}

var predicates kept[*Predicate]

// Predicate is an expression that was read once, to be decided over many facts. It
// may be used by several goroutines at once.
type Predicate struct {
	text    string
	checked *cel.Ast
	program cel.Program
}

// NewPredicate reads an expression. It does not prove what Check proves.
func NewPredicate(expression string) (*Predicate, error) {
	environment, err := runEnvironment()
	if err != nil {
		return nil, err
	}
	checked, issues := environment.Compile(expression)
	if issues.Err() != nil {
		return nil, fmt.Errorf("the expression %q cannot be read: %w", shortened(expression), issues.Err())
	}
	program, err := environment.Program(checked, cel.CostLimit(maxExpressionCost), cel.EvalOptions(cel.OptTrackState))
	if err != nil {
		return nil, fmt.Errorf("the expression %q cannot be run: %w", shortened(expression), err)
	}
	return &Predicate{text: expression, checked: checked, program: program}, nil
}

// Holds is Evaluate of the expression over these facts.
func (p *Predicate) Holds(facts Facts) (Decision, error) {
	values, err := facts.values()
	if err != nil {
		return Decision{}, err
	}
	result, details, err := p.program.Eval(values)
	if err != nil {
		return Decision{}, fmt.Errorf("the expression %q gave no answer: %w", shortened(p.text), err)
	}
	yes, ok := result.(types.Bool)
	if !ok {
		return Decision{}, fmt.Errorf("the expression %q gives %s, not true or false", shortened(p.text), result.Type().TypeName())
	}
	return Decision{Value: bool(yes), Because: because(p.checked, details.State())}, nil
}
