package seed

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

// planted is the demo company with its seeds: plans by automation, and lookups.
type planted struct {
	t       *testing.T
	plans   map[string]builder.Plan
	catalog map[string]access.Entitlement
	people  map[string]access.Person
}

func plant(t *testing.T) planted {
	t.Helper()
	ground, records := soil(t, oktasim.Company())
	if _, err := ground.Plant(t.Context()); err != nil {
		t.Fatal(err)
	}
	house := planted{t, map[string]builder.Plan{}, map[string]access.Entitlement{}, map[string]access.Person{}}
	published, err := records.PublishedAutomations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range published {
		if house.plans[each.Name], err = builder.DecodePlan(each.Plan); err != nil {
			t.Fatal(err)
		}
	}
	entitlements, err := records.Entitlements(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range entitlements {
		house.catalog[each.ID] = each
	}
	people, err := records.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range people {
		house.people[each.Login] = each
	}
	return house
}

func (p planted) facts(login, entitlement, reason string) builder.Facts {
	person, known := p.people[login]
	if !known {
		p.t.Fatalf("%s is not there", login)
	}
	return builder.Facts{Requester: person, Subject: person, Entitlement: p.catalog[entitlement], Reason: reason}
}

func TestSeedsCheckClean(t *testing.T) {
	house := plant(t)
	list, err := automations()
	if err != nil {
		t.Fatal(err)
	}
	world := builder.World{Entitlements: house.catalog, Logins: map[string]bool{}, Groups: map[string]bool{}}
	for _, each := range list {
		for _, problem := range builder.Check(each.def, world) {
			t.Errorf("%s: %s", each.def.Name, problem.Message)
		}
	}
}

func TestSeedsVisibility(t *testing.T) {
	house := plant(t)
	for _, test := range []struct {
		login, automation, entitlement string
		visible                        bool
	}{
		{oktasim.LoginHannahFischer, "jira-user", "jira/user", false}, // Sales
		{oktasim.LoginChloeDubois, "jira-user", "jira/user", false},
		{oktasim.LoginAishaKhan, "jira-user", "jira/user", false},
		{oktasim.LoginHannahFischer, "aws-production", "aws/production-admin", false},
		{oktasim.LoginHannahFischer, "payroll-viewer", "payroll/viewer", false},
		{oktasim.LoginAdaLindqvist, "payroll-viewer", "payroll/viewer", true},
		{oktasim.LoginAdaLindqvist, "jira-user", "jira/user", true},
		{oktasim.LoginMarcusWebb, "jira-user", "jira/user", true},
		{oktasim.LoginRaviMenon, "aws-production", "aws/production-admin", true},
		{oktasim.LoginHannahFischer, "salesforce-enterprise", "salesforce/enterprise", true},
		{oktasim.LoginHannahFischer, "demo-minute", "demo/minute-pass", true},
	} {
		visible, err := house.plans[test.automation].Visible(test.entitlement, house.facts(test.login, test.entitlement, ""))
		if err != nil || visible != test.visible {
			t.Errorf("%s sees %s: %v, %v", test.login, test.automation, visible, err)
		}
	}
}

func TestSeedsLimits(t *testing.T) {
	house := plant(t)
	for _, test := range []struct {
		login, automation, entitlement, reason string
		asked                                  time.Duration
		code                                   access.Code
	}{
		{oktasim.LoginChloeDubois, "salesforce-enterprise", "salesforce/enterprise", "demo", 25 * time.Hour, access.CodeTooLong},
		{oktasim.LoginHannahFischer, "salesforce-enterprise", "salesforce/enterprise", "demo", 31 * day, access.CodeTooLong},
		{oktasim.LoginAdaLindqvist, "aws-production", "aws/production-admin", " ", time.Hour, access.CodeInvalid},
		{oktasim.LoginAdaLindqvist, "aws-production", "aws/production-admin", "incident", 2 * time.Hour, access.CodeTooLong},
		{oktasim.LoginAdaLindqvist, "demo-minute", "demo/minute-pass", "", 2 * time.Minute, access.CodeTooLong},
		{oktasim.LoginChloeDubois, "salesforce-enterprise", "salesforce/enterprise", "demo", day, ""},
		{oktasim.LoginHannahFischer, "salesforce-enterprise", "salesforce/enterprise", "demo", 30 * day, ""},
		{oktasim.LoginAdaLindqvist, "aws-production", "aws/production-admin", "incident", time.Hour, ""},
		{oktasim.LoginAdaLindqvist, "demo-minute", "demo/minute-pass", "", time.Minute, ""},
	} {
		refusal := house.plans[test.automation].CheckAsk([]access.Entitlement{house.catalog[test.entitlement]},
			house.facts(test.login, test.entitlement, test.reason), access.Ask{Duration: test.asked}, time.Now())
		got := access.Code("")
		if refusal != nil {
			got = refusal.Code
		}
		if got != test.code {
			t.Errorf("%s for %s of %s: %v", test.login, test.asked, test.entitlement, refusal)
		}
	}
}

func TestSeedsAskTheRightPeople(t *testing.T) {
	house := plant(t)
	steps, err := house.plans["salesforce-enterprise"].ApprovalRules(house.facts(oktasim.LoginHannahFischer, "salesforce/enterprise", "demo"))
	if err != nil || len(steps) != 2 {
		t.Fatalf("%d approvals, %v", len(steps), err)
	}
	if steps[0].Approval.Approvers[0].Manager == "" || steps[1].Approval.Approvers[0].Owner == "" {
		t.Errorf("not the manager and then the owner: %+v", steps)
	}
}
