package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

func TestAccessIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]answer
		args    []string
		code    int
		says    string
	}{
		"everybody's":              {map[string]answer{"GET /access": problem(http.StatusForbidden, "forbidden", "Only admins see everybody's.")}, []string{"access", "--all"}, exitRefused, "Only admins"},
		"ending what is not there": {map[string]answer{"GET /access": list()}, []string{"access", "end", "nothing"}, exitNotFound, "There is nothing"},
		"revoking without a word": {
			map[string]answer{"GET /access": list(lease("l-1", "open", nil)), "POST /access/l-1/end": problem(http.StatusBadRequest, "invalid", "Say why you take this away.")},
			[]string{"access", "end", "l-1"},
			exitRefused, "Say why",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := serving(t, test.answers).as(test.args...)
			if got.code != test.code || !strings.Contains(got.err, test.says) || got.out != "" {
				t.Errorf("%+v, want %d and %q", got, test.code, test.says)
			}
		})
	}
}

func TestAccessLists(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /access": list(lease("l-1", "open", map[string]any{"ends_at": time.Now().Add(112*time.Minute + 30*time.Second)}))})
	if got := curfew.as("access"); got.code != exitOK || !strings.Contains(got.out, "l-1  Ada Lindqvist  Jira / User  open   ends in 1 h 52 m") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("access", "--json", "--over"); !strings.Contains(got.out, `"may_end": "give_back"`) {
		t.Errorf("%+v", got)
	}
	if got := serving(t, map[string]answer{"GET /access": list()}).as("access", "--owned"); got.out != "There is none.\n" {
		t.Errorf("%+v", got)
	}
}

func TestAccessEnds(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /access":          list(lease("l-1", "open", nil)),
		"POST /access/l-1/end": ok(lease("l-1", "ending", nil)),
		"GET /access/l-1":      ok(lease("l-1", "ended", map[string]any{"confirmed_at": time.Now().Add(-4 * time.Second)})),
	})
	if got := curfew.as("access", "end", "l", "--reason", "done"); got.code != exitOK || got.out != "Jira / User for Ada Lindqvist: ending, not confirmed yet.\n" {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("access", "end", "l-1", "--wait"); got.code != exitOK || !strings.HasPrefix(got.out, "Jira / User for Ada Lindqvist: ended, confirmed ") {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `{"reason":"done"}`) {
		t.Errorf("the reason was not sent: %s", calls)
	}
}

func TestLeaseTime(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for want, lease := range map[string]client.Access{
		"begins in 1 h":           {State: "scheduled", From: now.Add(time.Hour), EndsAt: now.Add(2 * time.Hour)},
		"ends in 30 s":            {State: "open", EndsAt: now.Add(30 * time.Second)},
		"due 59 s ago":            {State: "ending", EndsAt: now.Add(-59 * time.Second)},
		"2 m late, not confirmed": {State: "ending", EndsAt: now.Add(time.Hour), EndedAt: now.Add(-2 * time.Minute)},
		"1 h late, not confirmed": {State: "open", EndsAt: now.Add(-time.Hour)},
		"3 m late, not confirmed: Okta does not answer.": {State: "ending", EndedAt: now.Add(-3 * time.Minute), Attention: "Okta does not answer."},
		"Okta does not answer.":                          {State: "ending", EndsAt: now, Attention: "Okta does not answer."},
		"ended 1 h ago":                                  {State: "ended", EndedAt: now.Add(-time.Hour)},
		"ended 1 h ago, 5 s late":                        {State: "ended", EndedAt: now.Add(-time.Hour), LateSeconds: 5},
		"The group is gone.":                             {State: "refused", Note: "The group is gone.", EndsAt: now},
	} {
		if got := leaseTime(lease, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
