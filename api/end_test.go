package api

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const endPath = "/access/" + leaseID + "/end"

func TestEndRefuses(t *testing.T) {
	h := newHouse(t)
	for _, reason := range []string{"", " \t\n"} {
		h.call("root", "POST", endPath, map[string]any{"reason": reason}).refused("invalid", "reason")
	}
	h.call("audrey", "POST", endPath, map[string]any{"reason": "x"}).refused("forbidden", "")
	h.call("mara", "POST", endPath, map[string]any{"reason": "x"}).refused("not_found", "")
	h.untouched()
}

func TestEnd(t *testing.T) {
	for name, test := range map[string]struct {
		who, reason string
		as          access.EndReason
	}{
		"the holder gives back": {"carl", "", access.EarlyReturn},
		"an admin revokes":      {"root", "Left the project", access.Revoked},
		"the owner revokes":     {"nina", "Left the project", access.Revoked},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.records.entitlements[0].OwnerID = "nina"
			answer := h.call(test.who, "POST", endPath, map[string]any{"reason": test.reason}).expect(200)
			ended, _ := h.engine.calls[0].(workflows.EndInput)
			if ended.Reason != test.as || ended.By != test.who || ended.Note != test.reason || !ended.At.Equal(today) || ended.LeaseID != leaseID {
				t.Errorf("ended with %+v", ended)
			}
			if answer.text("state") != "ending" || answer.text("may_end") != "no" || answer.text("end_reason") != string(test.as) {
				t.Errorf("%s", answer.body)
			}
			h.call(test.who, "POST", endPath, map[string]any{}).expect(200)
			if h.engine.count() != 1 {
				t.Error("what was over was ended again")
			}
		})
	}
}

func TestAnAdminGivesTheirOwnBack(t *testing.T) {
	h := newHouse(t)
	h.records.leases[0].PersonID = "root"
	h.call("root", "POST", endPath, map[string]any{}).expect(200)
	if ended, _ := h.engine.calls[0].(workflows.EndInput); ended.Reason != access.EarlyReturn {
		t.Errorf("%+v", ended)
	}
}

func TestListsOfAccess(t *testing.T) {
	h := newHouse(t)
	h.records.entitlements[0].OwnerID = "nina"
	for query, want := range map[string]string{
		"carl ": "give_back", "carl ?state=any": "give_back", "nina ?scope=owned": "revoke", "root ?scope=all": "revoke", "audrey ?scope=all": "no",
		"carl ?state=over": "", "nina ": "", "ada ?scope=owned": "",
	} {
		who, query, _ := strings.Cut(query, " ")
		answer := h.call(who, "GET", "/access"+query, nil).expect(200)
		if answer.text("items", 0, "may_end") != want {
			t.Errorf("%s %s: %s", who, query, answer.body)
		}
	}
	if answer := h.call("carl", "GET", "/access/"+leaseID, nil).expect(200); answer.text("ends_at") != "2026-03-02T10:00:00Z" {
		t.Errorf("%s", answer.body)
	}
}
