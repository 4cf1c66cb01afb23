package builder

import (
	"fmt"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// runEnvironment knows the facts, and answers only as values by name: which
// questions there are was proved when the definition was checked.
var runEnvironment = sync.OnceValues(func() (*cel.Env, error) {
	base, err := baseEnvironment()
	if err != nil {
		return nil, err
	}
	return base.Extend(cel.Variable(factAnswers, cel.MapType(cel.StringType, cel.DynType)), cel.EnableMacroCallTracking())
})

// checkEnvironment knows the facts, and the answers with their types.
func checkEnvironment(questions map[string]Question) (*cel.Env, error) {
	base, err := baseEnvironment()
	if err != nil {
		return nil, err
	}
	provider, err := newFactProvider(schemaWith(questions))
	if err != nil {
		return nil, err
	}
	return base.Extend(cel.CustomTypeProvider(provider), cel.Variable(factAnswers, cel.ObjectType(answersType)))
}

// baseEnvironment is CEL with the facts but the answers, without anything that
// depends on the time zone database or goes around the types. It is made once:
// that takes longer than checking a small automation.
var baseEnvironment = sync.OnceValues(func() (*cel.Env, error) {
	provider, err := newFactProvider(fixedSchema)
	if err != nil {
		return nil, err
	}
	options := []cel.EnvOption{
		cel.StdLib(cel.StdLibSubset(withoutFunctions("timestamp", "dyn", "type",
			"getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek"))),
		cel.CustomTypeAdapter(provider.registry),
		cel.CustomTypeProvider(provider),
		cel.CrossTypeNumericComparisons(true),
		cel.ASTValidators(cel.ValidateDurationLiterals(), cel.ValidateRegexLiterals()),
		cel.ParserRecursionLimit(50),
		cel.ParserExpressionSizeLimit(maxExpression),
		cel.Variable(factApprovals, cel.MapType(cel.StringType, cel.ObjectType(approvalType))),
		cel.Macros(cel.GlobalMacro(funcInGroup, 2, expandInGroup)),
	}
	for name, typeName := range factTypes {
		options = append(options, cel.Variable(name, cel.ObjectType(typeName)))
	}
	for _, name := range []string{funcFact, funcHours} {
		options = append(options, cel.Function(name,
			cel.Overload(name+"_string", []*cel.Type{cel.StringType}, cel.BoolType, cel.LateFunctionBinding())))
	}
	environment, err := cel.NewCustomEnv(options...)
	if err != nil {
		return nil, fmt.Errorf("set up expressions: %w", err)
	}
	return environment, nil
})

func newFactProvider(schema factSchema) (factProvider, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return factProvider{}, fmt.Errorf("set up expressions: %w", err)
	}
	return factProvider{Provider: registry, registry: registry, schema: schema}, nil
}

func withoutFunctions(names ...string) *env.LibrarySubset {
	subset := &env.LibrarySubset{}
	for _, name := range names {
		subset.ExcludeFunctions = append(subset.ExcludeFunctions, &env.Function{Name: name})
	}
	return subset
}

// expandInGroup makes `group in person.groups` of `in_group(person, group)`.
func expandInGroup(make cel.MacroExprFactory, _ ast.Expr, args []ast.Expr) (ast.Expr, *cel.Error) {
	person := args[0]
	if person.Kind() != ast.IdentKind || factTypes[person.AsIdent()] != personType {
		return nil, make.NewError(person.ID(), "in_group takes a person and the name of a group, such as in_group(requester, \"Security\")")
	}
	return make.NewCall(operators.In, args[1], make.NewSelect(person, "groups")), nil
}
