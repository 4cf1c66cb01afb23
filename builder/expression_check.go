package builder

import (
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
)

// expressionChecker type-checks the expressions of one definition: its answers are
// typed by all questions that the document asks.
type expressionChecker struct {
	questions   map[string]Question
	environment func() (*cel.Env, error)
}

// uses are what has to be looked up before an expression can be decided, sorted.
type uses struct {
	facts     []string // outside
	calendars []string
}

// newExpressionChecker is given every question of the document. Setting it up costs
// nothing until there is an expression to check.
func newExpressionChecker(questions []Question) *expressionChecker {
	byID := map[string]Question{}
	for _, question := range questions {
		if _, twice := byID[question.ID]; !twice {
			byID[question.ID] = question
		}
	}
	return &expressionChecker{
		questions:   byID,
		environment: sync.OnceValues(func() (*cel.Env, error) { return checkEnvironment(byID) }),
	}
}

// expression reports what is wrong with one expression at a place where it may read
// what is within, and says what it has to have looked up.
func (c *expressionChecker) expression(field, text string, within scope, found *nodeFindings) uses {
	report := expressionReport{field: field, found: found}
	if len([]rune(text)) > maxExpression {
		return uses{} // reported with the field
	}
	environment, err := c.environment()
	if err != nil {
		report.fail(CodeExpression, nil, "The expression could not be checked: %v.", err)
		return uses{}
	}
	parsed, issues := environment.Parse(text)
	if issues.Err() != nil {
		report.issues("cannot be read", issues)
		return uses{}
	}
	reading := c.read(parsed, within, report)
	if reading.failed {
		return reading.uses()
	}
	checked, issues := environment.Check(parsed)
	if issues.Err() != nil {
		report.issues("does not fit", issues)
		return reading.uses()
	}
	if checked.OutputType() != cel.BoolType {
		report.fail(CodeNotYesNo, nil, "The expression gives %s, and has to give true or false. Compare it with something.", typeWords(checked.OutputType()))
		return reading.uses()
	}
	c.missingAnswers(checked, within, report)
	estimate, err := environment.EstimateCost(checked, factSizes{questions: c.questions})
	if err != nil || estimate.Max > maxExpressionCost {
		report.fail(CodeCostly, nil, "The expression could take too long. Simplify it, for instance by comparing with fewer values.")
	}
	return reading.uses()
}

func (c *expressionChecker) questionIDs() []string {
	ids := make([]string, 0, len(c.questions))
	for id := range c.questions {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func typeWords(t *cel.Type) string {
	return "a value of the type " + strings.TrimPrefix(t.String(), "curfew.")
}
