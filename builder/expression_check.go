package builder

import (
	"fmt"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
)

// expressionChecker type-checks the expressions of one definition: its answers are
// typed by the questions that its form asks.
type expressionChecker struct {
	environment *cel.Env
	questions   map[string]Question
}

func newExpressionChecker(questions []Question) (*expressionChecker, error) {
	byID := map[string]Question{}
	for _, question := range questions {
		byID[question.ID] = question
	}
	environment, err := newEnvironment(schemaWith(questions), cel.ObjectType(answersType))
	if err != nil {
		return nil, err
	}
	return &expressionChecker{environment: environment, questions: byID}, nil
}

// expression reports what is wrong with one expression that may read these facts.
func (c *expressionChecker) expression(field, text string, reads []string, found *nodeFindings) {
	at := func(code Code, expr *place, message string, args ...any) {
		problem := Problem{Code: code, Node: found.node, Field: field, Message: fmt.Sprintf(message, args...)}
		if expr != nil {
			problem.Line, problem.Column = expr.line, expr.column
		}
		found.all.add(problem)
	}
	if len([]rune(text)) > maxExpression {
		return // reported with the field
	}
	parsed, issues := c.environment.Parse(text)
	if issues.Err() != nil {
		c.report("cannot be read", issues, at)
		return
	}
	if c.reads(parsed, reads, at) {
		return
	}
	checked, issues := c.environment.Check(parsed)
	if issues.Err() != nil {
		c.report("does not fit", issues, at)
		return
	}
	if checked.OutputType() != cel.BoolType {
		at(CodeNotYesNo, nil, "The expression gives %s, and has to give true or false. Compare it with something.", typeWords(checked.OutputType()))
		return
	}
	c.optionalAnswers(checked, at)
	estimate, err := c.environment.EstimateCost(checked, factSizes{})
	if err != nil || estimate.Max > maxExpressionCost {
		at(CodeCostly, nil, "The expression could take too long. Simplify it, for instance by comparing with fewer values.")
	}
}

// place is a position within an expression, from 1.
type place struct{ line, column int }

type reporter func(code Code, at *place, message string, args ...any)

func (c *expressionChecker) report(what string, issues *cel.Issues, at reporter) {
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
		at(CodeExpression, &place{issue.Location.Line(), issue.Location.Column() + 1}, "The expression %s: %s.", what, lowerFirst(strings.TrimPrefix(message, "Syntax error: ")))
	}
}

// reads reports facts that are not known at this place and answers nobody asks
// for, and whether there were any.
func (c *expressionChecker) reads(parsed *cel.Ast, allowed []string, at reporter) bool {
	failed := false
	info := parsed.NativeRep().SourceInfo()
	position := func(e ast.Expr) *place {
		start := info.GetStartLocation(e.ID())
		return &place{start.Line(), start.Column() + 1}
	}
	ast.PreOrderVisit(parsed.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.StructKind:
			failed = true
			at(CodeExpression, position(e), "Objects cannot be made in an expression.")
		case ast.IdentKind:
			name := strings.TrimPrefix(e.AsIdent(), ".")
			if (factTypes[name] != "" || name == factAnswers) && !slices.Contains(allowed, name) {
				failed = true
				at(CodeFactNotHere, position(e), "%q is not known here. %s", name, listed("An expression here may read", allowed))
			}
		case ast.SelectKind:
			if id, ok := answerRead(e); ok && slices.Contains(allowed, factAnswers) {
				if _, asked := c.questions[id]; !asked {
					failed = true
					at(CodeUnknownAnswer, position(e), "The form does not ask a question %q. %s", id, listed("It asks", c.questionIDs()))
				}
			}
		}
	}))
	return failed
}

func (c *expressionChecker) questionIDs() []string {
	ids := make([]string, 0, len(c.questions))
	for id := range c.questions {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func answerRead(e ast.Expr) (string, bool) {
	name, ok := factName(e)
	return strings.TrimPrefix(name, factAnswers+"."), ok && strings.HasPrefix(name, factAnswers+".")
}

func typeWords(t *cel.Type) string {
	return "a value of the type " + strings.TrimPrefix(t.String(), "curfew.")
}
