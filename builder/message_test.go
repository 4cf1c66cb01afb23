package builder_test

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestFillMessage(t *testing.T) {
	values := builder.MessageValues{Requester: "Ada", Subject: "Sven", Entitlement: "Jira / Admin", Reason: "{requester} says {subject}", Answers: map[string]any{
		"ticket": "INC-1 {reason}", "empty": " ", "sure": true, "unsure": false, "pods": 2.5, "steps": []any{"drain", "restart"}, "more": []string{"a", "b"},
	}}
	for text, want := range map[string]string{
		"":                                   "",
		"Hello":                              "Hello",
		"{requester} for {subject}":          "Ada for Sven",
		"{entitlement}{entitlement}":         "Jira / AdminJira / Admin",
		"{reason}":                           "{requester} says {subject}",
		"{requester":                         "{requester",
		"{{requester}}":                      "{Ada}",
		"{unknown} stays and {Requester} do": "{unknown} stays and {Requester} do",
		"{answers.ticket}":                   "INC-1 {reason}",
		"{answers.pods} {answers.sure}":      "2.5 yes",
		"{answers.unsure}":                   "no",
		"{answers.steps}; {answers.more}":    "drain, restart; a, b",
		"{answers.empty}{answers.nobody}":    "——",
		"{answers}":                          "{answers}",
		"{ requester } is prose":             "{ requester } is prose",
	} {
		if got := builder.FillMessage(text, values); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}
