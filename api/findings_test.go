package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const resolvePath = "/findings/" + findingID + "/resolve"

func resolve(resolution, until string) map[string]any {
	body := map[string]any{"resolution": resolution, "reason": "Because"}
	if until != "" {
		body["until"] = until
	}
	return body
}

func TestAFindingIsNotResolvedWithoutWhatItNeeds(t *testing.T) {
	tomorrow := today.Add(24 * time.Hour).Format(time.RFC3339)
	for name, c := range map[string]struct {
		who         string
		change      func(*house, *access.Finding)
		body        map[string]any
		code, field string
	}{
		"no reason":              {"root", nil, map[string]any{"resolution": "remove", "reason": " "}, "invalid", "reason"},
		"for ever":               {"root", nil, resolve("keep", ""), "invalid", "until"},
		"too long a lease":       {"root", nil, resolve("lease", today.AddDate(0, 2, 0).Format(time.RFC3339)), "too_long", "until"},
		"too long":               {"root", nil, resolve("keep", today.AddDate(2, 0, 0).Format(time.RFC3339)), "too_long", "until"},
		"held through a rule":    {"root", func(_ *house, f *access.Finding) { f.How = "group rule" }, resolve("remove", ""), "conflict", "resolution"},
		"a lease of nobody":      {"root", func(_ *house, f *access.Finding) { f.PersonID = "" }, resolve("lease", tomorrow), "conflict", "resolution"},
		"a lease of who left":    {"root", func(_ *house, f *access.Finding) { f.PersonID = "gone" }, resolve("lease", tomorrow), "conflict", "resolution"},
		"a lease of who knows":   {"root", func(_ *house, f *access.Finding) { f.EntitlementID = "" }, resolve("lease", tomorrow), "conflict", "resolution"},
		"keeping one's own":      {"root", func(_ *house, f *access.Finding) { f.PersonID = "root" }, resolve("keep", tomorrow), "own_request", ""},
		"an owner's own":         {"nina", func(_ *house, f *access.Finding) { f.PersonID = "nina" }, resolve("lease", tomorrow), "own_request", ""},
		"one that is gone":       {"root", func(_ *house, f *access.Finding) { f.State = access.FindingGone }, resolve("remove", ""), "already_closed", ""},
		"another owner's":        {"nina", func(_ *house, f *access.Finding) { f.EntitlementID = "jira/user" }, resolve("remove", ""), "not_found", ""},
		"of what is not offered": {"root", func(_ *house, f *access.Finding) { f.EntitlementID = "gone/thing" }, resolve("lease", tomorrow), "conflict", "resolution"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			if c.change != nil {
				c.change(h, &h.records.findings[0])
			}
			h.call(c.who, "POST", resolvePath, c.body).refused(c.code, c.field)
			h.untouched()
		})
	}
}

func TestAFindingIsTakenAwayKeptOrBecomesALease(t *testing.T) {
	until := today.Add(48 * time.Hour)
	for resolution, who := range map[string]string{"remove": "nina", "keep": "root", "lease": "nina"} {
		t.Run(resolution, func(t *testing.T) {
			h := newHouse(t)
			body := resolve(resolution, until.Format(time.RFC3339))
			if resolution == "remove" {
				delete(body, "until")
			}
			answer := h.call(who, "POST", resolvePath, body).expect(200)
			resolved := h.records.findings[0]
			if answer.text("resolution") != resolution || resolved.ResolvedBy != who || resolved.Reason != "Because" || !resolved.ResolvedAt.Equal(today) {
				t.Errorf("%s, %+v", answer.body, resolved)
			}
			if actions := h.records.actions(); !strings.HasPrefix(actions[len(actions)-1], "finding.") {
				t.Errorf("audited %v", actions)
			}
			if resolution == "keep" {
				if h.engine.count() != 0 || !resolved.KeptUntil.Equal(until) || resolved.State != access.FindingKept {
					t.Errorf("%d calls, %+v", h.engine.count(), resolved)
				}
				return
			}
			adopted, _ := h.engine.calls[0].(workflows.AdoptInput)
			if adopted.FindingID != findingID || adopted.By != who || adopted.Note != "Because" || (adopted.Lease == nil) != (resolution == "remove") {
				t.Fatalf("%+v", adopted)
			}
			if lease := adopted.Lease; lease != nil && (lease.ID != "finding-"+findingID || lease.RequestID != "finding/"+findingID ||
				lease.PersonID != "otto" || !lease.From.Equal(today) || !lease.End().Equal(until) || !lease.HardEnd.Equal(until) || lease.GiveUp.IsZero() ||
				lease.State != access.Opening || lease.Label != "Salesforce / Enterprise for Otto Weiss" || lease.Key != resolved.Key || answer.text("access_id") != lease.ID) {
				t.Errorf("%+v", lease)
			}
			h.call(who, "POST", resolvePath, body).refused("already_closed", "")
		})
	}
}

func TestALeaseOfAFindingEndsWithItsHoldersTimeHere(t *testing.T) {
	h := newHouse(t)
	last := today.Add(time.Hour)
	h.records.people[4].Until = last
	h.call("root", "POST", resolvePath, resolve("lease", today.Add(48*time.Hour).Format(time.RFC3339))).expect(200)
	adopted, _ := h.engine.calls[0].(workflows.AdoptInput)
	if !adopted.Lease.HardEnd.Equal(last) || adopted.Lease.Cap != access.LeaveDate {
		t.Errorf("%+v", adopted.Lease)
	}
}

func TestWhatTheEngineRefusesIsNotRecordedAsDone(t *testing.T) {
	h := newHouse(t)
	h.engine.fails = access.Refuse(access.CodeUnavailable, "It does not answer.")
	h.call("root", "POST", resolvePath, resolve("remove", "")).refused("unavailable", "")
	if h.records.findings[0].State != access.FindingOpen {
		t.Errorf("%+v", h.records.findings[0])
	}
}

func TestFindingsAreShownToWhoeverMayDecide(t *testing.T) {
	h := newHouse(t)
	other := h.records.findings[0]
	other.ID, other.EntitlementID, other.PersonID, other.Class, other.How = strangeID, "", "", access.ByRule, "group rule"
	h.records.findings = append(h.records.findings, other)
	for query, want := range map[string]string{
		"root ":                 "2 [remove keep lease] [keep]",
		"audrey ":               "2 [] []",
		"nina ":                 "1 [remove keep lease]",
		"root ?class=by_rule":   "1 [keep]",
		"root ?state=gone":      "0",
		"root ?connector=vault": "0",
	} {
		who, query, _ := strings.Cut(query, " ")
		answer := h.call(who, "GET", "/findings"+query, nil).expect(200)
		got := fmt.Sprint(answer.count("items"))
		for i := range answer.count("items") {
			got += " " + fmt.Sprint(answer.at("items", i, "may_resolve"))
		}
		if got != want {
			t.Errorf("%s %s: %s, want %s", who, query, got, want)
		}
	}
}

func TestAReconciliationIsBegunOnceAndAnsweredWith(t *testing.T) {
	h := newHouse(t)
	h.call("root", "POST", "/reconciliations", map[string]any{"connector": "nowhere"}).refused("invalid", "connector")
	answer := h.call("root", "POST", "/reconciliations", map[string]any{}).expect(200)
	if answer.count("items") != 2 || answer.text("items", 1, "connector") != "vault" || answer.text("items", 0, "by") != "Ruth Root" || h.engine.count() != 2 {
		t.Errorf("%s", answer.body)
	}
	begun, _ := h.engine.calls[0].(workflows.ReconciliationInput)
	if begun.ID != answer.text("items", 0, "id") || begun.By != "root" || begun.Connector != "okta" || begun.Schema != 1 {
		t.Errorf("%+v", begun)
	}
	if !slices.Contains(h.records.actions(), "reconciliation.started") {
		t.Errorf("audited %v", h.records.actions())
	}
	h.engine.reconciling = true
	h.call("root", "POST", "/reconciliations", map[string]any{"connector": "okta"}).refused("unavailable", "")
	h.records.reconciliations = []access.Reconciliation{{
		ID: "r1", Connector: "okta", By: access.BySchedule, StartedAt: today, State: access.Reconciling, Counts: access.ReconciliationCounts{Looked: 3},
	}}
	answer = h.call("root", "POST", "/reconciliations", map[string]any{"connector": "okta"}).expect(200)
	if answer.text("items", 0, "id") != "r1" || answer.text("items", 0, "by") != "schedule" {
		t.Errorf("%s", answer.body)
	}
	if list := h.call("audrey", "GET", "/reconciliations", nil).expect(200); list.count("items") != 1 {
		t.Errorf("%s", list.body)
	}
}
