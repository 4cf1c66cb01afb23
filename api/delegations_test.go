package api

import (
	"net/url"
	"slices"
	"testing"
)

func away(delegate, from, until string) map[string]any {
	return map[string]any{"delegate": delegate, "from": from, "until": until, "reason": "Holiday"}
}

func TestDelegationsThatAreNotTaken(t *testing.T) {
	for name, test := range map[string]struct {
		body map[string]any
		code string
		at   string
	}{
		"to nobody":        {away("nobody", "2026-03-02T10:00:00Z", "2026-03-09T10:00:00Z"), "invalid", "delegate"},
		"to themselves":    {away("mara@example.com", "2026-03-02T10:00:00Z", "2026-03-09T10:00:00Z"), "invalid", "delegate"},
		"that is over":     {away("nina@example.com", "2026-02-02T10:00:00Z", "2026-02-09T10:00:00Z"), "invalid", "until"},
		"without an end":   {map[string]any{"delegate": "nina", "from": "2026-03-02T10:00:00Z"}, "invalid", "until"},
		"without anything": {map[string]any{}, "invalid", "delegate"},
	} {
		h := newHouse(t)
		if answer := h.call("mara", "PUT", "/me/delegations", test.body); answer.text("code") != test.code || answer.text("field") != test.at {
			t.Errorf("%s: %s", name, answer.body)
		}
		h.untouched()
	}
	h := newHouse(t)
	h.call("mara", "DELETE", "/me/delegations?from=2026-03-02T10:00:00Z", nil).refused("not_found", "from")
}

func TestADelegationIsOnesOwnAndAudited(t *testing.T) {
	h := newHouse(t)
	answer := h.call("mara", "PUT", "/me/delegations", away("nina@example.com", "2026-03-02T11:00:00+01:00", "2026-03-09T10:00:00Z")).expect(200)
	if answer.text("delegate", "id") != "nina" || answer.text("from") != "2026-03-02T10:00:00Z" {
		t.Errorf("%s", answer.body)
	}
	if list := h.call("nina", "GET", "/me/delegations", nil).expect(200); list.count("items") != 0 {
		t.Errorf("%s", list.body)
	}
	if list := h.call("mara", "GET", "/me/delegations", nil).expect(200); list.count("items") != 1 {
		t.Errorf("%s", list.body)
	}
	h.call("mara", "DELETE", "/me/delegations?from="+url.QueryEscape("2026-03-02T10:00:00Z"), nil).expect(204)
	if actions := h.records.actions(); !slices.Contains(actions, "delegation.set") || !slices.Contains(actions, "delegation.ended") {
		t.Error(actions)
	}
}
