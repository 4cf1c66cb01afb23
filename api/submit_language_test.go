package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func TestWhatTheLanguageDoesNotAllowIsRefused(t *testing.T) {
	answers := func(pairs ...any) map[string]any {
		given := map[string]any{"where": "production", "seats": 1}
		for i := 0; i < len(pairs); i += 2 {
			given[pairs[i].(string)] = pairs[i+1]
		}
		return given
	}
	series := map[string]any{"first": "2026-03-02", "last": "2026-03-19"}
	for name, test := range map[string]struct {
		who  string
		ask  map[string]any
		code string
		at   string
	}{
		"for nobody known":                  {"mara", serversAsk("subject", "nobody@example.com"), "not_visible", ""},
		"for somebody who is not theirs":    {"mara", serversAsk("subject", "nina@example.com"), "not_visible", ""},
		"for somebody who left":             {"mara", serversAsk("subject", "gone@example.com"), "not_visible", ""},
		"for another where nobody may":      {"mara", jiraAsk("subject", "ada@example.com"), "not_visible", ""},
		"a short reason":                    {"ada", serversAsk("reason", "boards"), "invalid", "reason"},
		"a ticket of another kind":          {"ada", serversAsk("answers", answers("ticket", "INC-1")), "invalid", "answers.ticket"},
		"a ticket that production needs":    {"ada", serversAsk("answers", answers()), "invalid", "answers.ticket"},
		"a buddy who does not exist":        {"ada", serversAsk("answers", answers("ticket", "CHG-2041", "buddy", "nobody")), "invalid", "answers.buddy"},
		"too many seats":                    {"ada", serversAsk("answers", answers("ticket", "CHG-2041", "seats", 4)), "invalid", "answers.seats"},
		"less than the minimum":             {"ada", serversAsk("duration_seconds", 60), "invalid", "duration_seconds"},
		"a window where none may be":        {"ada", serversAsk("from", "2026-03-02T10:00:00Z", "until", "2026-03-02T12:00:00Z"), "invalid", "from"},
		"a series of another rule":          {"ada", serversAsk("series", map[string]any{"rule": "FREQ=DAILY", "first": "2026-03-02", "last": "2026-03-19"}), "invalid", "series.rule"},
		"a series that is too long":         {"ada", serversAsk("series", map[string]any{"first": "2026-03-02", "last": "2026-05-19"}), "too_long", "series.last"},
		"a series where none may be":        {"ada", jiraAsk("duration_seconds", nil, "series", series), "invalid", "series"},
		"what has no entitlement to it":     {"ada", jiraAsk("entitlement", nil), "not_visible", ""},
		"a contractor's longer than theirs": {"mara", serversAsk("subject", "carl", "duration_seconds", 2*3600), "too_long", "duration_seconds"},
	} {
		t.Run(name, func(t *testing.T) {
			h := servers(t)
			h.records.change(func() {
				h.records.people[7].Status = access.Inactive
				h.records.people[3].Employment = access.Contractor
			})
			h.call(test.who, "POST", "/requests", test.ask).refused(test.code, test.at)
			h.untouched()
		})
	}
}

func TestAllWrongAnswersAreNamedAtOnce(t *testing.T) {
	h := servers(t)
	answer := h.call("ada", "POST", "/requests", serversAsk("answers", map[string]any{"where": "production", "ticket": "x", "seats": "y"})).refused("invalid", "answers.ticket")
	if answer.count("errors") != 2 || answer.text("errors", 1, "field") != "answers.seats" || answer.text("errors", 0, "message") != answer.text("detail") {
		t.Errorf("%s", answer.body)
	}
}

func TestAskingTooOftenOrAtNightIsRefusedAndAudited(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*house)
		code   string
	}{
		"twice a day": {func(h *house) { h.openServers(); h.records.requests[2].CreatedAt = today.Add(-time.Hour) }, "too_often"},
		"at night":    {func(h *house) { h.server.clock = func() time.Time { return today.Add(10 * time.Hour) } }, "outside_hours"},
		"a duplicate of a part of it": {func(h *house) {
			h.openServers()
			h.records.requests[2].EntitlementID, h.records.requests[2].State = "gcp/production", access.RequestWaiting
		}, "duplicate"},
	} {
		t.Run(name, func(t *testing.T) {
			h := servers(t)
			test.change(h)
			answer := h.call("ada", "POST", "/requests", serversAsk()).expect(409)
			if answer.text("code") != test.code {
				t.Errorf("%s", answer.body)
			}
			h.untouched()
			if actions := h.records.actions(); actions[len(actions)-1] != "request.refused" {
				t.Error(actions)
			}
		})
	}
}

func TestABundleIsOneRequestWithTheDefaultDuration(t *testing.T) {
	h := servers(t)
	ask := serversAsk("answers", map[string]any{"where": "staging", "seats": 0, "ticket": "not asked"})
	answer := h.call("ada", "POST", "/requests", ask).expect(201)
	if answer.count("bundle") != 2 || answer.text("entitlement", "id") != "gcp/staging" || answer.at("duration_seconds") != 7200.0 ||
		answer.at("answers", "ticket") != nil || answer.at("answers", "seats") != 0.0 {
		t.Errorf("%s", answer.body)
	}
	started, _ := h.engine.calls[0].(workflows.RequestInput)
	if started.Labels["gcp/production"] != "Google Cloud / production" || started.EntitlementLabel != "Google Cloud / staging and 1 more" ||
		started.Risk != access.HighRisk || len(started.Request.Bundle) != 2 {
		t.Errorf("started with %+v", started)
	}
	h.call("ada", "POST", "/requests", ask).expect(201)
	h.call("ada", "POST", "/requests", serversAsk("answers", map[string]any{"where": "staging", "seats": 1})).refused("conflict", "id")
	if h.engine.count() != 1 {
		t.Error("sent twice and started twice")
	}
}

func TestAManagerAsksForTheirPeople(t *testing.T) {
	h := servers(t)
	answer := h.call("mara", "POST", "/requests", serversAsk("subject", "ada@example.com")).expect(201)
	if answer.text("requester", "id") != "mara" || answer.text("subject", "id") != "ada" {
		t.Errorf("%s", answer.body)
	}
	h.call("mara", "POST", "/requests", serversAsk("subject", "ada")).expect(201)
	h.call("mara", "POST", "/requests", serversAsk()).refused("conflict", "id")
}

func TestASeriesIsFilledInByTheAutomation(t *testing.T) {
	h := servers(t)
	ask := serversAsk("series", map[string]any{"first": "2026-03-05", "last": "2026-03-19"})
	answer := h.call("ada", "POST", "/requests", ask).expect(201)
	if answer.text("series", "rule") != "FREQ=WEEKLY;BYDAY=MO,TH" || answer.text("series", "zone") != "Europe/Berlin" ||
		answer.text("series_words") == "" || answer.at("duration_seconds") != nil {
		t.Errorf("%s", answer.body)
	}
	h.call("ada", "POST", "/requests", ask).expect(201)
}
