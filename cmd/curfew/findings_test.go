package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func finding(id, class, state string) map[string]any {
	return map[string]any{
		"id": id, "connector": "okta", "subject": "00u1", "resource": "group/1", "person": card("ada.lindqvist", "Ada Lindqvist"),
		"entitlement": jira(), "class": class, "detail": "It is held, and nothing explains it.", "state": state,
		"first_seen_at": time.Now().Add(-2*time.Hour - time.Second/2), "last_seen_at": time.Now(), "may_resolve": []string{},
	}
}

func TestFindingsAreListed(t *testing.T) {
	stranger := finding("f-2", "standing", "open")
	delete(stranger, "person")
	delete(stranger, "entitlement")
	kept := finding("f-3", "foreign", "kept")
	kept["kept_until"] = time.Now().Add(time.Hour + 30*time.Second)
	curfew := serving(t, map[string]answer{"GET /findings": list(finding("f-1", "foreign", "open"), stranger, kept)})
	got := curfew.as("findings", "--all")
	for _, says := range []string{
		"f-1  Ada Lindqvist  Jira / User   foreign   found 2 h ago      It is held, and nothing explains it.",
		"f-2  00u1           okta group/1  standing  found 2 h ago",
		"f-3  Ada Lindqvist  Jira / User   foreign   kept, ends in 1 h",
	} {
		if got.code != exitOK || !strings.Contains(got.out, says) {
			t.Errorf("%+v does not say %q", got, says)
		}
	}
	if got := curfew.as("findings", "--json"); !strings.Contains(got.out, `"class": "foreign"`) {
		t.Errorf("%+v", got)
	}
	if got := serving(t, map[string]answer{"GET /findings": list()}).as("findings"); got.out != "There is none.\n" {
		t.Errorf("%+v", got)
	}
}

func TestAFindingIsResolved(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /findings":              list(finding("f-1", "foreign", "open")),
		"POST /findings/f-1/resolve": ok(finding("f-1", "foreign", "resolved")),
	})
	if got := curfew.as("findings", "resolve", "f", "--remove", "--reason", "nobody knows why"); got.code != exitOK || got.out != "Jira / User for Ada Lindqvist is taken away.\n" {
		t.Errorf("%+v", got)
	}
	got := curfew.as("findings", "resolve", "f-1", "--lease", "--until", "2027-03-01T09:00:00Z", "--reason", "it is needed")
	if got.code != exitOK || !strings.HasPrefix(got.out, "Jira / User for Ada Lindqvist has become a lease, until ") {
		t.Errorf("%+v", got)
	}
	calls := strings.Join(curfew.called(), "\n")
	for _, sent := range []string{
		`{"resolution":"remove","reason":"nobody knows why"}`,
		`{"resolution":"lease","reason":"it is needed","until":"2027-03-01T09:00:00Z"}`,
	} {
		if !strings.Contains(calls, sent) {
			t.Errorf("%s was not sent: %s", sent, calls)
		}
	}
}

func TestAFindingThatMayNotBeResolvedIsARefusal(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /findings":              list(finding("f-1", "by_rule", "open")),
		"POST /findings/f-1/resolve": problem(http.StatusConflict, "conflict", "It is held through a group rule."),
	})
	if got := curfew.as("findings", "resolve", "f-1", "--remove", "--reason", "r"); got.code != exitRefused || !strings.Contains(got.err, "group rule") || got.out != "" {
		t.Errorf("%+v", got)
	}
}
