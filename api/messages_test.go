package api

import "testing"

func TestMessagesAreOnesOwn(t *testing.T) {
	h := newHouse(t)
	if answer := h.call("carl", "GET", "/messages", nil).expect(200); answer.count("items") != 0 || answer.at("unread") != 0.0 {
		t.Errorf("%s", answer.body)
	}
	h.call("carl", "POST", "/messages/read", nil).expect(204)
	if answer := h.call("ada", "GET", "/messages", nil).expect(200); answer.at("unread") != 1.0 || answer.at("items", 0, "read") != false {
		t.Errorf("%s", answer.body)
	}
	h.call("ada", "POST", "/messages/read", nil).expect(204)
	if answer := h.call("ada", "GET", "/messages", nil).expect(200); answer.at("unread") != 0.0 || answer.at("items", 0, "read") != true {
		t.Errorf("%s", answer.body)
	}
}

func TestAuditAndAbout(t *testing.T) {
	h := newHouse(t)
	answer := h.call("audrey", "GET", "/audit", nil).expect(200)
	if answer.at("items", 0, "seq") != 1.0 || answer.text("items", 1, "actor_name") != "Curfew" {
		t.Errorf("%s", answer.body)
	}
	if one := h.call("mara", "GET", "/audit?request="+waitingID, nil).expect(200); one.count("items") != 1 {
		t.Errorf("%s", one.body)
	}
	about := h.call("", "GET", "/about", nil).expect(200)
	if about.at("demo_sign_in") != true || about.text("now") != "2026-03-02T09:00:00Z" || about.text("namespace") != "default" {
		t.Errorf("%s", about.body)
	}
}
