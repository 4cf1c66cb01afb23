package builder_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// formProblems checks a request with these questions.
func formProblems(t *testing.T, questions string) []builder.Problem {
	t.Helper()
	def, problems := builder.ParseYAML([]byte(`
version: 2
name: form
title: Form
nodes:
  - {id: ask, kind: request, config: {entitlements: [jira/admin], visible: 'requester.login != ""', duration: {default: 1h, max: 4h}, questions: [` + questions + `]}}
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
edges: [{from: ask, to: lead}, {from: lead.approved, to: give}, {from: lead.denied, to: done}, {from: give, to: done}, {from: give.failed, to: done}]
`))
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
	return builder.Check(def, company())
}

func TestAQuestionThatContradictsItselfIsRefused(t *testing.T) {
	for _, test := range []struct {
		name, questions string
		code            builder.Code
		field           string
	}{
		{"id", `{id: Bad-Id, label: L, type: text}`, builder.CodeQuestion, "questions[0].id"},
		{"id that CEL keeps", `{id: in, label: L, type: text}`, builder.CodeQuestion, "questions[0].id"},
		{"same id", `{id: a, label: L, type: text}, {id: a, label: L, type: text}`, builder.CodeRepeatedItem, "questions[1].id"},
		{"type", `{id: a, label: L, type: colour}`, builder.CodeConfigShape, "questions[0].type"},
		{"choice without choices", `{id: a, label: L, type: choice}`, builder.CodeQuestion, "questions[0].choices"},
		{"several choices with one", `{id: a, label: L, type: multi_choice, choices: [x]}`, builder.CodeQuestion, "questions[0].choices"},
		{"choices of a text", `{id: a, label: L, type: text, choices: [x, y]}`, builder.CodeQuestion, "questions[0].choices"},
		{"same choice", `{id: a, label: L, type: choice, choices: [x, x]}`, builder.CodeRepeatedItem, "questions[0].choices[1]"},
		{"ticket without pattern", `{id: a, label: L, type: ticket}`, builder.CodeQuestion, "questions[0].pattern"},
		{"pattern of a number", `{id: a, label: L, type: number, pattern: "1+"}`, builder.CodeQuestion, "questions[0].pattern"},
		{"no pattern at all", `{id: a, label: L, type: text, pattern: "("}`, builder.CodeQuestion, "questions[0].pattern"},
		{"pattern that breaks out", `{id: a, label: L, type: text, pattern: "a)|(b"}`, builder.CodeQuestion, "questions[0].pattern"},
		{"min of a date", `{id: a, label: L, type: date, min: 1}`, builder.CodeQuestion, "questions[0].min"},
		{"max of a yes or no", `{id: a, label: L, type: yes_no, max: 1}`, builder.CodeQuestion, "questions[0].max"},
		{"min above max", `{id: a, label: L, type: number, min: 2, max: 1.5}`, builder.CodeQuestion, "questions[0].min"},
		{"min of characters above max", `{id: a, label: L, type: text, min: 20, max: 10}`, builder.CodeQuestion, "questions[0].min"},
		{"half a character", `{id: a, label: L, type: text, min: 1.5}`, builder.CodeQuestion, "questions[0].min"},
		{"no characters", `{id: a, label: L, type: text, max: 0}`, builder.CodeQuestion, "questions[0].max"},
		{"more characters than a text has", `{id: a, label: L, type: text, max: 501}`, builder.CodeQuestion, "questions[0].max"},
		{"more choices than there are", `{id: a, label: L, type: multi_choice, choices: [x, y], min: 3}`, builder.CodeQuestion, "questions[0].min"},
		{"shortest of a text", `{id: a, label: L, type: text, shortest: 1h}`, builder.CodeQuestion, "questions[0].shortest"},
		{"longest of a number", `{id: a, label: L, type: number, longest: 1h}`, builder.CodeQuestion, "questions[0].longest"},
		{"shortest above longest", `{id: a, label: L, type: duration, shortest: 2h, longest: 1h}`, builder.CodeQuestion, "questions[0].shortest"},
		{"confirm of a text", `{id: a, label: L, type: text, required: true, confirm: true}`, builder.CodeQuestion, "questions[0].confirm"},
		{"confirm that may be left out", `{id: a, label: L, type: yes_no, confirm: true}`, builder.CodeQuestion, "questions[0].confirm"},
		{"confirm that is offered", `{id: a, label: L, type: yes_no, required: true, confirm: true, default: true}`, builder.CodeQuestion, "questions[0].default"},
		{"default of another type", `{id: a, label: L, type: number, default: many}`, builder.CodeQuestion, "questions[0].default"},
		{"default that is no choice", `{id: a, label: L, type: choice, choices: [x, y], default: z}`, builder.CodeQuestion, "questions[0].default"},
		{"default that is a list", `{id: a, label: L, type: text, default: [x]}`, builder.CodeQuestion, "questions[0].default"},
		{"defaults that are the same", `{id: a, label: L, type: multi_choice, choices: [x, y], default: [x, x]}`, builder.CodeQuestion, "questions[0].default"},
		{"default beyond its bound", `{id: a, label: L, type: number, max: 3, default: 4}`, builder.CodeQuestion, "questions[0].default"},
		{"default against its pattern", `{id: a, label: L, type: ticket, pattern: "A-[0-9]+", default: B-1}`, builder.CodeQuestion, "questions[0].default"},
		{"default that is no date", `{id: a, label: L, type: date, default: "2027-02-29"}`, builder.CodeQuestion, "questions[0].default"},
		{"default too long", `{id: a, label: L, type: duration, longest: 4h, default: 5h}`, builder.CodeQuestion, "questions[0].default"},
		{"example against its pattern", `{id: a, label: L, type: ticket, pattern: "A-[0-9]+", example: B-1}`, builder.CodeQuestion, "questions[0].example"},
		{"a later answer", `{id: a, label: L, type: text, when: 'answers.b == "x"'}, {id: b, label: L, type: text, required: true}`, builder.CodeAnswerElsewhere, "questions[0].when"},
		{"its own answer", `{id: a, label: L, type: text, required: true, when: 'answers.a == "x"'}`, builder.CodeAnswerElsewhere, "questions[0].when"},
		{"nobody's answer", `{id: a, label: L, type: text, when: 'answers.z == "x"'}`, builder.CodeUnknownAnswer, "questions[0].when"},
		{"an answer that may be missing", `{id: a, label: L, type: text}, {id: b, label: L, type: text, when: 'answers.a == "x"'}`, builder.CodeOptionalAnswer, "questions[1].when"},
		{"an answer that may not be asked", `{id: a, label: L, type: yes_no, required: true}, {id: b, label: L, type: text, required: true, when: 'answers.a'}, {id: c, label: L, type: text, when: 'answers.b == "x"'}`, builder.CodeOptionalAnswer, "questions[2].when"},
		{"a fact outside", `{id: a, label: L, type: text, when: 'fact("sre-primary")'}`, builder.CodeFactNotHere, "questions[0].when"},
	} {
		t.Run(test.name, func(t *testing.T) {
			problems := formProblems(t, test.questions)
			if len(problems) != 1 || problems[0].Code != test.code || problems[0].Field != test.field || problems[0].Severity != builder.Error || !strings.HasSuffix(problems[0].Message, ".") {
				t.Fatalf("problems: %+v", problems)
			}
		})
	}
}

func TestEveryTypeOfQuestionCanBeAsked(t *testing.T) {
	if problems := formProblems(t, `
		{id: text, label: L, type: text, min: 10, max: 100, pattern: ".*", default: aaaaaaaaaa},
		{id: long, label: L, type: long_text, max: 10000, default: "a\nb"},
		{id: number, label: L, type: number, min: -1.5, max: 0, default: 0, example: "-1"},
		{id: choice, label: L, type: choice, choices: [x, y], default: y, required: true},
		{id: several, label: L, type: multi_choice, choices: [x, y], min: 1, max: 2, default: [x], required: true},
		{id: date, label: L, type: date, default: "2028-02-29"},
		{id: length, label: L, type: duration, shortest: 1h, longest: 30d, default: 4h, example: 2h, required: true},
		{id: person, label: L, type: person},
		{id: thing, label: L, type: entitlement},
		{id: sure, label: L, type: yes_no, required: true, confirm: true},
		{id: ticket, label: L, type: ticket, pattern: "[A-Z]+-[0-9]+", example: CHG-1, when: 'answers.choice == "x" && "y" in answers.several && answers.length > duration("2h") && answers.sure'}`); len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
}

func TestADefaultKeepsItsTypeInAPlan(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h}, questions: [
	  {id: several, label: L, type: multi_choice, choices: [x, y], default: [x]}, {id: number, label: L, type: number, default: 3}]`)
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := builder.DecodePlan(encoded)
	if err != nil || !reflect.DeepEqual(decoded, plan) {
		t.Fatalf("%+v became %+v (%v)", plan, decoded, err)
	}
}
