package api

import (
	"fmt"
	"testing"
)

// Answers are shown by what was asked, in its order, and people by their names;
// without the plan that asked, they are still there.
func TestAnswersAreShownByWhatWasAsked(t *testing.T) {
	for name, test := range map[string]struct{ plan, want string }{
		"as its plan asks": {"", "[Environment Ticket Buddy=Nina Frost Seats]"},
		"of a lost plan":   {"lost", "[buddy seats ticket where]"},
	} {
		t.Run(name, func(t *testing.T) {
			h := servers(t)
			h.openServers()
			h.records.change(func() {
				request := &h.records.requests[2]
				request.Answers = map[string]any{"ticket": "CHG-2041", "where": "production", "seats": 1, "buddy": "nina@example.com"}
				if test.plan != "" {
					request.PlanHash = test.plan
				}
			})
			shown := h.call("ada", "GET", "/requests/"+serversRequestID, nil).expect(200)
			var labels []string
			for i := range shown.count("request", "answered") {
				label := shown.text("request", "answered", i, "label")
				if person, named := shown.at("request", "answered", i, "name").(string); named {
					label += "=" + person
				}
				labels = append(labels, label)
			}
			if got := fmt.Sprint(labels); got != test.want {
				t.Errorf("%s, not %s", got, test.want)
			}
		})
	}
}
