package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// emergency is a house whose requests run a plan that gives at once; reviewed says
// whether somebody has to look at it afterwards.
func emergency(t *testing.T, reviewed bool) *house {
	t.Helper()
	plan := jira()
	plan.Automation = "salesforce"
	plan.Steps[1] = builder.Step{
		ID: "lead", Kind: builder.KindAutoApprove, Title: "At once", Next: []builder.Exit{{Port: builder.PortNext, To: "give"}},
		AutoApprove: &builder.AutoApproveStep{Because: "An emergency."},
	}
	if reviewed {
		plan.Steps[2].Next[0].To = "look"
		look := builder.Step{
			ID: "look", Kind: builder.KindReview, Title: "Look", Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortTimedOut, To: "done"}},
			Review: &builder.ReviewStep{Reviewers: []access.ApproverRule{{Manager: "requester"}}, Due: builder.Duration(time.Hour), Closes: builder.Duration(2 * time.Hour)},
		}
		plan.Steps = append(plan.Steps[:3:3], append([]builder.Step{look}, plan.Steps[3:]...)...)
	}
	h := newHouse(t)
	h.records.change(func() {
		h.records.automations = []builder.Published{published(t, plan)}
		h.records.requests[1].PlanHash = h.records.automations[0].PlanHash
		for i, days := range []int{-100, -89, -3, 1} {
			earlier := h.records.requests[1]
			earlier.ID, earlier.LeaseID, earlier.CreatedAt = strangeID+string(rune('a'+i)), "l", today.AddDate(0, 0, days)
			h.records.requests = append(h.records.requests, earlier)
		}
	})
	return h
}

func TestRepeatedUseOfAnEmergencyIsShownToWhoeverLooks(t *testing.T) {
	h := emergency(t, true)
	for path, who := range map[string][]string{"/requests/" + waitingID: {"ada", "mara", "audrey", "root"}, "/approvals/" + approveID: {"mara", "audrey"}} {
		for _, who := range who {
			shown := h.call(who, "GET", path, nil).expect(200)
			if shown.at("uses_before", "count") != 2.0 || shown.at("uses_before", "days") != 90.0 || shown.text("uses_before", "latest", 0) != "2026-02-27T09:00:00Z" {
				t.Errorf("%s of %s: %v", path, who, shown.at("uses_before"))
			}
		}
	}
}

func TestUseIsNotCountedWhereSomebodyIsAskedFirstOrNobodyEverLooks(t *testing.T) {
	for name, h := range map[string]*house{"an approval": newHouse(t), "no review": emergency(t, false)} {
		if shown := h.call("mara", "GET", "/approvals/"+approveID, nil).expect(200); shown.at("uses_before") != nil {
			t.Errorf("%s: %v", name, shown.at("uses_before"))
		}
	}
}
