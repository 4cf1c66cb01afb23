package builder

import (
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// reading holds what an expression reads against what is known at its place.
type reading struct {
	checker *expressionChecker
	within  scope
	report  expressionReport
	info    *ast.SourceInfo
	failed  bool
	named   map[int64]bool // the words `approvals` behind which a step is named
	facts   map[string]bool
	hours   map[string]bool
}

// read reports facts, answers, approvals and names outside that are not known at
// this place.
func (c *expressionChecker) read(parsed *cel.Ast, within scope, report expressionReport) *reading {
	r := &reading{
		checker: c, within: within, report: report, info: parsed.NativeRep().SourceInfo(),
		named: map[int64]bool{}, facts: map[string]bool{}, hours: map[string]bool{},
	}
	ast.PreOrderVisit(parsed.NativeRep().Expr(), ast.NewExprVisitor(r.visit))
	return r
}

func (r *reading) uses() uses {
	return uses{facts: sortedNames(r.facts), calendars: sortedNames(r.hours)}
}

func (r *reading) fail(code Code, at ast.Expr, path []string, message string, args ...any) {
	r.failed = true
	r.report.along(code, placeOf(at, r.info), path, message, args...)
}

func (r *reading) visit(e ast.Expr) {
	switch e.Kind() {
	case ast.StructKind:
		r.fail(CodeExpression, e, nil, "Objects cannot be made in an expression.")
	case ast.IdentKind:
		r.visitName(e, strings.TrimPrefix(e.AsIdent(), "."))
	case ast.SelectKind:
		r.visitAnswer(e)
		r.visitApproval(e, e.AsSelect().Operand())
	case ast.CallKind:
		if e.AsCall().FunctionName() == operators.Index {
			r.visitApproval(e, e.AsCall().Args()[0])
		}
		r.visitCall(e)
		r.visitGroup(e)
	}
}

func (r *reading) visitName(e ast.Expr, name string) {
	switch {
	case !isFact(name):
	case !slices.Contains(r.within.reads, name):
		r.fail(CodeFactNotHere, e, nil, "%q is not known here. %s", name, listed("An expression here may read", r.within.reads))
	case name == factApprovals && !r.named[e.ID()]:
		r.fail(CodeExpression, e, nil, "Name one approval step, such as approvals.lead.state. %s", listed("There are", r.within.approvals))
	}
}

func (r *reading) visitApproval(e, operand ast.Expr) {
	if !isIdent(operand, factApprovals) || !slices.Contains(r.within.reads, factApprovals) {
		return
	}
	r.named[operand.ID()] = true
	id, named := approvalRead(e)
	switch {
	case e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly():
		r.fail(CodeExpression, e, nil, "Every approval is there, also one that nobody was asked for. Write approvals.%s.state == %q.", e.AsSelect().FieldName(), ApprovalNotAsked)
	case !named:
		r.fail(CodeLiteral, e, nil, "Write the id of the approval step itself between the brackets, such as approvals[\"team-lead\"].")
	case !slices.Contains(r.within.approvals, id):
		r.fail(CodeUnknownApproval, e, nil, "There is no approval step %q. %s", shortened(id), listed("There are", r.within.approvals))
	}
}

func (r *reading) visitAnswer(e ast.Expr) {
	id, ok := answerRead(e)
	if !ok || !slices.Contains(r.within.reads, factAnswers) {
		return
	}
	if _, here := r.within.asked[id]; here {
		return
	}
	if _, anywhere := r.checker.questions[id]; !anywhere {
		r.fail(CodeUnknownAnswer, e, nil, "No form asks a question %q. %s", id, listed("Asked are", sortedNames(r.checker.questions)))
		return
	}
	path := r.within.pathWithout(id)
	if len(path) == 0 {
		r.fail(CodeAnswerElsewhere, e, nil, "%q is only asked after this. Ask it before, or read something else. %s", id, listed("Known here are", sortedNames(r.within.asked)))
		return
	}
	r.fail(CodeAnswerElsewhere, e, path, "%q is not asked on any way that leads here, such as %s. Ask it before, or read something else.", id, strings.Join(path, " → "))
}

// pathWithout is a path that leads here without the answer, or nil.
func (s scope) pathWithout(id string) []string {
	if s.missing == nil {
		return nil
	}
	return s.missing(id)
}

// outside tells whether anything outside may be asked here.
func (s scope) outside() bool { return s.facts != nil || s.calendars != nil }

// visitGroup holds the name of a group against those of the directory. It says
// nothing about types, so that what else is wrong is reported as well.
func (r *reading) visitGroup(e ast.Expr) {
	name, at, ok := groupRead(e)
	switch {
	case !ok:
	case r.within.groups == nil:
		r.report.warn(CodeUnchecked, placeOf(at, r.info), "Whether there is a group %q could not be checked.", shortened(name))
	case !r.within.groups[name]:
		r.report.fail(CodeUnknownGroup, placeOf(at, r.info), noSuchGroup, shortened(name))
	}
}

// visitCall holds the names of facts outside and of calendars against what there is.
func (r *reading) visitCall(e ast.Expr) {
	name, function := outsideCall(e)
	switch {
	case function == "":
	case !r.within.outside():
		r.fail(CodeFactNotHere, e, nil, "%s cannot be asked here, only in a condition and where something is waited for.", function)
	case name == "":
		r.fail(CodeLiteral, e, nil, "Write the name itself in quotes, such as %s.", map[string]string{funcFact: `fact("sre-primary")`, funcHours: `is_business_hours("office")`}[function])
	case function == funcFact:
		r.facts[name] = true
		known, checked := false, false
		if r.within.facts != nil {
			known, checked = r.within.facts(name)
		}
		if !checked {
			r.report.warn(CodeUnchecked, placeOf(e, r.info), "Whether there is a fact %q could not be checked.", name)
		} else if !known {
			r.fail(CodeUnknownFact, e, nil, "No fact %q is configured. Correct its name, or configure it first.", shortened(name))
		}
	default:
		r.hours[name] = true
		if !slices.Contains(r.within.calendars, name) {
			r.fail(CodeUnknownCalendar, e, nil, "There is no calendar %q in the document. %s", shortened(name), listed("There are", r.within.calendars))
		}
	}
}
