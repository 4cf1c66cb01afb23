package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// person is somebody as the contract shows them.
func (o *operations) person(ctx context.Context, id string) (gen.PersonCard, error) {
	person, err := callOf(ctx).seen.person(ctx, id)
	if err != nil {
		return gen.PersonCard{}, err
	}
	roles, err := rolesOf[gen.PersonCardRoles](ctx, person)
	if err != nil {
		return gen.PersonCard{}, err
	}
	card := gen.PersonCard{
		ID: person.ID, Login: person.Login, Name: person.Name, Department: person.Department,
		Title: person.Title, Employment: gen.PersonCardEmployment(person.Employment), Zone: person.Zone, Roles: roles,
	}
	if person.ManagerID != "" {
		manager, err := callOf(ctx).seen.person(ctx, person.ManagerID)
		if err != nil {
			return gen.PersonCard{}, err
		}
		card.Manager = manager.Name
	}
	return card, nil
}

// personName is what somebody, or what nobody did by hand, is called.
func (o *operations) personName(ctx context.Context, id string) (string, error) {
	if id == access.System {
		return "Curfew", nil
	}
	person, err := callOf(ctx).seen.person(ctx, id)
	return person.Name, err
}

// rolesOf lists what somebody is beyond everyone; an owner is whoever owns an
// entitlement. The contract names the same roles in three types.
func rolesOf[R ~string](ctx context.Context, person access.Person) ([]R, error) {
	roles := []R{}
	for _, role := range []access.Role{access.Admin, access.Auditor} {
		if person.Has(role) {
			roles = append(roles, R(role))
		}
	}
	owns, err := callOf(ctx).seen.owns(ctx, person.ID)
	if owns {
		roles = append(roles, "owner")
	}
	return roles, err
}
