package api

import (
	"time"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
)

// questions shows what a form asks.
func questions(asked []builder.Question) []gen.Question {
	shown := make([]gen.Question, 0, len(asked))
	for _, question := range asked {
		shown = append(shown, gen.Question{
			ID: question.ID, Label: question.Label, Help: question.Help, Type: gen.QuestionType(question.Type),
			Required: question.Required, Choices: question.Choices, Default: question.Default,
			Min: question.Min, Max: question.Max,
			ShortestSeconds: inSeconds(time.Duration(question.Shortest)), LongestSeconds: inSeconds(time.Duration(question.Longest)),
			Pattern: question.Pattern, Example: question.Example, Confirm: question.Confirm, Conditional: question.When != "",
		})
	}
	return shown
}
