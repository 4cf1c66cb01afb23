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
		{ID: outsider},
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
	things := entitlements()
	for _, each := range cases {
		if each.has(killsThing) {
			things = append(things, each.things()...)
		}
	}
	return record.UpsertEntitlements(ctx, []access.App{{ID: "app", Title: "App"}}, things)
}

// entitlement is what the run asks for: an entitlement of its own where a kill switch
// is to end everything of it, and the same as everybody otherwise.
func (r *run) entitlement() string {
	if r.has(killsThing) {
		return "app/role-" + r.ID
	}
	return "app/role"
}

// automation is by which the run asks, likewise.
func (r *run) automation() string {
	if r.has(killsPlan) {
		return r.scenario.plan.Automation + "-" + r.ID
	}
	return r.scenario.plan.Automation
}

// things are the entitlements that the run asks for.
func (r *run) things() []access.Entitlement {
	switch {
	case len(r.scenario.bundle) > 0:
		return entitlements()
	case r.has(killsThing):
		return []access.Entitlement{thingOf(r.entitlement(), "Role of their own", roleGroup)}
	default:
		return entitlements()[:1]
	}
}

// reason is why the run asks. It is personal: there is one like it for nobody else.
func (r *run) reason() string { return "It is needed for what is planned, " + markerOf(r.ID) + "." }

// markerOf is a word by which what somebody wrote about themselves is found again.
func markerOf(caseID string) string { return personal + caseID }

const personal = "only-for-whoever-decides-"

// outsider is somebody whom nothing concerns.
const outsider = "nora"

// staff is everybody who decides, and whoever never does.
var staff = []string{"mara", "otto", "sam", "sue", "sid", outsider}

// entitlements are what there is for everybody to ask for.
func entitlements() []access.Entitlement {
	return []access.Entitlement{thingOf("app/role", "Role", roleGroup), thingOf("app/other-role", "Other role", otherGroup)}
}

func thingOf(id, title, group string) access.Entitlement {
	return access.Entitlement{
		ID: id, AppID: "app", AppTitle: "App", Title: title, OwnerID: "otto", Risk: access.MediumRisk, MaxDuration: 366 * 24 * 60 * 60 * 1e9,
		Target: access.Target{Connector: connector, Resource: "group/" + group},
	}
}
