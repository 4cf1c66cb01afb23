package main

import (
	"context"
	"fmt"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

const (
	connector   = "bench"
	resource    = "pass"
	managerID   = "manager"
	heldFor     = 2 * time.Second
	approvalDue = 24 * time.Hour
)

// template is what is measured: a manager is asked, access is given, and ends.
const template = `version: 2
name: bench
title: Ask the manager
nodes:
  - {id: ask, kind: request, config: {entitlements: [bench/pass], duration: {default: 2s, max: 1d}}}
  - {id: manager, kind: approval, title: Manager, config: {approvers: [{manager: requester}], timeout: 1d}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: manager}
  - {from: manager.approved, to: give}
  - {from: manager.denied, to: refused}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`

// company is what a request needs to be there.
type company struct {
	thing   access.Entitlement
	plan    []byte
	hash    string
	version int
}

// furnish puts everybody and the automation into an empty record.
func furnish(ctx context.Context, record *store.Store, people int) (company, error) {
	c := company{thing: access.Entitlement{
		ID: "bench/pass", AppID: "bench", AppTitle: "Bench", Title: "Pass", Risk: access.LowRisk,
		MaxDuration: 24 * time.Hour, Target: access.Target{Connector: connector, Resource: resource},
	}}
	everybody := []access.Person{someone(managerID, "")}
	for i := range people {
		everybody = append(everybody, someone(personID(i), managerID))
	}
	if err := record.UpsertPeople(ctx, everybody); err != nil {
		return c, err
	}
	if err := record.UpsertEntitlements(ctx, []access.App{{ID: "bench", Title: "Bench"}}, []access.Entitlement{c.thing}); err != nil {
		return c, err
	}
	definition, problems := builder.ParseYAML([]byte(template))
	if builder.HasErrors(problems) {
		return c, fmt.Errorf("the template cannot be read: %s", problems[0].Message)
	}
	plan, err := builder.Compile(definition)
	if err != nil {
		return c, err
	}
	if c.plan, err = plan.Encode(); err != nil {
		return c, err
	}
	c.hash = builder.Hash(c.plan)
	c.version, _, err = record.Publish(ctx, builder.Published{
		Name: plan.Automation, Title: plan.Title, Definition: []byte(template), Plan: c.plan, PlanHash: c.hash, PublishedBy: access.System,
	})
	return c, err
}

func personID(i int) string { return fmt.Sprintf("person-%05d", i) }

func someone(id, manager string) access.Person {
	return access.Person{
		ID: id, Login: id + "@bench.example", Name: "Person " + id, ManagerID: manager, Zone: "Europe/Berlin",
		Department: "Engineering", Title: "Engineer", Employment: access.Employee, Status: access.Active,
		Accounts: map[string]string{connector: id},
	}
}

// ask is a new request of somebody.
func (c company) ask(id, person string) access.Request {
	return access.Request{
		ID: id, Automation: "bench", AutomationTitle: "Ask the manager", AutomationVersion: c.version, PlanHash: c.hash,
		RequesterID: person, SubjectID: person, EntitlementID: c.thing.ID, Reason: "To measure it.",
		Ask: access.Ask{Duration: heldFor}, State: access.RequestSubmitted, CreatedAt: time.Now().UTC(),
		Detail: "Recorded; it will be worked on in a moment.",
	}
}
