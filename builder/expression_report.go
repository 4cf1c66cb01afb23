package builder

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
)

// place is a position within an expression, from 1.
type place struct{ line, column int }

func placeOf(expr ast.Expr, info *ast.SourceInfo) *place {
	start := info.GetStartLocation(expr.ID())
	return &place{start.Line(), start.Column() + 1}
}

// expressionReport reports what is wrong with one expression.
type expressionReport struct {
	field string
	found *nodeFindings
}

func (r expressionReport) fail(code Code, at *place, message string, args ...any) {
	r.along(code, at, nil, message, args...)
}

func (r expressionReport) along(code Code, at *place, path []string, message string, args ...any) {
	r.add(Problem{Code: code, Path: path, Message: fmt.Sprintf(message, args...)}, at)
}

func (r expressionReport) warn(code Code, at *place, message string, args ...any) {
	r.add(Problem{Code: code, Severity: Warning, Message: fmt.Sprintf(message, args...)}, at)
}

func (r expressionReport) add(problem Problem, at *place) {
	problem.Node, problem.Field = r.found.node, r.field
	if at != nil {
		problem.Line, problem.Column = at.line, at.column
	}
	r.found.all.add(problem)
}

// issues passes on what CEL says, in words that name no inner types.
func (r expressionReport) issues(what string, issues *cel.Issues) {
	const most = 3 // one mistake often has several echoes
	for i, issue := range issues.Errors() {
		if i == most {
			return
		}
		message := strings.TrimSuffix(strings.SplitN(issue.Message, "\n", 2)[0], ".")
		message = strings.NewReplacer("curfew.", "", "'_", "'", "_'", "'").Replace(message)
		if strings.Contains(message, "(double, int)") || strings.Contains(message, "(int, double)") {
			message += "; write numbers with a point, such as 3.0"
		}
		r.fail(CodeExpression, &place{issue.Location.Line(), issue.Location.Column() + 1}, "The expression %s: %s.", what, lowerFirst(strings.TrimPrefix(message, "Syntax error: ")))
	}
}
