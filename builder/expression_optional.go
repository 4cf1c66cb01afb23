package builder

import (
	"maps"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// optionalAnswers proves that an expression reads an answer that may be missing
// only where it is known to be there: to the right of `has(answers.x) &&` or
// `!has(answers.x) ||`, or in the arm of `has(answers.x) ? … : …`.
func (c *expressionChecker) optionalAnswers(checked *cel.Ast, at reporter) {
	info := checked.NativeRep().SourceInfo()
	reported := map[string]bool{}
	c.unproved(checked.NativeRep().Expr(), nil, func(e ast.Expr, id string) {
		if reported[id] {
			return
		}
		reported[id] = true
		start := info.GetStartLocation(e.ID())
		at(CodeOptionalAnswer, &place{start.Line(), start.Column() + 1},
			"%q may be left without an answer. Make the question required, or write has(answers.%s) && before it.", id, id)
	})
}

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
func (c *expressionChecker) unproved(e ast.Expr, given answerSet, visit func(ast.Expr, string)) {
	if id, ok := answerRead(e); ok {
		if !e.AsSelect().IsTestOnly() && !c.questions[id].Required && !given[id] {
			visit(e, id)
		}
		return
	}
	switch e.Kind() {
	case ast.CallKind:
		call := e.AsCall()
		if call.IsMemberFunction() {
			c.unproved(call.Target(), given, visit)
		}
		for i, arg := range call.Args() {
			c.unproved(arg, given.and(c.known(call, i)), visit)
		}
	case ast.SelectKind:
		c.unproved(e.AsSelect().Operand(), given, visit)
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			c.unproved(element, given, visit)
		}
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			c.unproved(entry.AsMapEntry().Key(), given, visit)
			c.unproved(entry.AsMapEntry().Value(), given, visit)
		}
	case ast.ComprehensionKind:
		loop := e.AsComprehension()
		for _, part := range []ast.Expr{loop.IterRange(), loop.AccuInit(), loop.LoopCondition(), loop.LoopStep(), loop.Result()} {
			c.unproved(part, given, visit)
		}
	}
}

// known are the answers that are given whenever the argument of a call is read.
func (c *expressionChecker) known(call ast.CallExpr, argument int) answerSet {
	known := answerSet{}
	switch call.FunctionName() {
	case operators.LogicalAnd:
		for _, earlier := range call.Args()[:argument] {
			maps.Copy(known, givenWhen(true, earlier))
		}
	case operators.LogicalOr:
		for _, earlier := range call.Args()[:argument] {
			maps.Copy(known, givenWhen(false, earlier))
		}
	case operators.Conditional:
		if argument > 0 {
			return givenWhen(argument == 1, call.Args()[0])
		}
	}
	return known
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
