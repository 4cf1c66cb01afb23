package main

import (
	"net/http"
	"strings"
	"testing"
)

const taskByHand = "Jira does not do it by itself. Give Jira / User to Ada Lindqvist by hand."

// taskFor is an approval that asks somebody to do something by hand.
func taskFor(id, state string) map[string]any {
	object := approval(id, state)
	object["kind"], object["title"] = "by_hand", "Give Jira / User to Ada Lindqvist by hand"
	object["terms"] = map[string]any{"comment": "on_denial", "shorten": false, "task": taskByHand}
	return object
}

func TestWhatIsToBeDoneByHandIsShownAndNotConfirmedByTheWay(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /approvals": list(taskFor("r-1.give", "open"))})
	if got := curfew.as("approve"); got.code != exitOK || !strings.Contains(got.out, "Give Jira / User to Ada Lindqvist by hand\n") {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{{"r-1"}, {"r-1", "--comment", "On it"}, {"r-1", "--json"}} {
		got := curfew.as(append([]string{"approve"}, args...)...)
		if got.code != exitUsage || !strings.Contains(got.err, taskByHand) || !strings.Contains(got.err, "--done") || got.out != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if calls := strings.Join(curfew.called(), "\n"); strings.Contains(calls, "/decisions") {
		t.Errorf("something was said: %s", calls)
	}
}

func TestWhatWasDoneByHandIsSaid(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /approvals":                     list(taskFor("r-1.give", "open")),
		"POST /approvals/r-1.give/decisions": ok(taskFor("r-1.give", "approved")),
	})
	got := curfew.as("approve", "r-1", "--done", "--comment", "In the console")
	if got.code != exitOK || !strings.HasPrefix(got.out, "Done by hand: Jira / User for Ada Lindqvist.\n") {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `"verdict":"done","comment":"In the console"`) {
		t.Errorf("it was not sent: %s", calls)
	}
}

func TestDoneOfWhatIsNotByHandIsTheServersToRefuse(t *testing.T) {
	curfew := serving(t, map[string]answer{
		"GET /approvals":                     list(approval("r-1.lead", "open")),
		"POST /approvals/r-1.lead/decisions": problem(http.StatusBadRequest, "invalid", `A decision here is "approve" or "deny", not "done".`),
	})
	if got := curfew.as("approve", "r-1.lead", "--done"); got.code != exitRefused || !strings.Contains(got.err, `not "done"`) {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `"verdict":"done"`) {
		t.Errorf("it was not sent: %s", calls)
	}
}
