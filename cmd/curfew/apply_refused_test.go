package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestApplyIsRefusedAndChangesNothing(t *testing.T) {
	theirs, mine := author("tomas.berg", "Tomas Berg"), author("ada.lindqvist", "Ada Lindqvist")
	other := strings.Repeat("0", 64)
	ours := builder.Hash([]byte(drawnAs("jira", "Other")))
	published := map[string]answer{
		"GET /automations/jira/versions/3": ok(versionOf(3, drawnAs("jira", "Before"))),
		"GET /automations/jira/draft":      ok(draft("jira", drawnAs("jira", "Other"), 7)),
	}
	for name, test := range map[string]struct {
		there []any
		more  map[string]answer
		args  []string
		code  int
		out   string
		err   string
	}{
		"by somebody's draft": {
			[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, theirs)})},
			published, nil,
			exitRefused, "conflict    jira\n", "nothing was changed, as it would replace what is not published yet of 1 automation",
		},
		"by a draft of something new": {
			[]any{automation("jira", "draft", 0, map[string]any{"draft": draftCard(7, true, theirs)})},
			published, nil,
			exitRefused, "There is a draft that is not published, last saved by Tomas Berg 3 h ago. Publish it or throw it away first, or replace it with --force.\n", "nothing was changed",
		},
		"by my own draft": {
			[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, mine)})},
			published, nil,
			exitRefused, "last saved by Ada Lindqvist 3 h ago", "nothing was changed",
		},
		"by my draft since I proposed": {
			[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, mine), "proposal": proposalCard(other, mine)})},
			published, nil,
			exitRefused, "last saved by Ada Lindqvist 3 h ago", "nothing was changed",
		},
		"by somebody's proposal": {
			[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, theirs), "proposal": proposalCard(ours, theirs)})},
			published, nil,
			exitRefused, "Tomas Berg proposed something else 2 h ago. Let it be confirmed or rejected first, or replace it with --force.\n", "nothing was changed",
		},
		"by a proposal for what is to be retired": {
			[]any{automation("jira", "published", 3, nil), automation("old", "published", 1, map[string]any{"proposal": proposalCard(other, theirs)})},
			published,
			[]string{"--prune"},
			exitRefused, "Tomas Berg proposed something else 2 h ago, and retiring it would close that. --force retires it all the same.\n", "nothing was changed",
		},
		"in a dry run too": {
			[]any{automation("jira", "published", 3, map[string]any{"draft": draftCard(7, true, theirs)})},
			published,
			[]string{"--yes=false", "--dry-run", "--exit-code"},
			exitRefused, "conflict    jira", "this would be refused",
		},
		"by what is wrong with a file": {
			nil,
			map[string]answer{"POST /language/check": ok(map[string]any{"problems": []any{
				map[string]any{"code": "CF207", "severity": "error", "node": "ask", "field": "entitlements[0]", "message": "There is no entitlement."},
			}})},
			nil,
			exitFailure, "d/jira.yaml:5:54: error CF207: There is no entitlement. (step ask, entitlements[0])\n", "Nothing was changed: all files have to be good.\n",
		},
		"to whoever is no admin": {
			nil,
			map[string]answer{"POST /language/check": problem(http.StatusForbidden, "forbidden", "Only admins check automations.")},
			nil,
			exitRefused, "", "Only admins check automations.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			curfew := applying(t, test.there, test.more)
			in(t, map[string]string{"d/jira.yaml": drawnAs("jira", "After")})
			got := curfew.as(append([]string{"apply", "-f", "d", "--yes"}, test.args...)...)
			if got.code != test.code || !strings.Contains(got.out, test.out) || !strings.Contains(got.err, test.err) {
				t.Errorf("code %d\n%s%s", got.code, got.out, got.err)
			}
			if calls := curfew.written(); len(calls) != 0 {
				t.Errorf("it did %v", calls)
			}
		})
	}
}

func TestApplyRefusesTwoFilesOfOneName(t *testing.T) {
	curfew := applying(t, nil, nil)
	in(t, map[string]string{"d/a.yaml": drawnAs("jira", "A"), "d/b.yaml": drawnAs("jira", "B")})
	got := curfew.as("apply", "-f", "d", "--yes")
	if got.code != exitFailure || !strings.Contains(got.out, `The name "jira" is that of d/a.yaml already.`) || len(curfew.written()) != 0 {
		t.Errorf("%+v, %v", got, curfew.written())
	}
}

func TestApplyStopsAtTheFirstRefusal(t *testing.T) {
	curfew := world(t)
	curfew.answers["PUT /automations/jira/draft"] = problem(http.StatusConflict, "conflict", "Tomas Berg saved this draft just now.")
	got := curfew.as("apply", "-f", "d", "--yes", "--json")
	if got.code != exitRefused || got.err != "Stopped at jira: 1 done before it, 3 not begun. Applying again goes on.\ncurfew: Tomas Berg saved this draft just now.\n" {
		t.Errorf("%+v", got)
	}
	var report applyReport
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatal(err)
	}
	var became []string
	for _, each := range report.Automations {
		became = append(became, each.Name+" "+each.Action+" "+each.Outcome)
	}
	if want := []string{"back bring_back brought_back", "jira changed failed", "newly new ", "same unchanged ", "spaced changed ", "unfinished new ", "waiting proposed "}; !slices.Equal(became, want) || report.Applied || !slices.Equal(report.WithoutFile, []string{"old"}) {
		t.Errorf("%q, %+v", became, report)
	}
}
