package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestApproveIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]answer
		args    []string
		code    int
		says    string
	}{
		"of one's own request": {
			map[string]answer{
				"GET /approvals":                     list(),
				"POST /approvals/r-1.lead/decisions": problem(http.StatusForbidden, "own_request", "You may not decide about your own access."),
			},
			[]string{"approve", "r-1.lead"},
			exitRefused, "You may not decide about your own access.",
		},
		"of what is not there": {map[string]answer{"GET /approvals": list()}, []string{"approve", "nothing"}, exitNotFound, "There is nothing"},
		"of what is not clear": {
			map[string]answer{"GET /approvals": list(approval("r-1.lead", "open"), approval("r-2.lead", "open"))},
			[]string{"approve", "r-"},
			exitUsage, "several ids",
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

func TestApprove(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /approvals":                     list(approval("r-1.lead", "open")),
		"POST /approvals/r-1.lead/decisions": ok(approval("r-1.lead", "approved")),
	})
	if got := curfew.as("approve"); got.code != exitOK || !strings.Contains(got.out, "r-1.lead  Ada Lindqvist  Jira / User  1 h       due in 2 d 1 h  work") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("approve", "r-1"); got.code != exitOK || !strings.HasPrefix(got.out, "Approved: Jira / User for Ada Lindqvist.") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("approve", "r-1.lead", "--deny", "--comment", "Not now", "--json"); got.code != exitOK || !strings.Contains(got.out, `"quorum": 1`) {
		t.Errorf("%+v", got)
	}
	calls := strings.Join(curfew.called(), "\n")
	for _, part := range []string{`"verdict":"approve"`, `"verdict":"deny","comment":"Not now"`} {
		if !strings.Contains(calls, part) {
			t.Errorf("%s was not sent: %s", part, calls)
		}
	}
}

func TestApproveSaysWhatTheKindOfApprovalAsks(t *testing.T) {
	of := func(kind string) map[string]any {
		object := approval("r-1.lead", "open")
		object["kind"] = kind
		object["questions"] = []any{question("urgent", "yes_no")}
		return object
	}
	for _, test := range []struct {
		kind, sent string
		args       []string
	}{
		{"review", `"verdict":"justified"`, nil},
		{"review", `"verdict":"unjustified"`, []string{"--deny", "--comment", "No"}},
		{"answers", `"answers":{"urgent":true}`, []string{"--answer", "urgent=yes"}},
		{"approval", `"duration_seconds":3600,"start":"2026-03-01T09:00:00Z"`, []string{"--duration", "1h", "--start", "2026-03-01T09:00:00Z"}},
	} {
		curfew := serving(t, map[string]answer{"GET /approvals": list(of(test.kind)), "POST /approvals/r-1.lead/decisions": ok(of(test.kind))})
		got := curfew.as(append([]string{"approve", "r-1"}, test.args...)...)
		if calls := strings.Join(curfew.called(), "\n"); got.code != exitOK || !strings.Contains(calls, test.sent) {
			t.Errorf("%+v, %s lacks %s", got, calls, test.sent)
		}
	}
	curfew := serving(t, map[string]answer{"GET /approvals": list()})
	for _, args := range [][]string{{"--duration", "1h"}, {"r-1", "--duration", "soon"}, {"r-1", "--start", "soon"}, {"r-1", "--answer", "x"}} {
		if got := curfew.as(append([]string{"approve"}, args...)...); got.code != exitUsage {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestRepeatedUseOfAnEmergencyIsSeenBeforeItIsReviewed(t *testing.T) {
	of := approval("r-1.look", "open")
	of["kind"] = "review"
	of["uses_before"] = map[string]any{"days": 90, "count": 2, "latest": []any{time.Now()}}
	if got := serving(t, map[string]answer{"GET /approvals": list(of)}).as("approve"); !strings.Contains(got.out, "work (third time in 90 days)") {
		t.Errorf("%+v", got)
	}
}

func TestNothingToApprove(t *testing.T) {
	if got := serving(t, map[string]answer{"GET /approvals": list()}).as("approve"); got.out != "Nothing waits for you.\n" {
		t.Errorf("%+v", got)
	}
}
