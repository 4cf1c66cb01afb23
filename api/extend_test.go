package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

const extendServers = "/requests/" + serversRequestID + "/extend"

func TestOnlyWhoHoldsItAsksForMoreTime(t *testing.T) {
	more := map[string]any{"id": newID, "by_seconds": 3600, "reason": "Not done"}
	h := servers(t)
	h.openServers()
	h.call("otto", "POST", extendServers, more).refused("not_found", "")
	h.call("nina", "POST", extendServers, more).refused("forbidden", "")
	h.call("ada", "POST", extendServers, map[string]any{"id": newID}).refused("invalid", "by_seconds")
	h.call("ada", "POST", extendServers, map[string]any{"id": newID, "by_seconds": 0}).refused("invalid", "by_seconds")
	h.untouched()
	h.engine.fails = access.Refuse(access.CodeTooLong, "One extension is at most 1 hour.").At("by")
	h.call("ada", "POST", extendServers, more).refused("too_long", "by_seconds")
	h.engine.fails = nil
	answer := h.call("ada", "POST", extendServers, more).expect(200)
	asked := h.engine.calls[1].(workflows.ExtendInput)
	if answer.text("until") == "" || asked.By != time.Hour || asked.PersonID != "ada" || asked.ID != newID || asked.Reason != "Not done" {
		t.Errorf("%s %+v", answer.body, asked)
	}
}

func TestMoreTimeIsOfferedWhileItCanBeHad(t *testing.T) {
	for name, test := range map[string]struct {
		who    string
		change func(*house, *access.Request)
		most   any
	}{
		"to the owner": {"nina", func(*house, *access.Request) {}, nil},
		"once": {"ada", func(h *house, r *access.Request) {
			h.records.audit = append(h.records.audit, access.AuditLine{ID: "x", At: today, Actor: access.System, Action: "access.extended", Object: "request/x", RequestID: r.ID})
		}, nil},
		"while it is open": {"ada", func(_ *house, r *access.Request) { r.State = access.RequestEnding }, nil},
		"not twice at once": {"ada", func(h *house, r *access.Request) {
			h.records.approvals = append(h.records.approvals, access.Approval{ID: "e", RequestID: r.ID, Kind: access.AsksExtension, State: access.ApprovalOpen})
		}, nil},
		"half of it": {"ada", func(*house, *access.Request) {}, 3600.0},
		"half of what was left of it": {"ada", func(h *house, r *access.Request) {
			h.records.approvals = append(h.records.approvals, access.Approval{
				ID: "l", RequestID: r.ID, State: access.ApprovalApproved,
				Decisions: []access.Decision{{ID: "d", PersonID: "mara", Verdict: access.Approve, Duration: time.Hour}},
			})
		}, 1800.0},
	} {
		h := servers(t)
		h.openServers()
		h.records.change(func() { test.change(h, &h.records.requests[2]) })
		answer := h.call(test.who, "GET", "/requests/"+serversRequestID, nil).expect(200)
		if got := answer.at("extension", "max_seconds"); got != test.most {
			t.Errorf("%s: %v", name, got)
		}
	}
}
