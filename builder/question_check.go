package builder

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// checkQuestions proves that the questions of one form, which stand in the field
// at, do not contradict themselves. Within is what is known before the form is
// asked; a question knows the answers to those before it as well.
func checkQuestions(questions []Question, at string, within scope, check *expressionChecker, found *nodeFindings) {
	within.asked, within.given = maps.Clone(within.asked), maps.Clone(within.given)
	if within.asked == nil {
		within.asked = map[string]Question{}
	}
	if within.given == nil {
		within.given = map[string]bool{}
	}
	seen := map[string]bool{}
	for i, question := range questions {
		place := fmt.Sprintf("%s[%d]", at, i)
		if question.ID != "" && (!answerID.MatchString(question.ID) || slices.Contains(notAnswerIDs, question.ID)) {
			found.fail(CodeQuestion, place+".id", "A question's id is a lower-case word such as ticket or change_id, not %q.", shortened(question.ID))
		}
		if seen[question.ID] && question.ID != "" {
			found.fail(CodeRepeatedItem, place+".id", "Two questions have the id %q. Rename one.", question.ID)
		}
		seen[question.ID] = true
		question.check(place, found)
		if question.When != "" {
			check.expression(place+".when", question.When, within, found)
		}
		within.asked[question.ID], within.given[question.ID] = question, true
	}
}

// check finds what contradicts itself. What is missing or of a wrong type has been
// reported with the fields.
func (q Question) check(at string, found *nodeFindings) {
	if !slices.Contains(questionTypes(), q.Type) {
		return
	}
	sound := q.checkChoices(at, found)
	sound = q.checkBounds(at, found) && sound
	sound = q.checkPattern(at, found) && sound
	sound = q.checkConfirm(at, found) && sound
	if !sound {
		return
	}
	if q.Default != nil && !q.Confirm {
		if _, wrong, _ := q.take(q.Default, nil); wrong != "" {
			found.fail(CodeQuestion, at+".default", "The default is no answer that the form would take: %s", wrong)
		}
	}
	if q.Example != "" && q.among(QuestionText, QuestionTicket, QuestionDate, QuestionDuration) {
		if _, wrong, _ := q.take(q.Example, nil); wrong != "" {
			found.fail(CodeQuestion, at+".example", "The example %q is no answer that the form would take. Correct it, or the rules of the question.", shortened(q.Example))
		}
	}
}

func (q Question) checkChoices(at string, found *nodeFindings) bool {
	sound := true
	switch chosen := q.among(QuestionChoice, QuestionMultiChoice); {
	case chosen && len(q.Choices) < 2:
		found.fail(CodeQuestion, at+".choices", "A choice needs at least two choices.")
		sound = false
	case !chosen && len(q.Choices) > 0:
		found.fail(CodeQuestion, at+".choices", "Only a question of the types choice and multi_choice has choices. Remove them, or change the type.")
		sound = false
	}
	for i, choice := range q.Choices {
		if slices.Index(q.Choices, choice) < i {
			found.fail(CodeRepeatedItem, fmt.Sprintf("%s.choices[%d]", at, i), "The choice %q is there twice. Remove one.", choice)
			sound = false
		}
	}
	return sound
}

func (q Question) checkPattern(at string, found *nodeFindings) bool {
	switch {
	case q.Pattern == "" && q.Type == QuestionTicket:
		found.fail(CodeQuestion, at+".pattern", "A ticket needs a pattern that it has to match, such as CHG-[0-9]+.")
		return false
	case q.Pattern == "":
		return true
	case !q.among(QuestionText, QuestionTicket):
		found.fail(CodeQuestion, at+".pattern", "Only a question of the types text and ticket has a pattern. Remove it, or change the type.")
		return false
	}
	if _, err := q.compiledPattern(); err != nil {
		found.fail(CodeQuestion, at+".pattern", "The pattern is not a regular expression: %v.", err)
		return false
	}
	return true
}

func (q Question) checkConfirm(at string, found *nodeFindings) bool {
	switch {
	case !q.Confirm:
		return true
	case q.Type != QuestionYesNo:
		found.fail(CodeQuestion, at+".confirm", "Only a question of the type yes_no can ask for a yes. Remove confirm, or change the type.")
	case !q.Required:
		found.fail(CodeQuestion, at+".confirm", "Who may leave the question out confirms nothing. Make it required.")
	case q.Default != nil:
		found.fail(CodeQuestion, at+".default", "A yes that the form already offers confirms nothing. Remove the default.")
	default:
		return true
	}
	return false
}

// checkBounds proves that some answer is within the bounds.
func (q Question) checkBounds(at string, found *nodeFindings) bool {
	switch {
	case (q.Shortest > 0 || q.Longest > 0) && q.Type != QuestionDuration:
		found.fail(CodeQuestion, at+map[bool]string{true: ".shortest", false: ".longest"}[q.Shortest > 0], "Only a question of the type duration has a shortest and a longest answer. Remove them, or change the type.")
		return false
	case q.Longest > 0 && q.Shortest > q.Longest:
		found.fail(CodeQuestion, at+".shortest", "The shortest answer of %s is longer than the longest of %s. Swap them.", q.Shortest, q.Longest)
		return false
	case q.Min == nil && q.Max == nil:
		return true
	}
	most, counted := q.countedBound()
	if !counted && q.Type != QuestionNumber {
		found.fail(CodeQuestion, at+map[bool]string{true: ".min", false: ".max"}[q.Min != nil], "A question of the type %s has no min and max. Remove them, or change the type.", q.Type)
		return false
	}
	sound := true
	for _, bound := range []struct {
		field string
		value *float64
	}{{"min", q.Min}, {"max", q.Max}} {
		if bound.value == nil {
			continue
		}
		switch value := *bound.value; {
		case !counted && (math.IsNaN(value) || math.Abs(value) > maxNumber):
			found.fail(CodeQuestion, at+"."+bound.field, "This number is too large. Write a smaller one.")
			sound = false
		case counted && (value != math.Trunc(value) || value < 0 || value > most || value == 0 && bound.field == "max"):
			found.fail(CodeQuestion, at+"."+bound.field, "This has to be a whole number up to %d.", int(most))
			sound = false
		}
	}
	if sound && q.Min != nil && q.Max != nil && *q.Min > *q.Max {
		found.fail(CodeQuestion, at+".min", "At least %s and at most %s contradict each other. Swap them.", numberWords(*q.Min), numberWords(*q.Max))
		return false
	}
	return sound
}

// countedBound is the most characters or choices of an answer, if such are counted.
func (q Question) countedBound() (most float64, counted bool) {
	switch q.Type {
	case QuestionText, QuestionTicket:
		return maxTextAnswer, true
	case QuestionLongText:
		return maxLongTextAnswer, true
	case QuestionMultiChoice:
		return float64(len(q.Choices)), true
	default:
		return 0, false
	}
}
