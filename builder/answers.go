package builder

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// mostUnknown is how many answers that nobody asked for are named one by one.
const mostUnknown = 20

// CheckForm says what is wrong with the answers to a form, one refusal for each
// question, in the order of the form and then by id for answers that nobody asked
// for. Field is "answers." and the question's id.
//
// Which questions are asked is decided in order, over the facts and the answers
// before; an answer to a question of the form that is not asked is dropped. What is
// kept is what may be stored, and nothing while there are refusals. A default is
// what the form offers, and never filled in here.
func CheckForm(questions []Question, answers map[string]any, facts Facts, lookup Lookup) (kept map[string]any, refusals []*access.Refusal) {
	refuse := func(code access.Code, id, message string) {
		refusals = append(refusals, access.Refuse(code, "%s", message).At("answers."+id))
	}
	filled := newForm(questions, facts)
	kept = map[string]any{}
	for _, question := range questions {
		asked, err := filled.asks(question)
		switch {
		case err != nil && len(refusals) > 0:
			continue // it may depend on what was refused
		case err != nil:
			refuse(access.CodeUnavailable, question.ID, fmt.Sprintf("Whether %q is asked could not be decided. Tell an admin of Curfew: %v.", question.Label, err))
			continue
		case !asked.Value:
			continue
		}
		answer := answers[question.ID]
		if noAnswer(answer) {
			if question.Required {
				refuse(access.CodeInvalid, question.ID, question.please())
			}
			continue
		}
		taken, wrong, err := question.take(answer, lookup)
		switch {
		case err != nil:
			refuse(access.CodeUnavailable, question.ID, fmt.Sprintf("The answer to %q could not be looked up. Try again.", question.Label))
		case wrong != "":
			refuse(access.CodeInvalid, question.ID, wrong)
		default:
			kept[question.ID] = taken
			filled.facts.Answers[question.ID] = taken
		}
	}
	for _, id := range unasked(questions, answers) {
		refuse(access.CodeInvalid, id, fmt.Sprintf("There is no question %q.", id))
	}
	if len(refusals) > 0 {
		return nil, refusals
	}
	return kept, nil
}

// CheckAnswers is CheckForm of the request's own form.
func (p Plan) CheckAnswers(answers map[string]any, facts Facts, lookup Lookup) (kept map[string]any, refusals []*access.Refusal) {
	return CheckForm(p.request().Questions, answers, facts, lookup)
}

func (q Question) please() string {
	if q.Confirm {
		return fmt.Sprintf("Please confirm %q.", q.Label)
	}
	return fmt.Sprintf("Please answer %q.%s", q.Label, q.suchAs())
}

func noAnswer(answer any) bool {
	switch answer := answer.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(answer) == ""
	case []any:
		return len(answer) == 0
	case []string:
		return len(answer) == 0
	default:
		return false
	}
}

// unasked lists the first answers to questions that the form does not have.
func unasked(questions []Question, answers map[string]any) []string {
	known := map[string]bool{}
	for _, question := range questions {
		known[question.ID] = true
	}
	var ids []string
	for id := range answers {
		if !known[id] {
			ids = append(ids, shortened(id))
		}
	}
	slices.Sort(ids)
	return ids[:min(len(ids), mostUnknown)]
}

// form is a form while it is filled in: the facts, with the answers so far.
type form struct{ facts Facts }

// newForm begins with what is known before: an answer that somebody gave to one of
// the form's own questions is not.
func newForm(questions []Question, facts Facts) form {
	facts.Answers = maps.Clone(facts.Answers)
	if facts.Answers == nil {
		facts.Answers = map[string]any{}
	}
	facts.Lengths = slices.Clone(facts.Lengths)
	for _, question := range questions {
		delete(facts.Answers, question.ID)
		if question.Type == QuestionDuration {
			facts.Lengths = append(facts.Lengths, question.ID)
		}
	}
	return form{facts: facts}
}

func (f form) asks(question Question) (Decision, error) {
	if question.When == "" {
		return Decision{Value: true}, nil
	}
	return Evaluate(question.When, f.facts)
}
