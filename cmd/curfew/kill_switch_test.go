package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func kill(id string, more map[string]any) map[string]any {
	object := map[string]any{
		"id": id, "scope": "person", "ref": "00u-tomas.berg", "what": "everything that Tomas Berg holds", "reason": "Stolen laptop.",
		"by": card("ada.lindqvist", "Ada Lindqvist"), "at": time.Now().Add(-time.Minute), "stands": true, "may_lift": true,
		"progress": map[string]any{"leases": 3, "ending": 1, "confirmed": 2, "late": 1, "requests": 2, "told": 2, "stragglers": []any{
			map[string]any{"access": "l-1", "label": "Jira / User for Tomas Berg", "state": "ending", "due_at": time.Now().Add(-time.Minute), "why": "Okta does not answer."},
		}},
	}
	for name, value := range more {
		object[name] = value
	}
	return object
}

func done(id string) map[string]any {
	return kill(id, map[string]any{
		"done_at":  time.Now(),
		"progress": map[string]any{"leases": 3, "ending": 0, "confirmed": 3, "late": 0, "requests": 2, "told": 2},
	})
}

// switchboard is a server on which the kill switch k-1 can be thrown, and is done.
func switchboard(t *testing.T) *server {
	return serving(t, map[string]answer{
		"POST /kill-switches dry_run": ok(map[string]any{"what": "everything that Tomas Berg holds", "people": 1, "leases": 3, "requests": 2}),
		"POST /kill-switches":         {http.StatusCreated, kill("k-1", map[string]any{"note": "The engine does not answer right now."})},
		"GET /kill-switches/k-1":      ok(done("k-1")),
	})
}

// answering runs it as Ada at a terminal, who types that.
func (s *server) answering(says string, args ...string) said {
	s.t.Helper()
	return typedInto(s.t, strings.NewReader(says), true, []string{"CURFEW_SERVER=" + s.http.URL}, append(args, "--as", "ada.lindqvist")...)
}

func TestAKillSwitchIsThrownOnceSomebodyAgreedAndFollowedToItsEnd(t *testing.T) {
	curfew := switchboard(t)
	got := curfew.answering("yes\n", "kill", "throw", "--person", "tomas.berg@brightwater.example", "--reason", "Stolen laptop.")
	if got.code != exitOK || !strings.Contains(got.out, "All of it was confirmed to be gone") || !strings.Contains(got.out, "k-1\nEnds everything that Tomas Berg holds, thrown by Ada Lindqvist") {
		t.Errorf("%+v", got)
	}
	for _, says := range []string{"3 held by 1 people, and 2 requests", "Type yes to go on", "The engine does not answer right now.", "3 of 3 confirmed, 0 ending"} {
		if !strings.Contains(got.err, says) {
			t.Errorf("%q does not say %q", got.err, says)
		}
	}
	calls := curfew.called()
	if len(calls) != 3 || !strings.Contains(calls[0], `"dry_run":true`) || strings.Contains(calls[1], "dry_run") ||
		!strings.Contains(calls[1], `"scope":"person","ref":"tomas.berg@brightwater.example","reason":"Stolen laptop."`) {
		t.Errorf("called %v", calls)
	}
}

func TestAKillSwitchIsNotThrownUnlessSomebodySaysYes(t *testing.T) {
	for _, says := range []string{"", "\n", "no\n", "y\n"} {
		curfew := switchboard(t)
		got := curfew.answering(says, "kill-switch", "throw", "--connector", "okta", "--reason", "Breach")
		if got.code != exitRefused || !strings.Contains(got.err, "nothing was changed") || len(curfew.called()) != 1 {
			t.Errorf("%q: %+v, called %v", says, got, curfew.called())
		}
	}
}

func TestAKillSwitchIsThrownWithoutAskingWhereThatIsSaid(t *testing.T) {
	curfew := switchboard(t)
	got := curfew.as("kill-switch", "throw", "--entitlement", "jira/user", "--reason", "Leak", "--yes", "--json")
	if got.code != exitOK || !strings.Contains(got.out, `"confirmed": 3`) || strings.Contains(got.err, "confirmed") {
		t.Errorf("%+v", got)
	}
	curfew = switchboard(t)
	got = curfew.as("kill-switch", "throw", "--automation", "jira", "--reason", "Leak", "--yes", "--no-wait")
	if got.code != exitOK || len(curfew.called()) != 1 || !strings.Contains(got.out, "2 of 3 confirmed, 1 ending, 1 late") {
		t.Errorf("%+v, called %v", got, curfew.called())
	}
}

func TestAKillSwitchThatIsRefusedSaysWhy(t *testing.T) {
	curfew := serving(t, map[string]answer{"POST /kill-switches": problem(http.StatusForbidden, "forbidden", "Only admins can end everything at once.")})
	if got := curfew.as("kill", "throw", "--person", "tomas", "--reason", "r", "--yes"); got.code != exitRefused || !strings.Contains(got.err, "Only admins") {
		t.Errorf("%+v", got)
	}
	curfew = serving(t, map[string]answer{"GET /kill-switches": list()})
	if got := curfew.as("kill", "show", "nothing"); got.code != exitNotFound {
		t.Errorf("%+v", got)
	}
}

func TestKillSwitchesAreListedShownAndLifted(t *testing.T) {
	lifted := kill("k-2", map[string]any{"stands": false, "lifted_at": time.Now().Add(-2 * time.Hour), "lifted_by": "Ada Lindqvist", "lifted_why": "Found it.", "note": "That still ends."})
	over := done("k-3")
	over["stands"] = false
	curfew := serving(t, map[string]answer{
		"GET /kill-switches": list(kill("k-2", nil), over), "GET /kill-switches/k-2": ok(kill("k-2", nil)), "POST /kill-switches/k-2/lift": ok(lifted),
	})
	if got := curfew.as("kill-switch", "list"); got.code != exitOK || !strings.Contains(got.out, "ending, blocks") || strings.Contains(got.out, "k-3") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("kill-switch", "list", "--all"); !strings.Contains(got.out, "k-3") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("kill-switch", "show", "k-2"); !strings.Contains(got.out, "Okta does not answer.") || !strings.Contains(got.out, "Nothing of it begins until it is lifted.") {
		t.Errorf("%+v", got)
	}
	got := curfew.as("kill-switch", "lift", "k-2", "--reason", "Found it.")
	if got.code != exitOK || !strings.Contains(got.out, "Lifted by Ada Lindqvist 2 h ago: Found it.") || !strings.Contains(got.err, "That still ends.") {
		t.Errorf("%+v", got)
	}
}
