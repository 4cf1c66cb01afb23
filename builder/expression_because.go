package builder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// because says which facts decided an evaluated expression, with their values.
// Of "a && b" it names what was false, else both; of "a || b" what was true.
func because(checked *cel.Ast, state interpreter.EvalState) string {
	explained := explanation{state: state, written: checked.NativeRep().SourceInfo()}
	var reasons []string
	for _, decisive := range decisive(checked.NativeRep().Expr(), state) {
		for _, reason := range explained.reasonsOf(decisive) {
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

// explanation is what is known of an evaluated expression.
type explanation struct {
	state   interpreter.EvalState
	written *ast.SourceInfo
}

// reasonsOf names the facts that one comparison read, and what was asked outside.
func (x explanation) reasonsOf(expr ast.Expr) []string {
	if reason := x.membership(expr); reason != "" {
		return []string{reason}
	}
	var reasons []string
	ast.PreOrderVisit(expr, ast.NewExprVisitor(func(e ast.Expr) {
		if reason := x.asked(e); reason != "" {
			reasons = append(reasons, reason)
		}
		name, isFact := factName(e)
		if !isFact {
			return
		}
		if e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly() {
			reasons = append(reasons, name+said(truth(e, x.state), " is given", " is not given"))
		} else if value, known := x.state.Value(e.ID()); known {
			reasons = append(reasons, name+" is "+inWords(value))
		}
	}))
	return reasons
}

// asked says in words what was recorded of the world outside.
func (x explanation) asked(expr ast.Expr) string {
	name, function := outsideCall(expr)
	value, known := x.state.Value(expr.ID())
	switch {
	case !known:
		return ""
	case function == funcFact:
		return name + said(value, " is true", " is not true")
	case function == funcHours:
		return "it is" + said(value, " within", " outside of") + " the hours of " + name
	default:
		return ""
	}
}

func said(value ref.Val, yes, no string) string {
	if value == types.True {
		return yes
	}
	return no
}

// membership says of `x in fact.list`, and of in_group, whether it is.
func (x explanation) membership(expr ast.Expr) string {
	if expr.Kind() != ast.CallKind || expr.AsCall().FunctionName() != operators.In {
		return ""
	}
	list, ok := factName(expr.AsCall().Args()[1])
	member, known := x.state.Value(expr.AsCall().Args()[0].ID())
	if !ok || !known {
		return ""
	}
	is := truth(expr, x.state)
	if _, asked := x.written.GetMacroCall(expr.ID()); asked {
		group, _ := member.Value().(string)
		return strings.TrimSuffix(list, ".groups") + said(is, " is in ", " is not in ") + shortened(group)
	}
	return list + said(is, " contains ", " does not contain ") + inWords(member)
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
