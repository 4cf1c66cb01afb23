package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestCheckAnswersPrograms(t *testing.T) {
	in(t, map[string]string{"bad.yaml": damaged(t, "timeout: 2d", "timeout: tomorrow"), "good.yaml": damaged(t, "name: salesforce", "name: sf")})
	got := typed(t, nil, "check", "bad.yaml", "good.yaml", "--json")
	var report struct {
		Files []struct {
			File, Automation string
			PlanHash         string `json:"plan_hash"`
			Problems         []struct {
				Code      builder.Code
				Line      int
				Column    int
				EndLine   int `json:"end_line"`
				EndColumn int `json:"end_column"`
			}
		}
		Errors, Warnings, Unchecked int
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != exitFailure || len(report.Files) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	bad, good := report.Files[0], report.Files[1]
	if report.Errors != 1 || report.Warnings != 0 || report.Unchecked != 8 || bad.PlanHash != "" || len(good.PlanHash) != 64 || good.Automation != "sf-enterprise" {
		t.Errorf("%+v", report)
	}
	if last := bad.Problems[len(bad.Problems)-1]; last.Code != builder.CodeDuration || last.Line != 41 || last.Column != 16 || last.EndLine != 41 || last.EndColumn != 24 {
		t.Errorf("%+v", last)
	}
}

func TestCheckAsksAServerOnlyWhenToldTo(t *testing.T) {
	in(t, map[string]string{"a.yaml": damaged(t, "quorum: 2", "quorum: 1")})
	curfew := serving(t, map[string]answer{"POST /language/check": ok(map[string]any{"problems": []any{
		map[string]any{"code": "CF214", "severity": "error", "node": "security", "field": "approvers", "message": "There is no group \"Security\" in the directory. Correct its name."},
	}})})
	if got := typed(t, []string{"CURFEW_SERVER=" + curfew.http.URL, "CURFEW_TOKEN=t"}, "check", "a.yaml"); got.code != exitOK || len(curfew.calls) != 0 {
		t.Errorf("%+v, %v", got, curfew.calls)
	}
	got := curfew.as("check", "a.yaml")
	if got.code != exitFailure || !strings.HasPrefix(got.out, "a.yaml:39:18: error CF214: There is no group") || strings.Contains(got.out, "looked up") {
		t.Errorf("%+v", got)
	}
	if calls := curfew.called(); len(calls) != 1 || !strings.Contains(calls[0], `"format":"yaml"`) {
		t.Errorf("%v", calls)
	}
}

func TestCheckByAServerSendsNothingThatCannotBeRead(t *testing.T) {
	in(t, map[string]string{"a.yaml": "name: [", "b.json": "{", "c.yaml": strings.Repeat("#", builder.MaxDefinitionBytes+1)})
	curfew := serving(t, nil)
	if got := curfew.as("check", "a.yaml", "b.json", "c.yaml"); got.code != exitFailure || len(curfew.called()) != 0 || strings.Count(got.out, "CF001") != 3 {
		t.Errorf("%+v, %v", got, curfew.called())
	}
	refusing := serving(t, map[string]answer{"POST /language/check": problem(http.StatusForbidden, "forbidden", "Only admins check automations here.")})
	in(t, map[string]string{"a.yaml": "name: x"})
	if got := refusing.as("check", "a.yaml"); got.code != exitRefused || !strings.Contains(got.err, "Only admins") {
		t.Errorf("%+v", got)
	}
}
