package builder

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
)

// expressionChecker type-checks the expressions of one definition: its answers are
// typed by all questions that the document asks.
type expressionChecker struct {
	questions   map[string]Question
	types       func() string // names them, see typesOf
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
		types:       sync.OnceValue(func() string { return typesOf(byID) }),
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
	meant, err := c.understand(text)
	if err != nil {
		report.fail(CodeExpression, nil, "The expression could not be checked: %v.", err)
		return uses{}
	}
	if meant.unread != nil {
		report.issues("cannot be read", meant.unread)
		return uses{}
	}
	reading := c.read(meant.parsed, within, report)
	switch {
	case reading.failed:
	case meant.unfit != nil:
		report.issues("does not fit", meant.unfit)
	case meant.checked.OutputType() != cel.BoolType:
		report.fail(CodeNotYesNo, nil, "The expression gives %s, and has to give true or false. Compare it with something.", typeWords(meant.checked.OutputType()))
	default:
		missingAnswers(meant.checked, within, report)
		if meant.costly {
			report.fail(CodeCostly, nil, "The expression could take too long. Simplify it, for instance by comparing with fewer values.")
		}
	}
	return reading.uses()
}

// understood is what CEL makes of an expression, wherever it stands.
type understood struct {
	parsed  *cel.Ast
	unread  *cel.Issues // why it cannot be read; nil where it can
	checked *cel.Ast
	unfit   *cel.Issues // why its types do not fit; nil where they do
	costly  bool
}

var understandings kept[understood]

// understand reads an expression and checks its types, once for documents whose
// answers have the same types.
func (c *expressionChecker) understand(text string) (understood, error) {
	return understandings.get(c.types()+text, func() (understood, error) {
		environment, err := c.environment()
		if err != nil {
			return understood{}, err
		}
		parsed, issues := environment.Parse(text)
		if len(issues.Errors()) > 0 {
			return understood{unread: issues}, nil
		}
		checked, issues := environment.Check(parsed)
		if len(issues.Errors()) > 0 {
			return understood{parsed: parsed, unfit: issues}, nil
		}
		estimate, err := environment.EstimateCost(checked, factSizes{questions: c.questions})
		return understood{parsed: parsed, checked: checked, costly: estimate.Max > maxExpressionCost}, err
	})
}

// typesOf names the types of answers in a fixed number of bytes.
func typesOf(questions map[string]Question) string {
	hash := sha256.New()
	for _, id := range sortedNames(questions) {
		_, _ = fmt.Fprintf(hash, "%q:%q\n", id, questions[id].Type)
	}
	return string(hash.Sum(nil))
}

func typeWords(t *cel.Type) string {
	return "a value of the type " + strings.TrimPrefix(t.String(), "curfew.")
}
