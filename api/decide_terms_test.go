package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func TestADecisionThatSaysMoreThanItMayIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		body map[string]any
		at   string
	}{
		"an answer of an approval":    {verdict("answer", ""), ""},
		"a review of an approval":     {verdict("justified", ""), ""},
		"a duration of nothing":       {map[string]any{"id": decisionID, "verdict": "approve", "duration_seconds": 0}, "duration_seconds"},
		"a start that is no moment":   {map[string]any{"id": decisionID, "verdict": "approve", "start": "soon"}, "start"},
		"a verdict that there is not": {verdict("perhaps", ""), "verdict"},
	} {
		h := newHouse(t)
		answer := h.call("mara", "POST", decisions, test.body)
		if answer.expect(400); answer.text("field") != test.at {
			t.Errorf("%s: %s", name, answer.body)
		}
		h.untouched()
	}
}

func TestADecisionTellsTheEngineAllItSays(t *testing.T) {
	h := newHouse(t)
	h.as("mara")
	body := map[string]any{"id": decisionID, "verdict": "approve", "duration_seconds": 1800, "start": "2026-03-02T10:00:00Z"}
	answer := h.call("mara", "POST", decisions, body).expect(200)
	decided := h.engine.calls[0].(workflows.DecideInput).Decision
	if decided.Duration != 30*time.Minute || !decided.Start.Equal(today.Add(time.Hour)) || !decided.AuthenticatedAt.Equal(today) {
		t.Errorf("%+v", decided)
	}
	if answer.at("decisions", 0, "duration_seconds") != 1800.0 {
		t.Errorf("%s", answer.body)
	}
	body["duration_seconds"] = 60
	h.call("mara", "POST", decisions, body).refused("conflict", "id")
}

func TestTheEnginesWordsNameTheContractsFields(t *testing.T) {
	h := newHouse(t)
	h.engine.fails = access.Refuse(access.CodeTooLong, "You can give less, not more.").At("duration")
	h.call("mara", "POST", decisions, verdict("approve", "")).refused("too_long", "duration_seconds")
	h.engine.fails = access.Refuse(access.CodeSignInAgain, "Sign in again.")
	h.call("mara", "POST", decisions, verdict("approve", "")).expect(403).refused("sign_in_again", "")
}

func TestAnApprovalSaysItsTerms(t *testing.T) {
	h := servers(t)
	h.records.change(func() {
		stage := &h.records.approvals[0]
		stage.Terms = access.Terms{Comment: access.CommentRequired, Shorten: true, Postpone: time.Hour, StepUp: 15 * time.Minute}
		stage.EntitlementID, stage.Denials = "gcp/production", 2
		stage.Approvers[0].OnBehalfOf, stage.Approvers[0].AskedAt = []string{"Tom Away"}, today
	})
	answer := h.call("mara", "GET", "/approvals/"+approveID, nil).expect(200)
	if answer.text("kind") != "approval" || answer.text("terms", "comment") != "required" || answer.at("terms", "postpone_seconds") != 3600.0 ||
		answer.text("entitlement", "id") != "gcp/production" || answer.at("denials") != 2.0 || answer.text("approvers", 0, "on_behalf_of", 0) != "Tom Away" ||
		answer.text("approvers", 0, "asked_at") == "" {
		t.Errorf("%s", answer.body)
	}
}
