package api

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const stopServers = "/requests/" + serversRequestID + "/stop"

func TestWhoMayEndEverythingOfARequest(t *testing.T) {
	why := map[string]any{"reason": "It is over"}
	h := servers(t)
	h.openServers()
	approved := access.Approval{
		ID: "l", RequestID: serversRequestID, State: access.ApprovalApproved, Approvers: []access.Approver{{PersonID: "mara"}, {PersonID: "carl"}},
		Decisions: []access.Decision{{ID: "d", PersonID: "mara", Verdict: access.Approve}},
	}
	h.records.change(func() { h.records.approvals = append(h.records.approvals, approved) })
	h.call("otto", "POST", stopServers, why).refused("not_found", "")
	h.call("audrey", "POST", stopServers, why).refused("forbidden", "")
	h.call("carl", "POST", stopServers, why).refused("forbidden", "") // asked, and did not approve
	for _, who := range []string{"mara", "nina", "root"} {
		h.call(who, "POST", stopServers, map[string]any{"reason": " "}).refused("invalid", "reason")
	}
	h.untouched()
	for i, test := range []struct {
		who    string
		may    string
		reason access.EndReason
	}{{"ada", "give_back", access.EarlyReturn}, {"mara", "revoke", access.Revoked}, {"nina", "revoke", access.Revoked}, {"root", "revoke", access.Revoked}} {
		if may := h.call(test.who, "GET", "/requests/"+serversRequestID, nil).expect(200).text("may_stop"); may != test.may {
			t.Errorf("%s may %s", test.who, may)
		}
		h.call(test.who, "POST", stopServers, why).expect(200)
		if asked := h.engine.calls[i].(workflows.StopInput); asked.Reason != test.reason || asked.PersonID != test.who || asked.Note != "It is over" {
			t.Errorf("%+v", asked)
		}
	}
}

func TestWhatIsOverIsNotStoppedAgain(t *testing.T) {
	h := servers(t)
	h.openServers()
	h.records.change(func() { h.records.requests[2].State = access.RequestReviewing })
	if answer := h.call("ada", "POST", stopServers, map[string]any{}).expect(200); answer.text("state") != "reviewing" {
		t.Errorf("%s", answer.body)
	}
	h.untouched()
}
