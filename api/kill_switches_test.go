package api

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	switchID      = "77777777-7777-4777-8777-777777777777"
	otherSwitchID = "88888888-8888-4888-8888-888888888888"
)

// kills is a kill switch as somebody sends it.
func kills(id, scope, ref string) map[string]any {
	return map[string]any{"id": id, "scope": scope, "ref": ref, "reason": "Stolen laptop."}
}

func TestWhoMayThrowWhichKillSwitch(t *testing.T) {
	h := newHouse(t)
	for who, may := range map[string][]string{"ada": nil, "audrey": nil, "mara": nil, "nina": {"salesforce/enterprise"}} {
		for _, body := range []map[string]any{
			kills(switchID, "person", "carl"), kills(switchID, "connector", "okta"), kills(switchID, "automation", "jira"),
			kills(switchID, "entitlement", "jira/user"), kills(switchID, "entitlement", "salesforce/enterprise"),
		} {
			body["dry_run"] = true
			if slices.Contains(may, body["ref"].(string)) {
				h.call(who, "POST", "/kill-switches", body).expect(200)
			} else {
				h.call(who, "POST", "/kill-switches", body).refused("forbidden", "")
			}
		}
	}
	h.call("", "POST", "/kill-switches", kills(switchID, "person", "carl")).refused("unauthorized", "")
	h.untouched()
	if n := strings.Count(strings.Join(h.records.actions(), " "), "kill_switch.throw_refused"); n != 19 {
		t.Errorf("%d refused attempts were audited", n)
	}
}

func TestAKillSwitchThatIsAboutNothingIsRefused(t *testing.T) {
	h := newHouse(t)
	for _, scope := range []string{"person", "entitlement", "connector", "automation"} {
		h.call("root", "POST", "/kill-switches", kills(switchID, scope, "nothing")).refused("invalid", "ref")
	}
	silent := kills(switchID, "person", "carl")
	silent["reason"] = " "
	h.call("root", "POST", "/kill-switches", silent).refused("invalid", "reason")
	h.call("root", "POST", "/kill-switches", kills(switchID, "world", "carl")).refused("invalid", "scope")
	h.untouched()
}

func TestADryRunSaysHowMuchWouldEndAndChangesNothing(t *testing.T) {
	h := newHouse(t)
	body := kills(switchID, "person", "carl@example.com")
	body["dry_run"] = true
	answer := h.call("root", "POST", "/kill-switches", body).expect(200)
	if answer.text("what") != "everything that Carl Adams holds" || answer.at("leases") != 1.0 || answer.at("people") != 1.0 {
		t.Errorf("%s", answer.body)
	}
	h.untouched()
}

func TestAThrownKillSwitchIsOneHoweverOftenItIsSent(t *testing.T) {
	h := newHouse(t)
	for range 2 {
		answer := h.call("root", "POST", "/kill-switches", kills(switchID, "person", "carl")).expect(201)
		if answer.text("ref") != "carl" || answer.at("stands") != true || answer.at("may_lift") != true || answer.text("note") != "" ||
			answer.text("progress", "stragglers", 0, "access") != leaseID {
			t.Errorf("%s", answer.body)
		}
	}
	h.call("root", "POST", "/kill-switches", kills(switchID, "person", "ada")).refused("conflict", "id")
	if !slices.Equal(h.records.writes, []string{"ThrowKillSwitch"}) || len(h.records.switches) != 1 {
		t.Errorf("written: %v", h.records.writes)
	}
	if started := h.engine.calls[0].(access.KillSwitch); started.ID != switchID || started.By != "root" {
		t.Errorf("started %+v", started)
	}
}

func TestAKillSwitchIsThrownWithoutTheEngineAndSaysWhatThatMeans(t *testing.T) {
	h := newHouse(t)
	h.engine.fails = errors.New("Temporal is away")
	answer := h.call("root", "POST", "/kill-switches", kills(switchID, "connector", "okta")).expect(201)
	if !strings.Contains(answer.text("note"), "as soon as it is back") || len(h.records.switches) != 1 {
		t.Errorf("%s", answer.body)
	}
}

func TestWhoSeesAndLiftsWhichKillSwitch(t *testing.T) {
	h := newHouse(t)
	h.call("root", "POST", "/kill-switches", kills(switchID, "person", "carl")).expect(201)
	h.call("nina", "POST", "/kill-switches", kills(otherSwitchID, "entitlement", "salesforce/enterprise")).expect(201)
	ofAdmin := access.KillSwitch{
		ID: "by-admin", Scope: access.KillEntitlement, Ref: "salesforce/enterprise", Reason: "why", By: "root", At: today,
	}
	h.records.change(func() { h.records.switches = append(h.records.switches, ofAdmin) })
	for who, sees := range map[string]int{"root": 3, "audrey": 3, "nina": 2} {
		if got := h.call(who, "GET", "/kill-switches", nil).expect(200).count("items"); got != sees {
			t.Errorf("%s sees %d", who, got)
		}
	}
	h.call("ada", "GET", "/kill-switches", nil).refused("forbidden", "")
	h.call("nina", "GET", "/kill-switches/"+switchID, nil).refused("not_found", "")
	h.call("nina", "GET", "/kill-switches/by-admin", nil).expect(200)
	h.call("audrey", "GET", "/kill-switches/"+switchID, nil).expect(200)
	why := map[string]any{"reason": "Found it."}
	for path, who := range map[string]map[string]string{
		switchID:   {"ada": "not_found", "carl": "not_found", "nina": "not_found", "audrey": "forbidden", "": "unauthorized"},
		"by-admin": {"nina": "forbidden", "audrey": "forbidden"}, "none": {"root": "not_found"},
	} {
		for who, code := range who {
			h.call(who, "POST", "/kill-switches/"+path+"/lift", why).refused(code, "")
		}
	}
	h.call("root", "POST", "/kill-switches/"+switchID+"/lift", map[string]any{"reason": " "}).refused("invalid", "reason")
	for range 2 {
		answer := h.call("root", "POST", "/kill-switches/"+switchID+"/lift", why).expect(200)
		if answer.at("stands") != false || answer.text("lifted_by") != "Ruth Root" || !strings.Contains(answer.text("note"), "nothing is brought back") {
			t.Errorf("%s", answer.body)
		}
	}
	h.call("nina", "POST", "/kill-switches/"+otherSwitchID+"/lift", why).expect(200)
	if !slices.Contains(h.records.actions(), "kill_switch.lift_refused") || !slices.Contains(h.records.actions(), "kill_switch.lifted") {
		t.Errorf("audited: %v", h.records.actions())
	}
}

func TestWhatAKillSwitchCoversIsOfferedWithTheReasonAndNotTaken(t *testing.T) {
	ask := map[string]any{"id": strangeID, "automation": "jira", "entitlement": "jira/user", "duration_seconds": 3600}
	for _, k := range []access.KillSwitch{
		{ID: "k", Scope: access.KillPerson, Ref: "ada"},
		{ID: "k", Scope: access.KillEntitlement, Ref: "jira/user"},
		{ID: "k", Scope: access.KillConnector, Ref: "okta"},
		{ID: "k", Scope: access.KillAutomation, Ref: "jira"},
	} {
		h := newHouse(t)
		k.Reason, k.At = "Stolen laptop.", today
		h.records.change(func() { h.records.switches = []access.KillSwitch{k} })
		h.call("ada", "POST", "/requests", ask).refused("blocked", "entitlement")
		h.untouched()
		offers := h.call("ada", "GET", "/offers", nil).expect(200)
		blocked := ""
		for i := range offers.count("items") {
			if offers.text("items", i, "automation") == "jira" {
				blocked = offers.text("items", i, "blocked")
			}
		}
		if !strings.Contains(blocked, "Stolen laptop.") {
			t.Errorf("%s: offered with %q", k.Scope, blocked)
		}
		h.records.change(func() { h.records.switches[0].LiftedAt = today })
		h.call("ada", "POST", "/requests", ask).expect(201)
	}
	h := newHouse(t)
	h.records.change(func() {
		h.records.switches = []access.KillSwitch{{ID: "k", Scope: access.KillPerson, Ref: "carl", Reason: "why", At: today}}
	})
	h.call("ada", "POST", "/requests", ask).expect(201)
}
