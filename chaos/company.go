package main

import (
	"context"
	"strings"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

// connector is the id of the one outside system.
const connector = "okta"

// The groups of the outside system that are given and taken.
const (
	roleGroup  = "00grole"
	otherGroup = "00gother"
)

// accountOf is a person's account at Okta; caseOfAccount finds back whose it is.
func accountOf(caseID string) string { return "00u" + caseID }

func caseOfAccount(account string) string { return strings.TrimPrefix(account, "00u") }

// organisation is what Okta has: the people of the cases, and who holds it from before.
func organisation(cases []*run) oktasim.Seed {
	seed := oktasim.Seed{Groups: []oktasim.SeedGroup{{ID: roleGroup, Name: "role"}, {ID: otherGroup, Name: "other role"}}}
	for _, each := range cases {
		seed.Users = append(seed.Users, oktasim.SeedUser{ID: accountOf(each.ID), Profile: map[string]any{"login": each.ID, "firstName": each.ID, "lastName": "Case"}})
		if each.scenario.standing {
			seed.Groups[0].Members = append(seed.Groups[0].Members, each.ID)
		}
	}
	return seed
}

// furniture is what the record has to know before anybody asks.
type furniture interface {
	UpsertPeople(ctx context.Context, people []access.Person) error
	UpsertEntitlements(ctx context.Context, apps []access.App, entitlements []access.Entitlement) error
}

func furnish(ctx context.Context, record furniture, cases []*run) error {
	people := []access.Person{
		{ID: "mara", Department: "Engineering"},
		{ID: "otto", Department: "Platform"},
		{ID: "sam", Groups: []string{"Security"}},
		{ID: "sue", Groups: []string{"Security"}},
		{ID: "sid", Groups: []string{"Security"}},
	}
	for _, each := range cases {
		people = append(people, access.Person{
			ID: each.ID, Department: "Sales", ManagerID: "mara", Groups: []string{"Break Glass"},
			Accounts: map[string]string{connector: accountOf(each.ID)},
		})
	}
	for i := range people {
		people[i].Login, people[i].Name, people[i].Email = people[i].ID, people[i].ID, people[i].ID+"@chaos.example"
		people[i].Employment, people[i].Status, people[i].Zone = access.Employee, access.Active, "UTC"
	}
	if err := record.UpsertPeople(ctx, people); err != nil {
		return err
	}
	return record.UpsertEntitlements(ctx, []access.App{{ID: "app", Title: "App"}}, entitlements())
}

func entitlements() []access.Entitlement {
	thing := func(id, title, group string) access.Entitlement {
		return access.Entitlement{
			ID: id, AppID: "app", AppTitle: "App", Title: title, OwnerID: "otto", Risk: access.MediumRisk, MaxDuration: 366 * 24 * 60 * 60 * 1e9,
			Target: access.Target{Connector: connector, Resource: "group/" + group},
		}
	}
	return []access.Entitlement{thing("app/role", "Role", roleGroup), thing("app/other-role", "Other role", otherGroup)}
}
