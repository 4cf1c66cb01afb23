package builder

import (
	"maps"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// missingAnswers proves that an expression reads an answer that may be missing only
// where it is known to be there: to the right of `has(answers.x) &&` or
// `!has(answers.x) ||`, or in the arm of `has(answers.x) ? … : …`.
func missingAnswers(checked *cel.Ast, within scope, report expressionReport) {
	info := checked.NativeRep().SourceInfo()
	reported := map[string]bool{}
	given := answerSet{}
	for id, question := range within.asked {
		given[id] = within.given[id] && question.alwaysAnswered()
	}
	unproved(checked.NativeRep().Expr(), given, func(e ast.Expr, id string) {
		if reported[id] {
			return
		}
		reported[id] = true
		at, question, path := placeOf(e, info), within.asked[id], within.pathWithout(id)
		switch {
		case !question.Required:
			report.along(CodeOptionalAnswer, at, path, "%q may be left without an answer. Make the question required, or write has(answers.%s) && before it.", id, id)
		case question.When != "":
			report.along(CodeOptionalAnswer, at, path, "%q is not asked of everybody. Write has(answers.%s) && before it.", id, id)
		case len(path) > 0:
			report.along(CodeOptionalAnswer, at, path, "%q is not asked on the way %s. Write has(answers.%s) && before it.", id, strings.Join(path, " → "), id)
		default:
			report.along(CodeOptionalAnswer, at, nil, "%q is not asked on every way that leads here. Write has(answers.%s) && before it.", id, id)
		}
	})
}

// alwaysAnswered tells whether a form with the question cannot be sent without an
// answer to it.
func (q Question) alwaysAnswered() bool { return q.Required && q.When == "" }

type answerSet map[string]bool

func (s answerSet) and(more answerSet) answerSet {
	both := maps.Clone(s)
	if both == nil {
		both = answerSet{}
	}
	maps.Copy(both, more)
	return both
}

// unproved visits what reads an optional answer outside of what is given.
func unproved(e ast.Expr, given answerSet, visit func(ast.Expr, string)) {
	if id, ok := answerRead(e); ok {
		if !e.AsSelect().IsTestOnly() && !given[id] {
			visit(e, id)
		}
		return
	}
	switch e.Kind() {
	case ast.CallKind:
		call := e.AsCall()
		if call.IsMemberFunction() {
			unproved(call.Target(), given, visit)
		}
		for i, arg := range call.Args() {
			unproved(arg, given.and(known(call, i)), visit)
		}
	case ast.SelectKind:
		unproved(e.AsSelect().Operand(), given, visit)
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			unproved(element, given, visit)
		}
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			unproved(entry.AsMapEntry().Key(), given, visit)
			unproved(entry.AsMapEntry().Value(), given, visit)
		}
	case ast.ComprehensionKind:
		loop := e.AsComprehension()
		for _, part := range []ast.Expr{loop.IterRange(), loop.AccuInit(), loop.LoopCondition(), loop.LoopStep(), loop.Result()} {
			unproved(part, given, visit)
		}
	}
}

// known are the answers that are given whenever the argument of a call is read.
func known(call ast.CallExpr, argument int) answerSet {
	there := answerSet{}
	switch call.FunctionName() {
	case operators.LogicalAnd:
		for _, earlier := range call.Args()[:argument] {
			maps.Copy(there, givenWhen(true, earlier))
		}
	case operators.LogicalOr:
		for _, earlier := range call.Args()[:argument] {
			maps.Copy(there, givenWhen(false, earlier))
		}
	case operators.Conditional:
		if argument > 0 {
			return givenWhen(argument == 1, call.Args()[0])
		}
	}
	return there
}

// givenWhen are the answers that are given if the expression has that truth.
func givenWhen(truth bool, e ast.Expr) answerSet {
	if id, ok := answerRead(e); ok && e.AsSelect().IsTestOnly() && truth {
		return answerSet{id: true}
	}
	given := answerSet{}
	if e.Kind() != ast.CallKind {
		return given
	}
	call := e.AsCall()
	switch name := call.FunctionName(); {
	case name == operators.LogicalNot:
		return givenWhen(!truth, call.Args()[0])
	case name == operators.LogicalAnd && truth, name == operators.LogicalOr && !truth:
		for _, operand := range call.Args() {
			maps.Copy(given, givenWhen(truth, operand))
		}
	}
	return given
}
