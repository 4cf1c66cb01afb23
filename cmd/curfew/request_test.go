package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestRequestIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]answer
		args    []string
		code    int
		says    string
	}{
		"what is not offered": {
			map[string]answer{"GET /offers": offers(offer("jira-user"))}, []string{"request", "aws/root"}, exitNotFound, `"aws/root". You may ask for jira/user.`,
		},
		"where nothing is offered": {
			map[string]answer{"GET /offers": offers()}, []string{"request", "jira/user"}, exitNotFound, "You may not ask for anything.",
		},
		"what several automations give": {
			map[string]answer{"GET /offers": offers(offer("one"), offer("two"))}, []string{"request", "jira/user"}, exitUsage, "--automation: one, two",
		},
		"a number that is none": {
			map[string]answer{"GET /offers": offers(offer("jira-user", question("seats", "number")))}, []string{"request", "jira/user", "--answer", "seats=many"}, exitUsage, "has to be a number",
		},
		"neither yes nor no": {
			map[string]answer{"GET /offers": offers(offer("jira-user", question("urgent", "yes_no")))}, []string{"request", "jira/user", "--answer", "urgent=perhaps"}, exitUsage, "yes or no",
		},
		"by the server": {
			map[string]answer{"GET /offers": offers(offer("jira-user")), "POST /requests": problem(http.StatusBadRequest, "too_long", "At most 1d.")},
			[]string{"request", "jira/user", "--for", "2d"},
			exitRefused, "curfew: At most 1d.\n",
		},
		"by an automation that is hidden": {
			map[string]answer{"GET /offers": offers(), "POST /requests": problem(http.StatusForbidden, "not_visible", "This is not offered to you.")},
			[]string{"request", "jira/user", "--automation", "jira-user"},
			exitRefused, "This is not offered to you.",
		},
		"by nobody's session": {
			map[string]answer{"GET /offers": problem(http.StatusUnauthorized, "unauthorized", "Your session is over. Sign in again.")}, []string{"request"}, exitRefused, "Sign in again",
		},
		"by an engine that is away": {
			map[string]answer{"GET /offers": problem(http.StatusServiceUnavailable, "unavailable", "Try again.")}, []string{"request"}, exitUnreachable, "Try again.",
		},
		"by a server that is broken": {
			map[string]answer{"GET /offers": problem(http.StatusInternalServerError, "internal", "Something went wrong.")}, []string{"request"}, exitFailure, "Something went wrong.",
		},
		"who cannot sign in": {
			map[string]answer{"POST /session": problem(http.StatusForbidden, "forbidden", "Demo sign-in is off.")}, []string{"request"}, exitRefused, "Demo sign-in is off.",
		},
		"in the end": {
			map[string]answer{
				"GET /offers": offers(offer("jira-user")), "POST /requests": {http.StatusCreated, request("submitted", false)},
				"GET /requests/r-1": ok(map[string]any{"request": request("denied", true), "approvals": []any{}, "timeline": []any{}, "may_stop": "no"}),
			}, []string{"request", "jira/user", "--wait"}, exitRefused, "Waiting for Tomas Berg.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := serving(t, test.answers).as(test.args...)
			if got.code != test.code || !strings.Contains(got.err, test.says) {
				t.Errorf("code %d, want %d; %q does not say %q", got.code, test.code, got.err, test.says)
			}
		})
	}
}

func question(id, kind string) map[string]any {
	return map[string]any{"id": id, "label": id, "type": kind, "required": false}
}

func TestRequest(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /offers":    offers(offer("jira-user", question("seats", "number"), question("urgent", "yes_no"), question("ticket", "text"))),
		"POST /requests": {http.StatusCreated, request("submitted", false)},
	})
	got := curfew.as("request", "jira/user", "--for", "2h", "--reason", "work", "--answer", "seats=3", "--answer", "urgent=yes", "--answer", "ticket=A=1")
	if got.code != exitOK || !strings.Contains(got.out, "Jira / User: asked\nr-1\nWaiting for Tomas Berg.") {
		t.Fatalf("%+v", got)
	}
	_, body, _ := strings.Cut(curfew.called()[1], "{")
	var sent map[string]any
	if err := json.Unmarshal([]byte("{"+body), &sent); err != nil {
		t.Fatal(err)
	}
	answers, _ := sent["answers"].(map[string]any)
	if sent["duration_seconds"] != 7200.0 || sent["reason"] != "work" || sent["automation"] != "jira-user" ||
		answers["seats"] != 3.0 || answers["urgent"] != true || answers["ticket"] != "A=1" {
		t.Errorf("sent %v", sent)
	}
}

func TestRequestLeavesTheDefaultToTheServer(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /offers": offers(offer("jira-user")), "POST /requests": {http.StatusCreated, request("submitted", false)}})
	got := curfew.as("request", "jira/user", "--json")
	if got.code != exitOK || strings.Contains(curfew.called()[1], "duration_seconds") {
		t.Errorf("%+v, %v", got, curfew.called())
	}
	var object map[string]any
	if err := json.Unmarshal([]byte(got.out), &object); err != nil || object["automation_version"] != 1.0 {
		t.Errorf("not the API's object: %s", got.out)
	}
}

func TestRequestForAWindow(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /offers": offers(offer("jira-user")), "POST /requests": {http.StatusCreated, request("submitted", false)}})
	got := curfew.as("request", "jira/user", "--from", "2026-03-01T09:00:00+01:00", "--until", "2026-03-01T17:00:00+01:00")
	if sent := curfew.called()[1]; got.code != exitOK || !strings.Contains(sent, `"from":"2026-03-01T09:00:00+01:00"`) || strings.Contains(sent, "duration_seconds") {
		t.Errorf("%+v, %s", got, sent)
	}
}

func TestRequestForSomebodyAtHoursThatComeAgain(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /offers":    offers(offer("jira-user", question("tags", "multi_choice"))),
		"POST /requests": {http.StatusCreated, request("submitted", false)},
	})
	got := curfew.as("request", "jira/user", "--subject", "kenji", "--first", "2026-03-02", "--last", "2026-03-19", "--rule", "FREQ=WEEKLY;BYDAY=MO",
		"--start", "08:00", "--end", "11:00", "--answer", "tags=a, b")
	sent := curfew.called()[1]
	for _, part := range []string{
		`"subject":"kenji"`, `"tags":["a","b"]`,
		`"series":{"rule":"FREQ=WEEKLY;BYDAY=MO","start":"08:00","end":"11:00","first":"2026-03-02","last":"2026-03-19"}`,
	} {
		if got.code != exitOK || !strings.Contains(sent, part) {
			t.Errorf("%+v, %s lacks %s", got, sent, part)
		}
	}
	for _, args := range [][]string{{"--first", "2026-03-02"}, {"--first", "2026-03-02", "--last", "2026-03-19", "--for", "2h"}} {
		if got := curfew.as(append([]string{"request", "jira/user"}, args...)...); got.code != exitUsage || !strings.Contains(got.err, "hours that come again") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestRequestWaitsUntilOpen(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /offers": offers(offer("jira-user")), "POST /requests": {http.StatusCreated, request("submitted", false)},
		"GET /requests/r-1": ok(map[string]any{"request": request("open", false), "approvals": []any{}, "timeline": []any{}, "may_stop": "no"}),
	})
	if got := curfew.as("request", "jira/user", "--wait"); got.code != exitOK || !strings.Contains(got.out, "Jira / User: open") {
		t.Errorf("%+v", got)
	}
}

func TestRequestListsWhatIsOffered(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /offers": offers(offer("jira-user"))})
	if got := curfew.as("request"); got.code != exitOK || !strings.Contains(got.out, "jira/user    Jira / User  1 d") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("request", "--json"); !strings.Contains(got.out, `"default_seconds": 3600`) {
		t.Errorf("%+v", got)
	}
}
