package builder

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/curfewhq/curfew/internal/access"
)

// The longest answers, in characters.
const (
	maxTextAnswer     = 500
	maxLongTextAnswer = 10_000
)

// CheckAnswers says what is wrong with the answers to the plan's questions, one
// refusal for each, in the order of the form and then by id for answers that
// nobody asked for. Field is "answers." and the question's id.
func (p Plan) CheckAnswers(answers map[string]any) []*access.Refusal {
	var refusals []*access.Refusal
	refuse := func(id string, message string) {
		refusals = append(refusals, access.Refuse(access.CodeInvalid, "%s", message).At("answers."+id))
	}
	asked := map[string]bool{}
	for _, question := range p.request().Questions {
		asked[question.ID] = true
		answer := answers[question.ID]
		if text, isText := answer.(string); answer == nil || isText && strings.TrimSpace(text) == "" {
			if question.Required {
				refuse(question.ID, fmt.Sprintf("Please answer %q.", question.Label))
			}
			continue
		}
		if message := question.wrong(answer); message != "" {
			refuse(question.ID, message)
		}
	}
	for _, id := range sortedNames(answers) {
		if !asked[id] {
			refuse(id, fmt.Sprintf("There is no question %q.", shortened(id)))
		}
	}
	return refusals
}

// wrong says what is wrong with an answer that is not empty.
func (q Question) wrong(answer any) string {
	switch q.Type {
	case QuestionNumber:
		if number, ok := answer.(float64); !ok || math.IsNaN(number) || math.IsInf(number, 0) {
			return fmt.Sprintf("%q takes a number.", q.Label)
		}
		return ""
	case QuestionYesNo:
		if _, ok := answer.(bool); !ok {
			return fmt.Sprintf("%q takes yes or no.", q.Label)
		}
		return ""
	}
	text, ok := answer.(string)
	if !ok || !utf8.ValidString(text) {
		return fmt.Sprintf("%q takes a text.", q.Label)
	}
	switch {
	case q.Type == QuestionChoice:
		if !slices.Contains(q.Choices, text) {
			return fmt.Sprintf("%q takes one of %s.", q.Label, strings.Join(q.Choices, ", "))
		}
	case q.Type == QuestionLongText:
		if utf8.RuneCountInString(text) > maxLongTextAnswer {
			return fmt.Sprintf("The answer to %q is longer than %d characters.", q.Label, maxLongTextAnswer)
		}
	case strings.ContainsAny(text, "\r\n"):
		return fmt.Sprintf("%q takes a single line.", q.Label)
	case utf8.RuneCountInString(text) > maxTextAnswer:
		return fmt.Sprintf("The answer to %q is longer than %d characters.", q.Label, maxTextAnswer)
	default:
		return q.unmatched(text)
	}
	return ""
}

func (q Question) unmatched(text string) string {
	if q.Pattern == "" {
		return ""
	}
	pattern, err := q.compiledPattern()
	if err != nil || !pattern.MatchString(text) {
		return fmt.Sprintf("%q has to look like %s.", q.Label, q.Pattern)
	}
	return ""
}
