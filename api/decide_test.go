package api

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

const decisionID = "44444444-4444-4444-8444-444444444444"

func verdict(what, comment string) map[string]any {
	body := map[string]any{"id": decisionID, "verdict": what}
	if comment != "" {
		body["comment"] = comment
	}
	return body
}

const decisions = "/approvals/" + approveID + "/decisions"

func TestDecisionsThatDoNotCount(t *testing.T) {
	asked := func(h *house, id string) {
		h.records.approvals[0].Approvers = append(h.records.approvals[0].Approvers, access.Approver{PersonID: id})
	}
	for name, test := range map[string]struct {
		who     string
		body    map[string]any
		prepare func(*house)
		code    string
		at      string
	}{
		"own request, not asked":       {"ada", verdict("approve", ""), nil, "own_request", ""},
		"own request, asked":           {"ada", verdict("approve", ""), func(h *house) { asked(h, "ada") }, "own_request", ""},
		"own request, denied":          {"ada", verdict("deny", ""), nil, "own_request", ""},
		"own access":                   {"carl", verdict("approve", ""), func(h *house) { h.records.requests[1].SubjectID = "carl"; asked(h, "carl") }, "own_request", ""},
		"not asked":                    {"root", verdict("approve", ""), nil, "not_asked", ""},
		"owner, not asked":             {"nina", verdict("approve", ""), nil, "not_asked", ""},
		"denied without a word":        {"mara", verdict("deny", ""), nil, "invalid", "comment"},
		"denied with blanks":           {"mara", verdict("deny", " \n"), nil, "invalid", "comment"},
		"neither yes nor no":           {"mara", verdict("maybe", ""), nil, "invalid", "verdict"},
		"closed":                       {"mara", verdict("approve", ""), func(h *house) { h.records.approvals[0].State = access.ApprovalTimedOut }, "already_closed", ""},
		"decided already":              {"mara", verdict("approve", ""), func(h *house) { decided(h, "another", "mara", access.Approve) }, "already_decided", ""},
		"id taken, another verdict":    {"mara", verdict("deny", "no"), func(h *house) { decided(h, decisionID, "mara", access.Approve) }, "conflict", "id"},
		"id taken by somebody else":    {"mara", verdict("approve", ""), func(h *house) { decided(h, decisionID, "nina", access.Approve) }, "conflict", "id"},
		"the engine's no is a no":      {"mara", verdict("approve", ""), func(h *house) { h.engine.fails = access.Refuse(access.CodeAlreadyClosed, "Too late.") }, "already_closed", ""},
		"the engine cannot be reached": {"mara", verdict("approve", ""), func(h *house) { h.engine.fails = access.Refuse(access.CodeUnavailable, "Try again.") }, "unavailable", ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			if test.prepare != nil {
				test.prepare(h)
			}
			before := len(h.records.approvals[0].Decisions)
			h.call(test.who, "POST", decisions, test.body).refused(test.code, test.at)
			if h.engine.fails == nil {
				h.untouched()
			}
			if len(h.records.approvals[0].Decisions) != before {
				t.Error("it counted")
			}
			actions := h.records.actions()
			audited := actions[len(actions)-1] == "decision.refused"
			if audited != (test.code != "invalid" && test.code != "unavailable") {
				t.Errorf("audited: %v", actions)
			}
		})
	}
}

func decided(h *house, id, who string, verdict access.Verdict) {
	h.records.approvals[0].Quorum = 2
	h.records.approvals[0].Decisions = append(h.records.approvals[0].Decisions,
		access.Decision{ID: id, PersonID: who, Verdict: verdict, At: today})
}

func TestDecide(t *testing.T) {
	h := newHouse(t)
	before := h.call("mara", "GET", "/approvals", nil).expect(200)
	if before.count("items") != 1 || before.at("items", 0, "may_decide") != true {
		t.Fatalf("%s", before.body)
	}
	answer := h.call("mara", "POST", decisions, verdict("approve", " fine ")).expect(200)
	if answer.text("state") != "approved" || answer.text("decisions", 0, "name") != "Mara Lindgren" ||
		answer.text("decisions", 0, "comment") != "fine" || answer.at("may_decide") != false || answer.text("decisions", 0, "at") != "2026-03-02T09:00:00Z" {
		t.Errorf("%s", answer.body)
	}
	again := h.call("mara", "POST", decisions, verdict("approve", "fine")).expect(200)
	if h.engine.count() != 1 || again.count("decisions") != 1 {
		t.Error("the same click counted twice")
	}
	if open, closed := h.call("mara", "GET", "/approvals", nil), h.call("mara", "GET", "/approvals?state=closed", nil); open.count("items") != 0 || closed.count("items") != 1 {
		t.Error("the inbox is not right")
	}
}

func TestDenyWithAReason(t *testing.T) {
	h := newHouse(t)
	if answer := h.call("mara", "POST", decisions, verdict("deny", "Not in March")).expect(200); answer.text("state") != "denied" {
		t.Errorf("%s", answer.body)
	}
}

func TestAnApprovalShowsWhatTheSubjectHolds(t *testing.T) {
	h := newHouse(t)
	h.records.leases[0].PersonID = "ada"
	answer := h.call("mara", "GET", "/approvals/"+approveID, nil).expect(200)
	if answer.text("holds", 0, "entitlement", "id") != "jira/user" || answer.text("holds", 0, "may_end") != "no" {
		t.Errorf("%s", answer.body)
	}
}
