package main

import (
	"strings"
	"testing"
	"time"
)

func reconciliation(id, connector, state string, found map[string]any) map[string]any {
	counts := map[string]any{}
	for _, name := range strings.Fields("keys owners restarted requests lost resources looked holders calls told missing overdue changed foreign standing by_rule by_group gone reopened") {
		counts[name] = 0
	}
	for name, count := range found {
		counts[name] = count
	}
	return map[string]any{"id": id, "connector": connector, "by": "schedule", "started_at": time.Now(), "state": state, "counts": counts}
}

func TestAComparisonIsBegun(t *testing.T) {
	curfew := serving(t, map[string]answer{"POST /reconciliations": list(reconciliation("r1", "okta", "running", nil))})
	if got := curfew.as("reconcile", "--connector", "okta"); got.code != exitOK || got.out != "okta is being compared.\n" {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `{"connector":"okta"}`) {
		t.Errorf("sent %s", calls)
	}
}

func TestAComparisonIsFollowedToItsEnd(t *testing.T) {
	found := map[string]any{"keys": 40, "looked": 12, "resources": 12, "holders": 900, "overdue": 2, "foreign": 1}
	begun := list(reconciliation("r1", "okta", "running", nil))
	curfew := serving(t, map[string]answer{
		"POST /reconciliations": begun,
		"GET /reconciliations":  list(reconciliation("r1", "okta", "completed", found), reconciliation("r0", "okta", "lost", nil)),
	})
	got := curfew.as("reconcile", "--wait")
	if got.code != exitOK || got.out != "okta: 2 overdue, 1 foreign; 40 keys, 12 resources, 900 holders.\n" || !strings.Contains(got.err, "12 of 12 resources") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("reconcile", "--wait", "--json"); !strings.Contains(got.out, `"id": "r1"`) || strings.Contains(got.out, `"r0"`) || got.err != "" {
		t.Errorf("%+v", got)
	}
	short := reconciliation("r1", "okta", "incomplete", nil)
	short["detail"] = "It could not compare group/1: no."
	curfew = serving(t, map[string]answer{"POST /reconciliations": begun, "GET /reconciliations": list(short)})
	if got := curfew.as("reconcile", "--wait"); got.code != exitRefused || !strings.Contains(got.out, "okta: no difference; 0 keys, 0 resources, 0 holders. It could not compare") {
		t.Errorf("%+v", got)
	}
}
