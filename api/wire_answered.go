package api

import (
	"context"
	"maps"
	"slices"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// answered lists the questions of a request that have an answer, as its plan asks
// them: in the request's form first, and later on.
func (o *operations) answered(ctx context.Context, request access.Request) ([]gen.Answered, error) {
	if len(request.Answers) == 0 {
		return nil, nil
	}
	plan, err := o.planOf(ctx, request)
	if missing(err) { // nobody can tell what was asked, but what was answered still shows
		return namedByID(request.Answers), nil
	}
	if err != nil {
		return nil, err
	}
	asked := trigger(plan).Questions
	for _, step := range plan.Steps {
		if step.Questions != nil {
			asked = append(asked[:len(asked):len(asked)], step.Questions.Questions...)
		}
	}
	var shown []gen.Answered
	for _, question := range asked {
		answer, given := request.Answers[question.ID]
		if !given {
			continue
		}
		name, err := o.nameOfAnswer(ctx, question, answer)
		if err != nil {
			return nil, err
		}
		shown = append(shown, gen.Answered{ID: question.ID, Label: question.Label, Name: name})
	}
	return shown, nil
}

func namedByID(answers map[string]any) []gen.Answered {
	var shown []gen.Answered
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		shown = append(shown, gen.Answered{ID: id, Label: id})
	}
	return shown
}

// nameOfAnswer is the name of whom or what an answer names; empty where it names
// nobody and nothing, or who it names has left.
func (o *operations) nameOfAnswer(ctx context.Context, question builder.Question, answer any) (string, error) {
	named, _ := answer.(string)
	switch question.Type {
	case builder.QuestionPerson:
		person, err := o.records.PersonByLogin(ctx, named)
		if missing(err) {
			return "", nil
		}
		return person.Name, err
	case builder.QuestionEntitlement:
		entitlement, err := callOf(ctx).seen.entitlement(ctx, named)
		return entitlement.Label(), err
	default:
		return "", nil
	}
}
