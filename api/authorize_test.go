package api

import (
	"strings"
	"testing"
)

// Every operation of the contract has a rule and every rule an operation.
func TestRulesAreTotal(t *testing.T) {
	h := newHouse(t)
	for id, route := range h.server.contract {
		rule, ok := h.server.allowed[id]
		if !ok {
			t.Errorf("%s has no rule", id)
		}
		if rule.public != public(route) {
			t.Errorf("%s: the contract and the rule disagree on whether it is public", id)
		}
		if route.Method != "GET" && rule.refused == "" && !plainWrite[id] {
			t.Errorf("%s changes something and does not audit who is refused", id)
		}
	}
	for id := range h.server.allowed {
		if h.server.contract[id] == nil {
			t.Errorf("there is a rule for %s, which the contract does not have", id)
		}
	}
}

// plainWrite are those that nobody who is signed in is ever refused, that record
// nothing whoever asks, or that turn away whom nobody knows.
var plainWrite = map[string]bool{
	"signOut": true, "readMessages": true, "checkForm": true, "checkAnswers": true, "receiveEvent": true,
}

func TestAnOperationWithoutARuleKeepsTheServerFromStarting(t *testing.T) {
	h := newHouse(t)
	delete(h.server.allowed, "getOffers")
	delete(h.server.allowed, "listOffers")
	if _, err := h.server.routes(); err == nil || !strings.Contains(err.Error(), "listOffers") {
		t.Fatalf("got %v", err)
	}
}

// Whom automations are none of the business of: to see, and to change.
var (
	notStaff = map[string]string{"": "unauthorized", "ada": "forbidden", "nina": "forbidden", "otto": "forbidden"}
	noAdmin  = map[string]string{"": "unauthorized", "ada": "forbidden", "nina": "forbidden", "audrey": "forbidden"}
	anyHash  = strings.Repeat("0", 64)
)

// Who gets which status where; everything in this table is refused and changes
// nothing. What is unknown looks the same as what is somebody else's.
func TestRefusals(t *testing.T) {
	decision := map[string]any{"id": strangeID, "verdict": "approve"}
	end := map[string]any{"reason": "No longer needed"}
	resolution := map[string]any{"resolution": "remove", "reason": "Nobody knows why"}
	request := map[string]any{
		"id": strangeID, "automation": "salesforce", "entitlement": "salesforce/enterprise",
		"reason": "r", "duration_seconds": 60, "answers": map[string]any{"ticket": "1"},
	}
	strangers := map[string]string{"": "unauthorized", "ada": "not_found", "otto": "not_found"}
	noOwner := map[string]string{"": "unauthorized", "ada": "not_found", "otto": "not_found", "audrey": "forbidden"}
	for _, test := range []struct {
		operation, method, path string
		body                    any
		refused                 map[string]string // person → code
		audited                 string
	}{
		{"getSession", "GET", "/session", nil, map[string]string{"": "unauthorized"}, ""},
		{"signOut", "DELETE", "/session", nil, map[string]string{"": "unauthorized"}, ""},
		{"listOffers", "GET", "/offers", nil, map[string]string{"": "unauthorized"}, ""},
		{"listEntitlements", "GET", "/entitlements", nil, map[string]string{"": "unauthorized"}, ""},
		{"getEntitlement", "GET", "/entitlements/salesforce/enterprise", nil, strangers, ""},
		{"changeEntitlement", "PATCH", "/entitlements/salesforce/enterprise", map[string]any{"seats": 1, "reason": "r"}, noOwner, "entitlement.change_refused"},
		{"retireEntitlement", "POST", "/entitlements/salesforce/enterprise/retire", map[string]any{"ends": "now", "reason": "r"}, noOwner, "entitlement.retire_refused"},
		{"bringBackEntitlement", "POST", "/entitlements/salesforce/enterprise/bring-back", map[string]any{"reason": "r"}, noOwner, "entitlement.bring_back_refused"},
		{"listRequests", "GET", "/requests?scope=all", nil, map[string]string{
			"": "unauthorized", "ada": "forbidden", "mara": "forbidden", "nina": "forbidden", "otto": "forbidden",
		}, ""},
		{"submitRequest", "POST", "/requests", request, map[string]string{
			"": "unauthorized", "otto": "not_visible", "root": "not_visible", "audrey": "not_visible", "nina": "not_visible",
		}, "request.refused"},
		{"getRequest", "GET", "/requests/" + waitingID, nil, map[string]string{
			"": "unauthorized", "otto": "not_found", "carl": "not_found",
		}, ""},
		{"withdrawRequest", "POST", "/requests/" + waitingID + "/withdraw", nil, map[string]string{
			"": "unauthorized", "otto": "not_found", "mara": "forbidden", "nina": "forbidden", "root": "forbidden", "audrey": "forbidden",
		}, "withdrawal.refused"},
		{"listApprovals", "GET", "/approvals", nil, map[string]string{"": "unauthorized"}, ""},
		{"getApproval", "GET", "/approvals/" + approveID, nil, map[string]string{
			"": "unauthorized", "otto": "not_found", "carl": "not_found",
		}, ""},
		{"decide", "POST", "/approvals/" + approveID + "/decisions", decision, map[string]string{
			"": "unauthorized", "otto": "not_found", "ada": "own_request", "nina": "not_asked", "root": "not_asked", "audrey": "not_asked",
		}, "decision.refused"},
		{"listAccess", "GET", "/access?scope=all", nil, map[string]string{
			"": "unauthorized", "ada": "forbidden", "nina": "forbidden", "otto": "forbidden",
		}, ""},
		{"getAccess", "GET", "/access/" + leaseID, nil, map[string]string{
			"": "unauthorized", "otto": "not_found", "ada": "not_found", "nina": "not_found",
		}, ""},
		{"listAttempts", "GET", "/access/" + leaseID + "/attempts", nil, map[string]string{
			"": "unauthorized", "otto": "not_found", "ada": "not_found", "nina": "not_found",
		}, ""},
		{"getLateness", "GET", "/lateness", nil, notStaff, ""},
		{"getForecast", "GET", "/forecast", nil, notStaff, ""},
		{"endAccess", "POST", "/access/" + leaseID + "/end", end, map[string]string{
			"": "unauthorized", "otto": "not_found", "ada": "not_found", "nina": "not_found", "audrey": "forbidden",
		}, "access.end_refused"},
		{"listFindings", "GET", "/findings", nil, map[string]string{
			"": "unauthorized", "ada": "forbidden", "mara": "forbidden", "otto": "forbidden",
		}, ""},
		{"resolveFinding", "POST", "/findings/" + findingID + "/resolve", resolution, map[string]string{
			"": "unauthorized", "ada": "not_found", "otto": "not_found", "audrey": "forbidden",
		}, "finding.resolve_refused"},
		{"listReconciliations", "GET", "/reconciliations", nil, notStaff, ""},
		{"startReconciliation", "POST", "/reconciliations", map[string]any{"connector": "okta"}, noAdmin, "reconciliation.refused"},
		{"listAutomations", "GET", "/automations", nil, notStaff, ""},
		{"getAutomation", "GET", "/automations/jira", nil, notStaff, ""},
		{"listVersions", "GET", "/automations/jira/versions", nil, notStaff, ""},
		{"getVersion", "GET", "/automations/jira/versions/1", nil, notStaff, ""},
		{"getProposal", "GET", "/automations/jira/proposal", nil, notStaff, ""},
		{"listDifferences", "GET", "/automations/jira/differences?from=1&to=2", nil, notStaff, ""},
		{"listDifferences", "GET", "/automations/jira/differences?from=1&to=draft", nil, noAdmin, ""},
		{"listDifferences", "GET", "/automations/jira/differences?from=draft&to=1", nil, noAdmin, ""},
		{"getDraft", "GET", "/automations/jira/draft", nil, noAdmin, ""},
		{"saveDraft", "PUT", "/automations/jira/draft", map[string]any{"source": "x", "rev": 0}, noAdmin, "automation.save_refused"},
		{"discardDraft", "DELETE", "/automations/jira/draft?rev=1", nil, noAdmin, "automation.discard_refused"},
		{"restoreVersion", "POST", "/automations/jira/restore", map[string]any{"version": 1, "rev": 0}, noAdmin, "automation.restore_refused"},
		{"publishDraft", "POST", "/automations/jira/publish", map[string]any{"rev": 1, "comment": "c"}, noAdmin, "automation.publish_refused"},
		{"confirmProposal", "POST", "/automations/jira/proposal/confirm", map[string]any{"hash": anyHash}, noAdmin, "automation.confirm_refused"},
		{"rejectProposal", "POST", "/automations/jira/proposal/reject", map[string]any{"hash": anyHash, "comment": "c"}, noAdmin, "automation.reject_refused"},
		{"retireAutomation", "POST", "/automations/jira/retire", map[string]any{"comment": "c"}, noAdmin, "automation.retire_refused"},
		{"bringBackAutomation", "POST", "/automations/jira/bring-back", map[string]any{}, noAdmin, "automation.bring_back_refused"},
		{"getLanguageCatalog", "GET", "/language/catalog", nil, notStaff, ""},
		{"listTemplates", "GET", "/language/templates", nil, notStaff, ""},
		{"checkDefinition", "POST", "/language/check", map[string]any{"source": "x"}, noAdmin, "language.check_refused"},
		{"listMessages", "GET", "/messages", nil, map[string]string{"": "unauthorized"}, ""},
		{"readMessages", "POST", "/messages/read", nil, map[string]string{"": "unauthorized"}, ""},
		{"listAudit", "GET", "/audit", nil, map[string]string{
			"": "unauthorized", "ada": "forbidden", "nina": "forbidden", "otto": "forbidden",
		}, ""},
		{"listAudit", "GET", "/audit?request=" + waitingID, nil, map[string]string{"": "unauthorized", "otto": "not_found"}, ""},
		{"streamEvents", "GET", "/events", nil, map[string]string{"": "unauthorized"}, ""},
	} {
		t.Run(test.operation, func(t *testing.T) {
			h := newHouse(t)
			for who, code := range test.refused {
				answer := h.call(who, test.method, test.path, test.body)
				if answer.text("code") != code {
					t.Errorf("%q: got %d %s, wanted %s", who, answer.status, answer.body, code)
				}
				h.untouched()
				if who == "" {
					continue
				}
				lines := h.records.actions()
				if audited := lines[len(lines)-1] == test.audited; test.audited != "" && !audited {
					t.Errorf("%q: the attempt is not audited: %v", who, lines)
				}
			}
		})
	}
}

func TestWhatIsUnknownLooksLikeWhatIsSomebodyElses(t *testing.T) {
	h := newHouse(t)
	for _, pair := range [][2]string{
		{"/requests/" + waitingID, "/requests/" + strangeID},
		{"/approvals/" + approveID, "/approvals/" + strangeID},
		{"/access/" + leaseID, "/access/" + strangeID},
		{"/access/" + leaseID + "/attempts", "/access/" + strangeID + "/attempts"},
		{"/audit?request=" + waitingID, "/audit?request=" + strangeID},
	} {
		theirs, nobodys := h.call("otto", "GET", pair[0], nil), h.call("otto", "GET", pair[1], nil)
		if theirs.status != nobodys.status || theirs.text("detail") != nobodys.text("detail") || theirs.text("code") != nobodys.text("code") {
			t.Errorf("%s and %s differ: %s %s", pair[0], pair[1], theirs.body, nobodys.body)
		}
	}
}
