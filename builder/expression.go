package builder

import (
	"fmt"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/env"
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
	environment, err := runEnvironment()
	if err != nil {
		return Decision{}, err
	}
	checked, issues := environment.Compile(expression)
	if issues.Err() != nil {
		return Decision{}, fmt.Errorf("the expression %q cannot be read: %w", shortened(expression), issues.Err())
	}
	program, err := environment.Program(checked, cel.CostLimit(maxExpressionCost), cel.EvalOptions(cel.OptTrackState))
	if err != nil {
		return Decision{}, fmt.Errorf("the expression %q cannot be run: %w", shortened(expression), err)
	}
	values, err := facts.values()
	if err != nil {
		return Decision{}, err
	}
	result, details, err := program.Eval(values)
	if err != nil {
		return Decision{}, fmt.Errorf("the expression %q gave no answer: %w", shortened(expression), err)
	}
	yes, ok := result.(types.Bool)
	if !ok {
		return Decision{}, fmt.Errorf("the expression %q gives %s, not true or false", shortened(expression), result.Type().TypeName())
	}
	return Decision{Value: bool(yes), Because: because(checked.NativeRep().Expr(), details.State())}, nil
}

// runEnvironment knows the facts, and answers only as values by name: which
// questions there are was proved when the definition was checked.
var runEnvironment = sync.OnceValues(func() (*cel.Env, error) {
	return newEnvironment(schemaWith(nil), cel.MapType(cel.StringType, cel.DynType))
})

// newEnvironment is CEL with the facts, without anything that depends on the time
// zone database or goes around the types.
func newEnvironment(schema factSchema, answers *cel.Type) (*cel.Env, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, fmt.Errorf("set up expressions: %w", err)
	}
	options := []cel.EnvOption{
		cel.StdLib(cel.StdLibSubset(withoutFunctions("timestamp", "dyn", "type",
			"getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek"))),
		cel.CustomTypeAdapter(registry),
		cel.CustomTypeProvider(factProvider{Provider: registry, schema: schema}),
		cel.CrossTypeNumericComparisons(true),
		cel.ASTValidators(cel.ValidateDurationLiterals(), cel.ValidateRegexLiterals()),
		cel.ParserRecursionLimit(50),
		cel.ParserExpressionSizeLimit(maxExpression),
		cel.Variable(factAnswers, answers),
	}
	for name, typeName := range factTypes {
		options = append(options, cel.Variable(name, cel.ObjectType(typeName)))
	}
	environment, err := cel.NewCustomEnv(options...)
	if err != nil {
		return nil, fmt.Errorf("set up expressions: %w", err)
	}
	return environment, nil
}

func withoutFunctions(names ...string) *env.LibrarySubset {
	subset := &env.LibrarySubset{}
	for _, name := range names {
		subset.ExcludeFunctions = append(subset.ExcludeFunctions, &env.Function{Name: name})
	}
	return subset
}
