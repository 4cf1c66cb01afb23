package api

import (
	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
)

// questions shows what a form asks.
func questions(asked []builder.Question) []gen.Question {
	shown := make([]gen.Question, 0, len(asked))
	for _, question := range asked {
		shown = append(shown, gen.Question{
			ID: question.ID, Label: question.Label, Help: question.Help, Type: gen.QuestionType(question.Type),
			Required: question.Required, Choices: question.Choices,
		})
	}
	return shown
}
