package workflows

import (
	"context"
	"slices"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// crowd is who hears of late ends in a world: Olaf, who owns everything, Rhea, who is
// an admin, and Mara, whom the house names.
type crowd struct {
	activities.Records
	activities.Leavers
	integrations.Outside
	w *world
}

func (crowd) people() []access.Person {
	return []access.Person{
		{ID: "mara", Name: "Mara", Login: "mara", Status: access.Active},
		{ID: "olaf", Name: "Olaf", Login: "olaf", Status: access.Active, Roles: []access.Role{access.Admin}},
		{ID: "rhea", Name: "Rhea", Login: "rhea", Status: access.Active, Roles: []access.Role{access.Admin}},
	}
}

func (c crowd) Person(_ context.Context, id string) (access.Person, error) {
	for _, person := range c.people() {
		if person.ID == id {
			return person, nil
		}
	}
	return access.Person{}, access.Refuse(access.CodeNotFound, "There is no %s.", id)
}

func (c crowd) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	return c.Person(ctx, login)
}

func (c crowd) EachActivePerson(_ context.Context, visit func(access.Person) error) error {
	for _, person := range c.people() {
		if err := visit(person); err != nil {
			return err
		}
	}
	return nil
}

func (crowd) Entitlement(_ context.Context, id string) (access.Entitlement, error) {
	return access.Entitlement{ID: id, OwnerID: "olaf"}, nil
}

func (c crowd) TellPeople(_ context.Context, messages []access.Message, _ []access.AuditLine) error {
	c.w.mu.Lock()
	defer c.w.mu.Unlock()
	if c.w.down() {
		return errLedgerDown
	}
	for _, message := range messages {
		if !slices.ContainsFunc(c.w.paged, func(m access.Message) bool { return m.ID == message.ID }) {
			c.w.paged = append(c.w.paged, message)
		}
	}
	return nil
}

func (c crowd) Post(_ context.Context, event integrations.HookEvent) error {
	if event.Hook == "deaf" {
		return &integrations.Refused{Message: "It is not there."}
	}
	c.w.mu.Lock()
	defer c.w.mu.Unlock()
	c.w.posted = append(c.w.posted, event)
	return nil
}
