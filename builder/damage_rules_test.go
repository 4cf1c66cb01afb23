package builder_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// ruleDamages break every entry that says who is asked or told.
func ruleDamages(t *testing.T, document string, def builder.Definition) []damage {
	t.Helper()
	plain := treeOf(t, def)
	var all []damage
	for _, w := range everyField(document, plain) {
		if !slices.Contains([]builder.FieldType{builder.FieldApprovers, builder.FieldRecipients, builder.FieldRespondents}, w.field.Type) {
			continue
		}
		items, _ := plain.at(w.where).([]any)
		for i, item := range items {
			rule, is := item.(map[string]any)
			if !is {
				continue
			}
			at := append(slices.Clip(w.where), i)
			name := fmt.Sprintf("%s[%d]", w.name, i)
			breaks := func(how string, value any, codes ...builder.Code) {
				all = append(all, plain.broken(t, name+" "+how, at, value, codes...))
			}
			breaks("of nobody", map[string]any{}, builder.CodeConfigShape)
			breaks("of two", map[string]any{"person": "ada@example.com", "group": "Security"}, builder.CodeConfigShape)
			breaks("of a boss", map[string]any{"boss": "requester"}, builder.CodeConfigUnknown)
			breaks("of a manager of nobody", map[string]any{"manager": "everybody"}, builder.CodeConfigShape)
			breaks("of an owner of nobody", map[string]any{"owner": "requester"}, builder.CodeConfigShape)
			breaks("of an unknown person", map[string]any{"person": "nobody@example.com"}, builder.CodeUnknownPerson)
			breaks("of an unknown group", map[string]any{"group": "Nobody"}, builder.CodeUnknownGroup)
			breaks("of those on call for an unknown fact", map[string]any{"on_call": "nobody"}, builder.CodeUnknownFact)
			breaks("of nobody's roster", map[string]any{"on_call": " "}, builder.CodeConfigShape)
			breaks("of those on call with a level", map[string]any{"on_call": "sre-primary", "level": 2}, builder.CodeConfigUnknown)
			breaks("of people by a broken expression", map[string]any{"where": "person.title =="}, builder.CodeExpression)
			breaks("of people by what is not known", map[string]any{"where": `answers.ticket == "x"`}, builder.CodeFactNotHere)
			breaks("of people of an unknown group", map[string]any{"where": `in_group(person, "Nobody")`}, builder.CodeUnknownGroup)
			breaks("of a group with a level", map[string]any{"group": "Security", "level": 2}, builder.CodeConfigUnknown)
			breaks("of a manager too far up", map[string]any{"manager": "requester", "level": 11}, builder.CodeOutOfBounds)
			breaks("of a manager half way up", map[string]any{"manager": "requester", "level": 1.5}, builder.CodeConfigShape)
			if len(rule) == 1 && rule["hook"] == nil {
				all = append(all, plain.broken(t, name+" twice", w.where, append(slices.Clip(items), item), builder.CodeRepeatedItem))
			}
			if w.field.Type != builder.FieldRecipients {
				breaks("of a hook", map[string]any{"hook": "incident-prod"}, builder.CodeConfigUnknown)
				breaks("that is the subject", "subject", builder.CodeConfigShape)
			}
		}
	}
	return all
}
