package api

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWithdrawRefuses(t *testing.T) {
	h := newHouse(t)
	for _, who := range []string{"mara", "nina", "root"} {
		h.call(who, "POST", "/requests/"+waitingID+"/withdraw", nil).refused("forbidden", "")
	}
	h.records.change(func() { h.records.requests[1].State = access.RequestDenied })
	h.call("ada", "POST", "/requests/"+waitingID+"/withdraw", nil).refused("already_closed", "")
	h.untouched()
}

func TestWithdraw(t *testing.T) {
	h := newHouse(t)
	for range 2 {
		if answer := h.call("ada", "POST", "/requests/"+waitingID+"/withdraw", nil).expect(200); answer.text("state") != "cancelled" || answer.at("final") != true {
			t.Errorf("%s", answer.body)
		}
	}
	if h.engine.count() != 1 {
		t.Error("withdrawn twice")
	}
}

func TestWhoSeesARequest(t *testing.T) {
	h := newHouse(t)
	for _, who := range []string{"ada", "mara", "nina", "root", "audrey"} {
		answer := h.call(who, "GET", "/requests/"+waitingID, nil).expect(200)
		address := ""
		if who == "root" {
			address = "http://127.0.0.1:8233/namespaces/default/workflows/request%2F" + waitingID
		}
		if answer.text("temporal_url") != address {
			t.Errorf("%s is led to %q", who, answer.text("temporal_url"))
		}
		if answer.count("approvals") != 1 || answer.count("timeline") != 1 || answer.text("timeline", 0, "actor_name") != "Ada Lindqvist" {
			t.Errorf("%s", answer.body)
		}
	}
}

func TestListsOfRequests(t *testing.T) {
	h := newHouse(t)
	if mine := h.call("ada", "GET", "/requests", nil).expect(200); mine.count("items") != 1 || mine.text("items", 0, "id") != waitingID {
		t.Errorf("%s", mine.body)
	}
	if none := h.call("root", "GET", "/requests?scope=mine", nil).expect(200); none.count("items") != 0 || none.at("items") == nil {
		t.Errorf("%s", none.body)
	}
	page := h.call("root", "GET", "/requests?scope=all&limit=1", nil).expect(200)
	rest := h.call("audrey", "GET", "/requests?scope=all&limit=1&cursor="+page.text("next"), nil).expect(200)
	if page.text("items", 0, "id") != waitingID || rest.text("items", 0, "id") != openID || rest.text("next") != "" {
		t.Errorf("%s %s", page.body, rest.body)
	}
	if rest.text("items", 0, "access", "state") != "open" || rest.text("items", 0, "access", "may_end") != "no" {
		t.Errorf("%s", rest.body)
	}
}

func TestARequestOfWhoAndWhatIsGone(t *testing.T) {
	h := newHouse(t)
	h.records.change(func() {
		h.records.people[0].ID, h.records.entitlements = "another", nil
	})
	answer := h.call("root", "GET", "/requests/"+waitingID, nil).expect(200)
	if answer.text("request", "requester", "name") != "Somebody no longer in the directory" || answer.text("request", "entitlement", "risk") != "high" {
		t.Errorf("%s", answer.body)
	}
}
