package builder_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// expressionDamages break every expression of a document.
func expressionDamages(t *testing.T, document string, def builder.Definition) []damage {
	t.Helper()
	plain := treeOf(t, def)
	var all []damage
	for _, w := range everyField(document, plain) {
		if w.field.Type != builder.FieldExpression {
			continue
		}
		for _, wrong := range []struct {
			how, text string
			codes     []builder.Code
		}{
			{"cut off", fmt.Sprint(plain.at(w.where)) + " &&", []builder.Code{builder.CodeExpression}},
			{"that is prose", "everybody but contractors", []builder.Code{builder.CodeExpression}},
			{"with a misspelt fact", `requestor.department == "Sales"`, []builder.Code{builder.CodeExpression}},
			{"with a misspelt attribute", `requester.departmnt == "Sales"`, []builder.Code{builder.CodeExpression}},
			{"of types that do not fit", `requester.name == 3`, []builder.Code{builder.CodeExpression}},
			{"with a clock", `now() > now()`, []builder.Code{builder.CodeExpression}},
			{"that gives a text", `requester.name`, []builder.Code{builder.CodeNotYesNo}},
			{"that costs too much", `requester.groups.all(a, requester.groups.exists(b, b.startsWith(a)))`, []builder.Code{builder.CodeCostly}},
			{"with an answer that nobody gives", `answers.nobody == "x"`, []builder.Code{builder.CodeUnknownAnswer, builder.CodeFactNotHere}},
			{"with an approval that is none", `approvals.nobody.state == "approved"`, []builder.Code{builder.CodeUnknownApproval, builder.CodeFactNotHere}},
			{"with a fact that is not configured", `fact("nobody")`, []builder.Code{builder.CodeUnknownFact, builder.CodeFactNotHere}},
			{"with a fact that is computed", `fact(requester.name)`, []builder.Code{builder.CodeLiteral, builder.CodeFactNotHere}},
			{"with a calendar that is none", `is_business_hours("nobody")`, []builder.Code{builder.CodeUnknownCalendar, builder.CodeFactNotHere}},
			{"with a group that is none", fmt.Sprintf("in_group(%s, \"Nobody\")", personIn(w.field)), []builder.Code{builder.CodeUnknownGroup}},
			{"with a fact of another place", placeOnly(w.field), []builder.Code{builder.CodeFactNotHere}},
		} {
			all = append(all, plain.broken(t, w.name+" "+wrong.how, w.where, wrong.text, wrong.codes...))
		}
	}
	return all
}

// personIn is a person whom an expression of the field may read.
func personIn(field builder.Field) string {
	if slices.Contains(field.Reads, "subject") {
		return "subject"
	}
	return "requester"
}

// placeOnly reads what is known at other places only.
func placeOnly(field builder.Field) string {
	if slices.Contains(field.Reads, "person") {
		return `request.reason == "x"`
	}
	return `person.login == "x"`
}
