package builder

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// factName recognises `fact.field`, and `approvals.step.field` in either spelling.
func factName(expr ast.Expr) (string, bool) {
	if expr.Kind() != ast.SelectKind {
		return "", false
	}
	field, operand := expr.AsSelect().FieldName(), expr.AsSelect().Operand()
	if id, ok := approvalRead(operand); ok {
		return factApprovals + "." + id + "." + field, true
	}
	if operand.Kind() != ast.IdentKind {
		return "", false
	}
	fact := strings.TrimPrefix(operand.AsIdent(), ".")
	if factTypes[fact] == "" && fact != factAnswers {
		return "", false
	}
	return fact + "." + field, true
}

// approvalRead recognises `approvals.step` and `approvals["step"]`.
func approvalRead(expr ast.Expr) (id string, ok bool) {
	var operand ast.Expr
	switch {
	case expr.Kind() == ast.SelectKind && !expr.AsSelect().IsTestOnly():
		operand, id, ok = expr.AsSelect().Operand(), expr.AsSelect().FieldName(), true
	case expr.Kind() == ast.CallKind && expr.AsCall().FunctionName() == operators.Index:
		operand = expr.AsCall().Args()[0]
		if index := expr.AsCall().Args()[1]; index.Kind() == ast.LiteralKind {
			id, ok = index.AsLiteral().Value().(string)
		}
	}
	return id, ok && isIdent(operand, factApprovals)
}

func isIdent(expr ast.Expr, name string) bool {
	return expr.Kind() == ast.IdentKind && strings.TrimPrefix(expr.AsIdent(), ".") == name
}

// answerRead recognises `answers.id`.
func answerRead(expr ast.Expr) (id string, ok bool) {
	if expr.Kind() != ast.SelectKind || !isIdent(expr.AsSelect().Operand(), factAnswers) {
		return "", false
	}
	return expr.AsSelect().FieldName(), true
}

// groupRead recognises `"name" in person.groups`, which is what in_group becomes as
// well, and returns where the name stands. A name that is not written as a literal
// is none.
func groupRead(expr ast.Expr) (name string, at ast.Expr, ok bool) {
	if expr.Kind() != ast.CallKind || expr.AsCall().FunctionName() != operators.In {
		return "", nil, false
	}
	at = expr.AsCall().Args()[0]
	read, _ := factName(expr.AsCall().Args()[1])
	fact, field, _ := strings.Cut(read, ".")
	if at.Kind() != ast.LiteralKind || factTypes[fact] != personType || field != "groups" {
		return "", nil, false
	}
	name, ok = at.AsLiteral().Value().(string)
	return name, at, ok
}

// outsideCall recognises fact("name") and is_business_hours("name").
func outsideCall(expr ast.Expr) (name, function string) {
	if expr.Kind() != ast.CallKind {
		return "", ""
	}
	call := expr.AsCall()
	if function = call.FunctionName(); function != funcFact && function != funcHours || call.IsMemberFunction() || len(call.Args()) != 1 {
		return "", ""
	}
	if argument := call.Args()[0]; argument.Kind() == ast.LiteralKind {
		name, _ = argument.AsLiteral().Value().(string)
	}
	return name, function
}
