package api

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// A link that is previewed, fetched ahead or opened by mistake decides nothing: no
// operation that only reads reaches a run or writes, whoever calls it. Those about
// automations know no runs; the stream of events has tests of its own.
func TestNoLinkDecides(t *testing.T) {
	h := newHouse(t)
	calls := 0
	for id, route := range h.server.contract {
		if route.Method != "GET" || id == "streamEvents" || strings.HasPrefix(route.Path, "/automations") {
			continue
		}
		for _, known := range []string{waitingID, approveID, leaseID} {
			path := strings.ReplaceAll(route.Path, "{id}", known)
			for _, who := range []string{"", "ada", "mara", "root"} {
				h.call(who, "GET", path, nil)
				calls++
			}
		}
	}
	if h.untouched(); calls == 0 {
		t.Error("nothing only reads")
	}
}

func TestWhatWasNeverReviewedCanBeAskedFor(t *testing.T) {
	h := newHouse(t)
	if answer := h.call("audrey", "GET", "/requests?scope=all&review=never", nil).expect(200); answer.count("items") != 0 {
		t.Errorf("%s", answer.body)
	}
	h.records.approvals = append(h.records.approvals, access.Approval{
		ID: openID + ".look", RequestID: openID, Kind: access.AsksReview, State: access.ApprovalTimedOut,
	})
	if answer := h.call("audrey", "GET", "/requests?scope=all&review=never", nil).expect(200); answer.count("items") != 1 || answer.text("items", 0, "id") != openID {
		t.Errorf("%s", answer.body)
	}
	h.call("audrey", "GET", "/requests?review=soon", nil).refused("invalid", "review")
}
