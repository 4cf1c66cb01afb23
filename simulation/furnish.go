package simulation

import (
	"maps"
	"slices"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// furnish puts the company into the record and the outside systems.
func (w *world) furnish(setup Setup) error {
	company := setup.Company
	w.systems = &systems{
		now: w.engine.now, held: map[access.Key]*Held{}, rates: rates{of: company.Rates, used: map[string]spent{}},
	}
	w.outside = &outside{now: w.engine.now, known: map[string]bool{}}
	connectors := map[string]bool{}
	apps := map[string]access.App{}
	var things []access.Entitlement
	for _, thing := range company.Entitlements {
		thing = complete(thing)
		connectors[thing.Target.Connector] = true
		apps[thing.AppID] = access.App{ID: thing.AppID, Title: thing.AppTitle}
		things = append(things, thing)
		w.things[thing.ID] = thing
	}
	for _, standing := range company.Standing {
		connectors[standing.Connector] = true
	}
	people := make([]access.Person, len(company.People))
	for i, person := range company.People {
		people[i] = hired(person, connectors)
		w.logins[people[i].ID] = people[i].Login
	}
	if err := w.record.UpsertPeople(w.ctx, people); err != nil {
		return err
	}
	for _, person := range people {
		if len(person.Roles) > 0 {
			if err := w.record.SetRoles(w.ctx, person.ID, person.Roles); err != nil {
				return err
			}
		}
	}
	if err := w.record.UpsertEntitlements(w.ctx, slices.Collect(maps.Values(apps)), things); err != nil {
		return err
	}
	for _, delegation := range company.Delegations {
		if err := w.record.SetDelegation(w.ctx, delegation); err != nil {
			return err
		}
	}
	for _, standing := range company.Standing {
		if err := w.stand(standing, people); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) stand(standing Standing, people []access.Person) error {
	i := slices.IndexFunc(people, func(p access.Person) bool { return p.Login == standing.Person })
	if i < 0 {
		return access.Refuse(access.CodeNotFound, "There is nobody %q who could hold %s from before.", standing.Person, standing.Resource)
	}
	key := access.Key{Connector: standing.Connector, Subject: people[i].Accounts[standing.Connector], Resource: standing.Resource}
	w.systems.give(key, standing.Attributes, w.engine.now())
	w.systems.held[key].Standing = true
	return nil
}

func complete(thing access.Entitlement) access.Entitlement {
	if thing.AppID == "" {
		thing.AppID = appOf(thing.ID)
	}
	if thing.AppTitle == "" {
		thing.AppTitle = thing.AppID
	}
	if thing.Title == "" {
		thing.Title = thing.ID
	}
	if thing.Risk == "" {
		thing.Risk = access.LowRisk
	}
	return thing
}

func hired(person access.Person, connectors map[string]bool) access.Person {
	if person.ID == "" {
		person.ID = person.Login
	}
	if person.Name == "" {
		person.Name = person.Login
	}
	if person.Status == "" {
		person.Status = access.Active
	}
	if person.Employment == "" {
		person.Employment = access.Employee
	}
	accounts := map[string]string{}
	for connector := range connectors {
		accounts[connector] = person.Login
	}
	maps.Copy(accounts, person.Accounts)
	person.Accounts = accounts
	return person
}

// publish checks, compiles and publishes the automations.
func (w *world) publish(setup Setup) error {
	seen := builder.World{Entitlements: w.things, Logins: map[string]bool{}}
	for _, person := range setup.Company.People {
		if person.Status != access.Inactive {
			seen.Logins[person.Login] = true
		}
	}
	for _, definition := range setup.Automations {
		problems := builder.Check(definition, seen)
		if builder.HasErrors(problems) {
			return &Unsound{Automation: definition.Name, Problems: problems}
		}
		plan, err := builder.Compile(definition)
		if err != nil {
			return err
		}
		if err := w.publishPlan(plan); err != nil {
			return err
		}
	}
	for _, plan := range setup.Plans {
		if err := w.publishPlan(plan); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) publishPlan(plan builder.Plan) error {
	encoded, err := plan.Encode()
	if err != nil {
		return err
	}
	made := published{plan: plan, Published: builder.Published{
		Name: plan.Automation, Title: plan.Title, Definition: []byte("simulated"), Plan: encoded,
		PlanHash: builder.Hash(encoded), PublishedBy: access.System,
	}}
	made.Version, _, err = w.record.Publish(w.ctx, made.Published)
	w.plans = append(w.plans, made)
	return err
}
