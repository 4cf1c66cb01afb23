package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/preflight"
	"github.com/curfewhq/curfew/internal/config"
)

func TestPreflightSaysWhatWouldBreakAndHowToLookAtIt(t *testing.T) {
	report := preflight.Report{
		Counts: preflight.Counts{Replayed: 5, WouldBreak: 3, NotRead: 1}, More: true,
		Types: map[string]preflight.Counts{
			"EntitlementAccess": {Replayed: 2, WouldBreak: 3}, "AccessRequest": {Replayed: 3, NotRead: 1},
		},
		Broken: []preflight.Broken{{
			Run:   preflight.Run{ID: "access/okta/ada/x's", RunID: "0199", Type: "EntitlementAccess"},
			Event: 8, Why: "The run has TimerStarted there, which this binary would not do.",
		}},
		Unread: []preflight.Unread{{Run: preflight.Run{ID: "request/1", RunID: "0200"}, Why: "not today"}},
	}
	var out bytes.Buffer
	settings := config.Temporal{Address: "temporal:7233", Namespace: "curfew"}
	if err := printPreflight(program{out: &out}, settings, report); err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{
		"AccessRequest      3         0            1",
		"would break at event 8: access/okta/ada/x's\n  The run has TimerStarted there",
		`temporal workflow show --address 'temporal:7233' --namespace 'curfew' --workflow-id 'access/okta/ada/x'\''s' --run-id '0199'`,
		"and 2 more would break.",
		"could not be read: request/1\n  not today",
		"9 open runs looked at: 3 would break, 1 could not be read; there are more, which the limit left out.",
		"docs/upgrading.md",
	} {
		if !strings.Contains(out.String(), says) {
			t.Errorf("%q is missing in\n%s", says, out.String())
		}
	}
	settings.UIURL = "http://ui/"
	if got, want := look(settings, report.Broken[0].Run), "http://ui/namespaces/curfew/workflows/access%2Fokta%2Fada%2Fx%27s/0199/history"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestPreflightOfATemporalThatIsAwayFails(t *testing.T) {
	got := typed(t, []string{"CURFEW_TEMPORAL_ADDRESS=" + deadAddress(t)}, "preflight")
	if got.code != exitFailure || !strings.Contains(got.err, "CURFEW_TEMPORAL_ADDRESS") {
		t.Errorf("%+v", got)
	}
}

func TestPreflightSaysHowFarItIs(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	progress := &preflightProgress{out: &out, every: time.Second, total: " of about 9", clock: func() time.Time { return now }, last: now}
	progress.tell(preflight.Counts{Replayed: 1})
	now = now.Add(time.Second)
	progress.tell(preflight.Counts{Replayed: 1, WouldBreak: 1})
	progress.tell(preflight.Counts{Replayed: 2, WouldBreak: 1})
	progress.end()
	if out.String() != "2 of about 9 looked at, 1 would break\n" {
		t.Errorf("said %q", out.String())
	}
}
