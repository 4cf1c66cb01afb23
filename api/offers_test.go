package api

import (
	"slices"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func steps(answer *reply, offer int) []string {
	var said []string
	for i := range answer.count("items", offer, "steps") {
		said = append(said, answer.text("items", offer, "steps", i))
	}
	return said
}

func TestOffersAreForWhoMaySeeThem(t *testing.T) {
	h := newHouse(t)
	if answer := h.call("otto", "GET", "/offers", nil).expect(200); answer.count("items") != 1 || answer.text("items", 0, "id") != "jira:jira/user" {
		t.Errorf("%s", answer.body)
	}
	h.records.change(func() { h.records.entitlements = h.records.entitlements[1:] })
	if answer := h.call("otto", "GET", "/offers", nil).expect(200); answer.count("items") != 0 {
		t.Errorf("what left the catalogue is offered: %s", answer.body)
	}
}

func TestOffersSayWhatHolds(t *testing.T) {
	h := newHouse(t)
	ada := h.call("ada", "GET", "/offers", nil).expect(200)
	if ada.count("items") != 2 || ada.at("items", 1, "duration", "max_seconds") != 8*3600.0 || ada.at("items", 1, "reason_required") != true ||
		ada.text("items", 1, "questions", 0, "id") != "ticket" || ada.at("items", 0, "windows", "absolute") != true || ada.text("items", 1, "held_until") != "" {
		t.Errorf("%s", ada.body)
	}
	want := []string{"Your manager, Mara Lindgren", "Owner of Salesforce / Enterprise, Nina Frost", "2 of 2 people in group leads"}
	if got := steps(ada, 1); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := steps(ada, 0); !slices.Equal(got, []string{"One of: Your manager, Mara Lindgren; Nina Frost"}) {
		t.Errorf("%q", got)
	}
	carl := h.call("carl", "GET", "/offers", nil).expect(200)
	if carl.at("items", 1, "duration", "max_seconds") != 2*3600.0 || carl.at("items", 1, "duration", "default_seconds") != 2*3600.0 ||
		carl.text("items", 0, "held_until") != "2026-03-02T10:00:00Z" {
		t.Errorf("%s", carl.body)
	}
}

func TestOffersSayWhereNobodyCouldBeAsked(t *testing.T) {
	h := newHouse(t)
	h.records.change(func() {
		h.records.people[1].Department = "Sales" // Mara has no manager
		h.records.entitlements[1].OwnerID = ""
		h.records.people[2].Groups = nil
	})
	want := []string{"Your manager (nobody who could be asked)", "Owner of Salesforce / Enterprise (nobody who could be asked)", "Group leads (nobody who could be asked)"}
	if got := steps(h.call("mara", "GET", "/offers", nil).expect(200), 1); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestOffersNameTheRosterAndAskNobodyOutside(t *testing.T) {
	h := newHouse(t)
	plan := salesforce()
	plan.Steps[1].Approval.Approvers = []builder.ApproverRule{{OnCall: "sre-primary"}}
	plan.Steps[2].Approval.Approvers = append(plan.Steps[2].Approval.Approvers, builder.ApproverRule{OnCall: "sre-primary"})
	h.records.change(func() { h.records.automations = []builder.Published{published(t, plan)} })
	want := []string{
		"Whoever is on call for sre-primary", "One of: Owner of Salesforce / Enterprise, Nina Frost; Whoever is on call for sre-primary",
		"2 of 2 people in group leads",
	}
	if got := steps(h.call("ada", "GET", "/offers", nil).expect(200), 0); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestOffersSayWhereItDependsOnAnswers(t *testing.T) {
	h := newHouse(t)
	plan := salesforce()
	condition := builder.Step{
		ID: "which", Kind: builder.KindCondition, Title: "Which",
		Condition: &builder.ConditionStep{Branches: []builder.Branch{{Port: "urgent", When: `answers.ticket == "A"`}}},
		Next:      []builder.Exit{{Port: "urgent", To: "lead"}, {Port: builder.PortOtherwise, To: "owner"}},
	}
	plan.Steps[0].Next[0].To = "which"
	plan.Steps = slices.Insert(plan.Steps, 1, condition)
	h.records.change(func() { h.records.automations = []builder.Published{published(t, plan)} })
	if got := steps(h.call("ada", "GET", "/offers", nil).expect(200), 0); !slices.Equal(got, []string{"Who is asked depends on what you answer"}) {
		t.Errorf("%q", got)
	}
}
