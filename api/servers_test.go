package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// serversYAML asks what depends on other answers, lets managers ask for their
// people, and gives two things together at most once a day.
const serversYAML = `version: 2
name: servers
title: Power user on servers
calendars: {office: {zone: UTC, open: [{days: [MO, TU, WE, TH, FR], from: "08:00", to: "17:00"}]}}
nodes:
- {id: ask, kind: request, config: {
    entitlements: [gcp/staging, gcp/production], bundle: true,
    visible: 'requester.department == "Sales"', for_others: 'subject.manager == requester.login',
    reason: required, reason_min: 10, frequency: {most: 1, within: 1d}, hours: {calendar: office, outside: refuse},
    windows: {recurring: {max_window: 4h, max_span: 30d, zone: requester, rule: "FREQ=WEEKLY;BYDAY=MO,TH", start: "08:00", end: "11:00"}},
    questions: [
      {id: where, label: Environment, type: choice, required: true, choices: [staging, production], default: staging},
      {id: ticket, label: Ticket, type: ticket, required: true, pattern: "CHG-[0-9]{4}", example: CHG-2041, when: 'answers.where == "production"'},
      {id: buddy, label: Buddy, type: person},
      {id: seats, label: Seats, type: number, required: true, min: 0, max: 3}],
    duration: {default: 2h, min: 1h, max: 4h, limits: [{when: 'subject.employment == "contractor"', max: 1h}]} }}
- {id: which, kind: condition, config: {branches: [{port: production, title: Production, when: 'answers.where == "production"'}]}}
- {id: nobody, kind: auto_approve, config: {because: Staging needs nobody.}}
- {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 8h, each: true, shorten: true, step_up: 15m}}
- {id: give, kind: grant, config: {extend: {times: 1, by: 50%, approvers: [{owner: entitlement}], reason: required}}}
- {id: done, kind: end, config: {outcome: done}}
- {id: refused, kind: end, config: {outcome: denied}}
edges:
- {from: ask, to: which}
- {from: which.production, to: lead}
- {from: which.otherwise, to: nobody}
- {from: nobody, to: give}
- {from: lead.approved, to: give}
- {from: lead.denied, to: refused}
- {from: give, to: done}
- {from: give.failed, to: done}
`

const serversRequestID = "55555555-5555-4555-8555-555555555555"

// servers is the house with that automation.
func servers(t *testing.T) *house {
	t.Helper()
	return houseWith(t, serversYAML)
}

func houseWith(t *testing.T, source string) *house {
	t.Helper()
	h := newHouse(t)
	definition, problems := builder.ParseYAML([]byte(source))
	if builder.HasErrors(problems) {
		t.Fatal(problems)
	}
	plan, err := builder.Compile(definition)
	if err != nil {
		t.Fatal(err)
	}
	thing := func(name string, risk access.Risk) access.Entitlement {
		return access.Entitlement{
			ID: "gcp/" + name, AppID: "gcp", AppTitle: "Google Cloud", Title: name, Risk: risk, OwnerID: "nina", MaxDuration: 4 * time.Hour,
			Target: access.Target{Connector: "okta", Resource: "group/" + name},
		}
	}
	h.records.change(func() {
		h.records.automations = append(h.records.automations, published(t, plan))
		h.records.entitlements = append(h.records.entitlements, thing("staging", access.LowRisk), thing("production", access.HighRisk))
	})
	return h
}

// serversAsk is a good request of Ada's for servers, changed as jiraAsk is.
func serversAsk(pairs ...any) map[string]any {
	good := []any{
		"automation", "servers", "entitlement", nil, "duration_seconds", nil, "reason", "Move the boards",
		"answers",
		map[string]any{"where": "staging", "seats": 0},
	}
	return jiraAsk(append(good, pairs...)...)
}

// openServers is a request for servers that is open, with the plan's hash.
func (h *house) openServers() {
	h.records.change(func() {
		h.records.requests = append(h.records.requests, access.Request{
			ID: serversRequestID, Automation: "servers", AutomationTitle: "Servers", AutomationVersion: 1, RequesterID: "ada", SubjectID: "ada",
			EntitlementID: "gcp/staging", Bundle: []string{"gcp/staging", "gcp/production"}, Ask: access.Ask{Duration: 2 * time.Hour},
			Answers: map[string]any{"ticket": "CHG-2041"}, State: access.RequestOpen, StepID: "give", Detail: "Open.",
			PlanHash: h.records.automations[2].PlanHash, CreatedAt: today.Add(-48 * time.Hour),
		})
	})
}
