package api

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const taskByHand = "Jira does not do it by itself. Give Jira / User to Ada Lindqvist by hand."

// byHand is a house in which Mara is asked to do by hand what Ada's request needs.
func byHand(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.records.change(func() {
		stage := &h.records.approvals[0]
		stage.Kind, stage.Title, stage.Terms.Task = access.AsksByHand, "Give Jira / User to Ada Lindqvist by hand", taskByHand
	})
	return h
}

func TestWhoIsAskedSeesWhatToDoByHandAndSaysThatItIsDone(t *testing.T) {
	h := byHand(t)
	shown := h.call("mara", "GET", "/approvals", nil).expect(200)
	if shown.text("items", 0, "kind") != "by_hand" || shown.text("items", 0, "terms", "task") != taskByHand || shown.at("items", 0, "may_decide") != true {
		t.Errorf("%s", shown.body)
	}
	answer := h.call("mara", "POST", decisions, verdict("done", "")).expect(200)
	if answer.text("state") != "approved" || answer.text("decisions", 0, "verdict") != "done" || answer.at("may_decide") != false {
		t.Errorf("%s", answer.body)
	}
	if told := h.engine.calls[0].(workflows.DecideInput); told.ApprovalID != approveID || told.Decision.Verdict != access.Done || told.Decision.PersonID != "mara" {
		t.Errorf("%+v", told)
	}
}

func TestWhatSaysNothingOfATaskByHandDoesNotCount(t *testing.T) {
	for name, test := range map[string]struct {
		who  string
		body map[string]any
		code string
	}{
		"an approval":           {"mara", verdict("approve", ""), "invalid"},
		"a denial":              {"mara", verdict("deny", "No"), "invalid"},
		"a review":              {"mara", verdict("justified", ""), "invalid"},
		"the requester's":       {"ada", verdict("done", ""), "own_request"},
		"the holder's":          {"carl", verdict("done", ""), "own_request"},
		"an owner's, not asked": {"nina", verdict("done", ""), "not_asked"},
		"an admin's, not asked": {"root", verdict("done", ""), "not_asked"},
	} {
		h := byHand(t)
		h.records.change(func() {
			h.records.requests[1].SubjectID = "carl"
			h.records.approvals[0].Approvers = append(h.records.approvals[0].Approvers, access.Approver{PersonID: "ada"}, access.Approver{PersonID: "carl"})
		})
		if refused := h.call(test.who, "POST", decisions, test.body); refused.text("code") != test.code {
			t.Errorf("%s: %s", name, refused.body)
		}
		h.untouched()
	}
}

func TestDoneIsNoAnswerToAnApproval(t *testing.T) {
	h := newHouse(t)
	h.call("mara", "POST", decisions, verdict("done", "")).refused("invalid", "")
	h.untouched()
}
