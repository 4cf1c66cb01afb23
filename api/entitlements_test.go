package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const jiraPath = "/entitlements/jira/user"

func TestLimitsAreRefused(t *testing.T) {
	h := newHouse(t)
	for _, body := range []map[string]any{
		{"max_seconds": 60, "reason": " "},
		{"reason": "Nothing"},
		{"max_seconds": 0, "reason": "r"},
		{"seats": -1, "reason": "r"},
		{"max_seconds": 60, "reason": "r", "notice_seconds": -1},
	} {
		if answer := h.call("root", "PATCH", jiraPath, body); answer.text("code") != "invalid" {
			t.Errorf("%v: %s", body, answer.body)
		}
	}
	h.call("root", "POST", jiraPath+"/retire", map[string]any{"ends": "later", "reason": "r"}).refused("invalid", "ends")
	h.call("root", "GET", "/entitlements/jira/none", nil).refused("not_found", "")
	h.untouched()
}

func TestWhoOwnsNothingSeesNoLimits(t *testing.T) {
	h := newHouse(t)
	for who, want := range map[string]int{"root": 2, "audrey": 2, "nina": 1, "ada": 0} {
		if answer := h.call(who, "GET", "/entitlements", nil).expect(200); answer.count("items") != want {
			t.Errorf("%s: %s", who, answer.body)
		}
	}
	if answer := h.call("nina", "GET", "/entitlements/salesforce/enterprise", nil).expect(200); answer.at("max_seconds") != 2592000.0 || answer.text("owner", "name") != "Nina Frost" {
		t.Errorf("%s", answer.body)
	}
}

// Carl holds Jira since an hour and for another one.
func TestALowerLimitEndsWhatIsOpenEarlier(t *testing.T) {
	for name, c := range map[string]struct {
		body    map[string]any
		earlier string // when Carl's access ends; empty: as planned
	}{
		"more":           {map[string]any{"max_seconds": 5184000}, ""},
		"as much":        {map[string]any{"max_seconds": 7200}, ""},
		"less":           {map[string]any{"max_seconds": 5400, "notice_seconds": 60}, "2026-03-02T09:30:00Z"},
		"with an hour":   {map[string]any{"max_seconds": 60}, ""},
		"with a notice":  {map[string]any{"max_seconds": 60, "notice_seconds": 600}, "2026-03-02T09:10:00Z"},
		"without notice": {map[string]any{"max_seconds": 60, "notice_seconds": 0}, "2026-03-02T09:00:00Z"},
		"seats":          {map[string]any{"seats": 1}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			c.body["reason"], c.body["dry_run"] = "Too long.", true
			for _, dry := range []bool{true, false} {
				answer := h.call("root", "PATCH", jiraPath, c.body).expect(200)
				if answer.text("ends", 0, "earlier_at") != c.earlier || c.earlier != "" && (answer.text("ends", 0, "ends_at") != "2026-03-02T10:00:00Z" || answer.at("ends_in_all") != 1.0) {
					t.Errorf("%s", answer.body)
				}
				if dry {
					h.untouched()
				}
				c.body["dry_run"] = false
			}
			line := h.records.audit[len(h.records.audit)-1]
			if line.Action != "entitlement.limited" || line.Actor != "root" || line.Object != "entitlement/jira/user" {
				t.Errorf("audited %+v", line)
			}
			if told := h.records.told[0]; (told != nil) != (c.body["max_seconds"] != nil) || told != nil && (told.By != "root" || told.Reason != "Too long." || !told.At.Equal(today)) {
				t.Errorf("told %+v", told)
			}
		})
	}
}

func TestARetiredEntitlementIsOfferedToNobody(t *testing.T) {
	h := newHouse(t)
	ask := map[string]any{"id": strangeID, "automation": "jira", "entitlement": "jira/user", "duration_seconds": 60}
	answer := h.call("root", "POST", jiraPath+"/retire", map[string]any{"ends": "now", "notice_seconds": 60, "reason": "Replaced.", "dry_run": true}).expect(200)
	if answer.text("ends", 0, "earlier_at") != "2026-03-02T09:01:00Z" {
		t.Errorf("%s", answer.body)
	}
	h.untouched()
	answer = h.call("root", "POST", jiraPath+"/retire", map[string]any{"ends": "as_planned", "reason": "Replaced."}).expect(200)
	if answer.count("ends") != 0 || answer.text("entitlement", "retired", "by", "name") != "Ruth Root" || answer.text("entitlement", "retired", "reason") != "Replaced." || h.records.told[0] != nil {
		t.Errorf("%s", answer.body)
	}
	if offers := h.call("otto", "GET", "/offers", nil).expect(200); offers.count("items") != 0 {
		t.Errorf("%s", offers.body)
	}
	h.call("otto", "POST", "/requests", ask).refused("not_visible", "")
	h.call("root", "PATCH", jiraPath, map[string]any{"seats": 1, "reason": "r"}).refused("conflict", "")
	h.call("root", "POST", jiraPath+"/retire", map[string]any{"ends": "now", "reason": "At once."}).expect(200)
	if told := h.records.told[1]; told == nil || told.EndReason() != access.Retired || told.Notice != time.Hour {
		t.Errorf("told %+v", told)
	}
	if back := h.call("root", "POST", jiraPath+"/bring-back", map[string]any{"reason": "Needed."}).expect(200); back.at("retired") != nil {
		t.Errorf("%s", back.body)
	}
	if told := h.records.told[2]; told == nil || told.Longest != 30*24*time.Hour {
		t.Errorf("told %+v", told)
	}
	h.call("otto", "POST", "/requests", ask).expect(201)
}
