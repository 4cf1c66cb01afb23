package builder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// because says which facts decided an evaluated expression, with their values.
// Of "a && b" it names what was false, else both; of "a || b" what was true.
func because(expr ast.Expr, state interpreter.EvalState) string {
	var reasons []string
	for _, decisive := range decisive(expr, state) {
		for _, reason := range reasonsOf(decisive, state) {
			if !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	if len(reasons) == 0 {
		return "it does not depend on any fact"
	}
	return strings.Join(reasons, " and ")
}

// decisive are the operands of && and || that made the result what it is.
func decisive(expr ast.Expr, state interpreter.EvalState) []ast.Expr {
	if expr.Kind() != ast.CallKind {
		return []ast.Expr{expr}
	}
	call := expr.AsCall()
	switch call.FunctionName() {
	case operators.LogicalNot:
		return decisive(call.Args()[0], state)
	case operators.Conditional:
		taken := call.Args()[2]
		if truth(call.Args()[0], state) == types.True {
			taken = call.Args()[1]
		}
		return append(decisive(call.Args()[0], state), decisive(taken, state)...)
	case operators.LogicalAnd, operators.LogicalOr:
		deciding := ref.Val(types.Bool(call.FunctionName() == operators.LogicalOr))
		var all []ast.Expr
		for _, operand := range call.Args() {
			if truth(operand, state) == deciding {
				return decisive(operand, state)
			}
			all = append(all, decisive(operand, state)...)
		}
		return all
	default:
		return []ast.Expr{expr}
	}
}

func truth(expr ast.Expr, state interpreter.EvalState) ref.Val {
	value, _ := state.Value(expr.ID())
	return value
}

// reasonsOf names the facts that one comparison read.
func reasonsOf(expr ast.Expr, state interpreter.EvalState) []string {
	if member, list, ok := membership(expr); ok {
		held := "does not contain"
		if truth(expr, state) == types.True {
			held = "contains"
		}
		if value, known := state.Value(member.ID()); known {
			return []string{fmt.Sprintf("%s %s %s", list, held, inWords(value))}
		}
	}
	var reasons []string
	ast.PreOrderVisit(expr, ast.NewExprVisitor(func(e ast.Expr) {
		name, isFact := factName(e)
		if !isFact {
			return
		}
		if e.AsSelect().IsTestOnly() {
			given := "is not given"
			if truth(e, state) == types.True {
				given = "is given"
			}
			reasons = append(reasons, name+" "+given)
		} else if value, known := state.Value(e.ID()); known {
			reasons = append(reasons, name+" is "+inWords(value))
		}
	}))
	return reasons
}

// membership recognises `x in fact.list`.
func membership(expr ast.Expr) (member ast.Expr, list string, ok bool) {
	if expr.Kind() != ast.CallKind || expr.AsCall().FunctionName() != operators.In {
		return nil, "", false
	}
	list, ok = factName(expr.AsCall().Args()[1])
	return expr.AsCall().Args()[0], list, ok
}

// factName recognises `fact.field`.
func factName(expr ast.Expr) (string, bool) {
	if expr.Kind() != ast.SelectKind || expr.AsSelect().Operand().Kind() != ast.IdentKind {
		return "", false
	}
	fact := strings.TrimPrefix(expr.AsSelect().Operand().AsIdent(), ".")
	if factTypes[fact] == "" && fact != factAnswers {
		return "", false
	}
	return fact + "." + expr.AsSelect().FieldName(), true
}

func inWords(value ref.Val) string {
	switch plain := value.Value().(type) {
	case string:
		return strconv.Quote(shortened(plain))
	case time.Duration:
		return Duration(plain).String()
	case []string:
		return shortened(fmt.Sprintf("%q", plain))
	default:
		return shortened(fmt.Sprint(plain))
	}
}
