package buildertest

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// answer is a question that was asked on a path.
type answer struct {
	id, kind string
	given    bool // whether every path to here has its answer
}

var questionKinds = []string{
	builder.QuestionText, builder.QuestionLongText, builder.QuestionNumber, builder.QuestionChoice, builder.QuestionMultiChoice,
	builder.QuestionDate, builder.QuestionDuration, builder.QuestionPerson, builder.QuestionEntitlement, builder.QuestionYesNo, builder.QuestionTicket,
}

// form draws questions that may depend on each other and on what was asked before.
func (d *drawing) form(count int, before []answer) (questions []any, answers []answer) {
	for range count {
		d.questions++
		kind := rapid.SampledFrom(questionKinds).Draw(d.T, "type")
		each := answer{id: fmt.Sprintf("q%d", d.questions), kind: kind, given: rapid.Bool().Draw(d.T, "required")}
		config := map[string]any{"id": each.id, "label": "Question " + each.id, "type": kind}
		if each.given {
			config["required"] = true
		}
		if d.chance("conditional", 4) {
			config["when"] = d.expression(ofForms, path{answers: append(before[:len(before):len(before)], answers...)})
			each.given = false
		}
		d.maybe(config, "help", func() any { return "A guess will do." })
		d.shape(config, kind)
		questions, answers = append(questions, config), append(answers, each)
	}
	return questions, answers
}

// shape fills in what the type of a question has.
func (d *drawing) shape(config map[string]any, kind string) {
	switch kind {
	case builder.QuestionTicket:
		config["pattern"], config["example"] = "[A-Z]+-[0-9]+", "OPS-12"
	case builder.QuestionChoice, builder.QuestionMultiChoice:
		config["choices"] = []any{"a", "b", "c"}
		if kind == builder.QuestionChoice {
			d.maybe(config, "default", func() any { return "b" })
		}
	case builder.QuestionText:
		d.maybe(config, "max", func() any { return int64(100) })
	case builder.QuestionNumber:
		d.maybe(config, "min", func() any { return 0.5 })
		d.maybe(config, "max", func() any { return int64(100) })
	case builder.QuestionDuration:
		d.maybe(config, "shortest", func() any { return "5m" })
		d.maybe(config, "longest", func() any { return "2d" })
	case builder.QuestionYesNo:
		if config["required"] == true {
			d.maybe(config, "confirm", func() any { return true })
		}
	}
}
