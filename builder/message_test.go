package builder_test

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestFillMessage(t *testing.T) {
	values := builder.MessageValues{Requester: "Ada", Subject: "Sven", Entitlement: "Jira / Admin", Reason: "{requester} says {subject}"}
	for text, want := range map[string]string{
		"":                                   "",
		"Hello":                              "Hello",
		"{requester} for {subject}":          "Ada for Sven",
		"{entitlement}{entitlement}":         "Jira / AdminJira / Admin",
		"{reason}":                           "{requester} says {subject}",
		"{requester":                         "{requester",
		"{{requester}}":                      "{Ada}",
		"{unknown} stays and {Requester} do": "{unknown} stays and {Requester} do",
		"{ requester } is prose":             "{ requester } is prose",
	} {
		if got := builder.FillMessage(text, values); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}
