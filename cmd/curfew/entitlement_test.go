package main

import (
	"strings"
	"testing"
	"time"
)

func limits(more map[string]any) map[string]any {
	object := jira()
	object["max_seconds"], object["seats"], object["owner"] = 28800, 5, card("tomas.berg", "Tomas Berg")
	for name, value := range more {
		object[name] = value
	}
	return object
}

func changed(ends ...any) answer {
	return ok(map[string]any{"entitlement": limits(nil), "ends": append([]any{}, ends...), "ends_in_all": len(ends)})
}

func earlier(id string) map[string]any {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	return map[string]any{"id": id, "person": card("ada.lindqvist", "Ada Lindqvist"), "ends_at": at.Add(time.Hour), "earlier_at": at}
}

const limitPath = "PATCH /entitlements/jira/user"

func TestEntitlementsAreListedWithTheirLimits(t *testing.T) {
	retired := limits(map[string]any{"seats": 0, "retired": map[string]any{"at": time.Now().Add(-2 * time.Hour), "by": card("ada.lindqvist", "Ada Lindqvist"), "reason": "Replaced."}})
	curfew := serving(t, map[string]answer{"GET /entitlements": list(limits(nil), retired), "GET /entitlements/jira/user": ok(retired)})
	if got := curfew.as("entitlement", "list"); got.code != exitOK || !strings.Contains(got.out, "jira/user  Jira / User  low   8 h      5      Tomas Berg") || !strings.Contains(got.out, "any    Tomas Berg  retired") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("entitlement", "show", "jira/user"); !strings.Contains(got.out, "Jira / User: held for at most 8 h. Tomas Berg owns it. It was retired 2 h ago by Ada Lindqvist: Replaced.") {
		t.Errorf("%+v", got)
	}
	if got := serving(t, map[string]answer{"GET /entitlements": list()}).as("entitlement", "list"); got.out != "There is none that you own.\n" {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("entitlement", "show", "jira/none"); got.code != exitNotFound {
		t.Errorf("%+v", got)
	}
}

func TestALimitThatEndsAccessAsksFirst(t *testing.T) {
	set := []string{"entitlement", "set", "jira/user", "--max", "8h", "--seats", "5", "--notice", "0s", "--reason", "Audit"}
	for name, c := range map[string]struct {
		ends     []any
		answered string
		attended bool
		more     string
		code     int
		calls    int
		says     string
	}{
		"nobody's access ends": {nil, "", false, "", exitOK, 2, "Nobody's access ends earlier."},
		"a yes":                {[]any{earlier("l-1")}, "yes\n", true, "", exitOK, 2, "l-1  Ada Lindqvist"},
		"a no":                 {[]any{earlier("l-1")}, "no\n", true, "", exitFailure, 1, "Nothing was changed."},
		"nobody there":         {[]any{earlier("l-1")}, "", false, "", exitUsage, 1, "nobody can be asked"},
		"without asking":       {[]any{earlier("l-1")}, "", false, "--yes", exitOK, 2, "held for at most 8 h"},
		"only looking":         {[]any{earlier("l-1")}, "", true, "--dry-run", exitOK, 1, "WOULD END"},
		"for programs":         {[]any{earlier("l-1")}, "", true, "--json", exitUsage, 1, "nobody can be asked"},
	} {
		t.Run(name, func(t *testing.T) {
			curfew := serving(t, map[string]answer{limitPath: changed(c.ends...)})
			args := set
			if c.more != "" {
				args = append(args[:len(args):len(args)], c.more)
			}
			got := typedInto(t, strings.NewReader(c.answered), c.attended, []string{"CURFEW_SERVER=" + curfew.http.URL, "CURFEW_TOKEN=t"}, args...)
			calls := curfew.called()
			if got.code != c.code || len(calls) != c.calls || !strings.Contains(got.out+got.err, c.says) {
				t.Fatalf("%+v, %v", got, calls)
			}
			if want := `{"max_seconds":28800,"seats":5,"reason":"Audit","notice_seconds":0,"dry_run":true}`; !strings.HasSuffix(calls[0], want) {
				t.Errorf("looked with %s", calls[0])
			}
			if c.calls == 2 && strings.Contains(calls[1], "dry_run") {
				t.Errorf("did with %s", calls[1])
			}
		})
	}
}

func TestRetiringAndBringingBack(t *testing.T) {
	curfew := serving(t, map[string]answer{"POST /entitlements/jira/user/retire": changed(), "POST /entitlements/jira/user/bring-back": ok(limits(nil))})
	for _, args := range [][]string{
		{"retire", "jira/user", "--reason", "Old"}, {"retire", "jira/user", "--reason", "Old", "--now"}, {"bring-back", "jira/user", "--reason", "Needed"},
	} {
		if got := curfew.as(append([]string{"entitlement"}, args...)...); got.code != exitOK {
			t.Errorf("%+v", got)
		}
	}
	calls := strings.Join(curfew.called(), "\n")
	for _, part := range []string{`"ends":"as_planned","reason":"Old","notice_seconds":3600,"dry_run":true`, `"ends":"now","reason":"Old","notice_seconds":3600}`, `{"reason":"Needed"}`} {
		if !strings.Contains(calls, part) {
			t.Errorf("%s was not sent: %s", part, calls)
		}
	}
}
