package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestLatenessIsToldByConnectorAndByDay(t *testing.T) {
	h := newHouse(t)
	day := today.Truncate(24 * time.Hour)
	h.records.ledger.delays = []access.DelayCount{
		{Connector: "okta", Day: day.AddDate(0, 0, -40), Delay: time.Hour, Count: 1},
		{Connector: "okta", Day: day.AddDate(0, 0, -1), Delay: 400 * time.Millisecond, Count: 98},
		{Connector: "okta", Day: day, Delay: 2 * time.Minute, Count: 2},
		{Connector: "aws", Day: day, Delay: time.Second, Count: 1},
	}
	h.records.ledger.due = []access.DueEnds{{Connector: "okta", Due: today.Add(-5 * time.Minute), Ends: 3}, {Connector: "okta", Due: today.Add(-time.Second), Ends: 1}}
	shown := h.call("audrey", "GET", "/lateness?connector=okta", nil).expect(200)
	for want, path := range map[any][]any{
		"okta": {"connectors", 0, "connector"}, 100.0: {"connectors", 0, "figures", "ends"}, 98.0: {"connectors", 0, "figures", "on_time"},
		0.4: {"connectors", 0, "figures", "p95_seconds"}, 120.0: {"connectors", 0, "figures", "p99_seconds"}, 4.0: {"connectors", 0, "pending"},
		300.0: {"connectors", 0, "oldest_seconds"}, "2026-03-01": {"connectors", 0, "days", 0, "day"}, 2.0: {"connectors", 0, "days", 1, "figures", "ends"},
	} {
		if shown.at(path...) != want {
			t.Errorf("%v is %v, want %v", path, shown.at(path...), want)
		}
	}
	if shown.at("connectors", 1) != nil {
		t.Errorf("others are told too: %s", shown.body)
	}
	since := h.call("root", "GET", "/lateness?since=2026-01-01T00:00:00Z", nil).expect(200)
	if since.text("connectors", 0, "connector") != "aws" || since.at("connectors", 1, "figures", "max_seconds") != 3600.0 {
		t.Errorf("%s", since.body)
	}
}

func TestAConnectorThatNobodyKnowsIsNotSaidToBeOnTime(t *testing.T) {
	h := newHouse(t, func(o *Options) { o.Connectors = []string{"aws", "okta"} })
	h.records.ledger.delays = []access.DelayCount{{Connector: "gone", Day: today.Truncate(24 * time.Hour), Delay: time.Second, Count: 1}}
	refused := h.call("root", "GET", "/lateness?connector=octa", nil).expect(400)
	if want := `There is no connector "octa"; there is aws, okta.`; refused.text("detail") != want {
		t.Errorf("it says %s, want %s", refused.body, want)
	}
	for _, known := range []string{"okta", "gone"} {
		h.call("root", "GET", "/lateness?connector="+known, nil).expect(200)
	}
}

func TestTheForecastKnowsThePaceOfEachConnector(t *testing.T) {
	h := newHouse(t, func(o *Options) {
		o.Pace = map[string]func() int{"okta": func() int { return 60 }, "idle": func() int { return 0 }}
	})
	h.records.ledger.due = []access.DueEnds{{Connector: "okta", Due: today.Add(-time.Hour), Ends: 30}}
	h.records.ledger.toCome = []access.DueEnds{
		{Connector: "aws", Due: today.Add(time.Hour), Ends: 9},
		{Connector: "okta", Due: today.Add(2 * time.Hour), Ends: 120},
		{Connector: "okta", Due: today.Add(25 * time.Hour), Ends: 1},
	}
	shown := h.call("root", "GET", "/forecast", nil).expect(200)
	for i, want := range []struct {
		connector string
		pace      float64
		day       float64
		late      any
	}{{"aws", 0, 9, 0.0}, {"idle", 0, 0, nil}, {"okta", 60, 120, 120.0}} {
		if shown.text("connectors", i, "connector") != want.connector || shown.at("connectors", i, "pace") != want.pace ||
			shown.at("connectors", i, "ends_next_day") != want.day || shown.at("connectors", i, "worst", "late_seconds") != want.late {
			t.Errorf("%d: %v", i, shown.at("connectors", i))
		}
	}
	if shown.text("connectors", 2, "backlog", "drained_at") != "2026-03-02T09:00:30Z" || shown.at("connectors", 2, "peaks", 0, "backlog") != 60.0 {
		t.Errorf("%s", shown.body)
	}
}
