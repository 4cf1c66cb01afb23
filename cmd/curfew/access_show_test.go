package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func tried(reply string, more map[string]any) map[string]any {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	object := map[string]any{
		"id": "e", "action": "take", "at": at, "last_at": at, "times": 1, "attempt": 1, "took_ms": 340, "reply": reply, "outcome": reply,
	}
	for name, value := range more {
		object[name] = value
	}
	return object
}

func TestAccessShowsWhenItsEndWasDueAndWhatWasTried(t *testing.T) {
	due := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	curfew := serving(t, map[string]answer{
		"GET /access":     list(),
		"GET /access/l-1": ok(lease("l-1", "ended", map[string]any{"ended_at": due, "issued_at": due.Add(time.Second), "confirmed_at": due.Add(95 * time.Second), "late_seconds": 95})),
		"GET /access/l-1/attempts": list(tried("confirmed", map[string]any{"attempt": 2}), tried("put_off", map[string]any{"times": 40, "outcome": "used up\x1b[2J"}),
			tried("unknown", map[string]any{"took_ms": 61000})),
	})
	got := curfew.as("access", "show", "l-1")
	for _, part := range []string{
		"Jira / User for Ada Lindqvist: ended", "DUE", ":00:01 ", ":01:35 ", "1 m 35 s", "take  2        0.3 s    confirmed         confirmed",
		"take  -        0.3 s    put off 40 times  used up[2J", "1 m 1 s  unknown",
	} {
		if got.code != exitOK || !strings.Contains(got.out, part) {
			t.Errorf("%q is missing: %+v", part, got)
		}
	}
	if got := curfew.as("access", "show", "l-1", "--json"); !strings.Contains(got.out, `"attempts": [`) || !strings.Contains(got.out, `"issued_at": "2026-03-01T12:00:01Z"`) {
		t.Errorf("%+v", got)
	}
}

func TestAccessShowsTheLatestAttemptsAndAllOfThemWhenAsked(t *testing.T) {
	many := make([]any, attemptsShown+1)
	for i := range many {
		many[i] = tried("unknown", nil)
	}
	curfew := serving(t, map[string]answer{
		"GET /access": list(), "GET /access/l-1": ok(lease("l-1", "open", map[string]any{"ends_at": time.Now().Add(time.Hour)})), "GET /access/l-1/attempts": list(many...),
	})
	if got := curfew.as("access", "show", "l-1"); strings.Count(got.out, "unknown  unknown") != attemptsShown || !strings.Contains(got.out, "--all shows them") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("access", "show", "l-1", "--all"); strings.Count(got.out, "unknown  unknown") != len(many) || strings.Contains(got.out, "--all") {
		t.Errorf("%+v", got)
	}
}

func TestAccessShowsNothingOfWhatIsNotThere(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /access": list(), "GET /access/l-1": problem(http.StatusNotFound, "not_found", "There is no such access.")})
	if got := curfew.as("access", "show", "l-1"); got.code != exitNotFound || got.out != "" || !strings.Contains(got.err, "no such access") {
		t.Errorf("%+v", got)
	}
}
