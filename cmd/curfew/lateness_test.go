package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func endFigures(ends, onTime int) map[string]any {
	return map[string]any{"ends": ends, "on_time": onTime, "p50_seconds": 0.4, "p95_seconds": 12.34, "p99_seconds": 61, "max_seconds": 3700}
}

func TestLatenessIsForStaff(t *testing.T) {
	refused := problem(http.StatusForbidden, "forbidden", "Only admins and auditors see everybody's.")
	curfew := serving(t, map[string]answer{"GET /lateness": refused, "GET /forecast": refused})
	for _, command := range []string{"lateness", "forecast"} {
		if got := curfew.as(command); got.code != exitRefused || got.out != "" || !strings.Contains(got.err, "Only admins") {
			t.Errorf("%+v", got)
		}
	}
}

func TestLatenessIsToldByConnectorAndByDayWhenAsked(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /lateness": ok(map[string]any{
		"since": time.Now(), "now": time.Now(), "connectors": []any{
			map[string]any{"connector": "okta", "figures": endFigures(2001, 2000), "pending": 3, "oldest_seconds": 200, "days": []any{map[string]any{"day": "2026-03-01", "figures": endFigures(7, 7)}}},
			map[string]any{"connector": "aws", "figures": map[string]any{"ends": 0, "on_time": 0, "p50_seconds": 0, "p95_seconds": 0, "p99_seconds": 0, "max_seconds": 0}, "pending": 0, "days": []any{}},
		},
	})})
	got := curfew.as("lateness", "--since", "7d")
	for _, part := range []string{"okta       all  2001  99.9 %   0.4 s  12.3 s  1 m 1 s  1 h 1 m  3, the oldest 3 m 20 s late", "aws        all  0     -"} {
		if got.code != exitOK || !strings.Contains(got.out, part) {
			t.Errorf("%q is missing: %s%s", part, got.out, got.err)
		}
	}
	if strings.Contains(got.out, "2026-03-01") {
		t.Errorf("days that nobody asked for: %s", got.out)
	}
	if got := curfew.as("lateness", "--by-day"); !strings.Contains(got.out, "2026-03-01  7     100.0 %") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("lateness", "--json"); !strings.Contains(got.out, `"on_time": 2000`) {
		t.Errorf("%+v", got)
	}
}

func TestTheForecastNamesThePeaks(t *testing.T) {
	at := time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC)
	peak := map[string]any{"minute": at, "ends": 900, "backlog": 713, "late_seconds": 288.8}
	curfew := serving(t, map[string]answer{"GET /forecast": ok(map[string]any{"now": at, "until": at, "connectors": []any{
		map[string]any{
			"connector": "okta", "pace": 187, "ends_next_hour": 3, "ends_next_day": 903, "worst": peak, "peaks": []any{peak},
			"backlog": map[string]any{"ends": 20, "drained_at": time.Now().Add(5*time.Hour + 30*time.Second)},
		},
		map[string]any{"connector": "aws", "pace": 0, "ends_next_hour": 0, "ends_next_day": 0, "peaks": []any{}, "backlog": map[string]any{"ends": 0}},
	}})})
	got := curfew.as("forecast")
	for _, part := range []string{"okta       187 a minute    3          903       4 m 49 s late at Sun 1 Mar", "20, done in 5 h", "aws        no limit known  0          0         -", "900   713            4 m 49 s late"} {
		if got.code != exitOK || !strings.Contains(got.out, part) {
			t.Errorf("%q is missing: %s%s", part, got.out, got.err)
		}
	}
	if got := serving(t, map[string]answer{"GET /forecast": ok(map[string]any{"now": at, "until": at, "connectors": []any{}})}).as("forecast"); got.out != "Nothing is to come.\n" {
		t.Errorf("%+v", got)
	}
}
