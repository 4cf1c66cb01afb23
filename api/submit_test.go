package api

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const newID = "33333333-3333-4333-8333-333333333333"

// jiraAsk is a good request of Ada's, changed by pairs of field and value; nil
// leaves the field out.
func jiraAsk(pairs ...any) map[string]any {
	ask := map[string]any{"id": newID, "automation": "jira", "entitlement": "jira/user", "duration_seconds": 3600}
	for i := 0; i < len(pairs); i += 2 {
		ask[pairs[i].(string)] = pairs[i+1]
	}
	maps.DeleteFunc(ask, func(_ string, value any) bool { return value == nil })
	return ask
}

func TestSubmitRefuses(t *testing.T) {
	sales := []any{"automation", "salesforce", "entitlement", "salesforce/enterprise", "reason", "x", "answers", map[string]any{"ticket": "A-1"}}
	for name, test := range map[string]struct {
		who  string
		ask  map[string]any
		code string
		at   string
	}{
		"unknown automation":         {"ada", jiraAsk("automation", "nothing"), "not_visible", ""},
		"unknown entitlement":        {"ada", jiraAsk("entitlement", "nothing/here"), "not_visible", ""},
		"of another automation":      {"ada", jiraAsk("entitlement", "salesforce/enterprise"), "not_visible", ""},
		"not for that department":    {"otto", jiraAsk(sales...), "not_visible", ""},
		"no reason":                  {"carl", jiraAsk(append(sales, "reason", "  ")...), "invalid", "reason"},
		"no answer":                  {"carl", jiraAsk(append(sales, "answers", map[string]any{})...), "invalid", "answers.ticket"},
		"wrong answer":               {"carl", jiraAsk(append(sales, "answers", map[string]any{"ticket": 7})...), "invalid", "answers.ticket"},
		"too long for a contractor":  {"carl", jiraAsk(append(sales, "duration_seconds", 3*3600)...), "too_long", "duration_seconds"},
		"too long for everybody":     {"ada", jiraAsk("duration_seconds", 25*3600), "too_long", "duration_seconds"},
		"a time where none is taken": {"carl", jiraAsk(append(sales, "duration_seconds", nil, "from", "2026-03-02T10:00:00Z", "until", "2026-03-02T11:00:00Z")...), "invalid", "from"},
		"a time and a duration":      {"ada", jiraAsk("from", "2026-03-02T10:00:00Z", "until", "2026-03-02T11:00:00Z"), "invalid", "duration_seconds"},
		"a time that is over":        {"ada", jiraAsk("duration_seconds", nil, "from", "2026-03-01T10:00:00Z", "until", "2026-03-01T11:00:00Z"), "invalid", "until"},
		"asked for already":          {"ada", jiraAsk(sales...), "duplicate", "entitlement"},
		"somebody else's id":         {"ada", jiraAsk("id", openID), "conflict", "id"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			before := len(h.records.requests)
			h.call(test.who, "POST", "/requests", test.ask).refused(test.code, test.at)
			h.untouched()
			if len(h.records.requests) != before {
				t.Error("a request was recorded")
			}
			audited := slices.Contains(h.records.actions(), "request.refused")
			if audited != (test.code != "invalid") {
				t.Errorf("audited: %v", h.records.actions())
			}
		})
	}
}

func TestSubmit(t *testing.T) {
	h := newHouse(t)
	answer := h.call("ada", "POST", "/requests", jiraAsk("reason", "Sprint 🚀 “quoted”")).expect(201)
	if answer.text("state") != "submitted" || answer.text("requester", "id") != "ada" || answer.text("subject", "id") != "ada" ||
		answer.text("entitlement", "title") != "User" || answer.at("final") != false || answer.at("duration_seconds") != 3600.0 {
		t.Errorf("%s", answer.body)
	}
	started, _ := h.engine.calls[0].(workflows.RequestInput)
	if started.Request.ID != newID || started.RequesterName != "Ada Lindqvist" || started.EntitlementLabel != "Jira / User" ||
		started.Request.PlanHash != h.records.automations[1].PlanHash || len(started.Plan) == 0 {
		t.Errorf("started with %+v", started)
	}
	if !slices.Equal(h.records.writes, []string{"SubmitRequest", "MarkStarted"}) || !slices.Contains(h.records.actions(), "request.submitted") {
		t.Error(h.records.writes, h.records.actions())
	}
}

func TestTheSameRequestTwiceIsOne(t *testing.T) {
	h := newHouse(t)
	first := h.call("ada", "POST", "/requests", jiraAsk()).expect(201)
	again := h.call("ada", "POST", "/requests", jiraAsk()).expect(201)
	if string(first.body) != string(again.body) || h.engine.count() != 1 || len(h.records.requests) != 3 {
		t.Error("sent twice and recorded twice")
	}
	h.call("ada", "POST", "/requests", jiraAsk("reason", "another")).refused("conflict", "id")
	h.call("carl", "POST", "/requests", jiraAsk()).refused("conflict", "id")
}

func TestATimeIsTakenAsItIsKept(t *testing.T) {
	sent := time.Date(2026, 3, 2, 10, 0, 0, 123456789, time.FixedZone("", 3600))
	if kept := utc(sent); !kept.Equal(sent.Truncate(time.Microsecond)) || kept.Location() != time.UTC {
		t.Errorf("%s was taken as %s: sent again, it would be another request", sent, kept)
	}
}

func TestARequestIsAcceptedThoughItsRunCannotStart(t *testing.T) {
	h := newHouse(t)
	h.engine.fails = errors.New("no Temporal")
	h.call("ada", "POST", "/requests", jiraAsk()).expect(201)
	if slices.Contains(h.records.writes, "MarkStarted") || !strings.Contains(h.log.String(), "relay") {
		t.Error(h.records.writes)
	}
}

func TestARequestIsNotAcceptedUnrecorded(t *testing.T) {
	h := newHouse(t)
	h.as("ada")
	h.records.change(func() { h.records.down = access.Refuse(access.CodeUnavailable, "The database is away.") })
	h.call("ada", "POST", "/requests", jiraAsk()).expect(http.StatusServiceUnavailable).refused("unavailable", "")
	if h.engine.count() != 0 {
		t.Error("a run was started")
	}
}
