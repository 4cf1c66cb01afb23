package api

import (
	"context"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// existing looks up, for one call, who and what answers name.
type existing struct {
	person      func(login string) (access.Person, error)
	entitlement func() (map[string]access.Entitlement, error)
}

var _ builder.Lookup = existing{}

func (o *operations) lookup(ctx context.Context) existing {
	return existing{
		person:      func(login string) (access.Person, error) { return o.records.PersonByLogin(ctx, login) },
		entitlement: func() (map[string]access.Entitlement, error) { return callOf(ctx).seen.catalogue(ctx) },
	}
}

// HasPerson implements builder.Lookup.
func (e existing) HasPerson(login string) (bool, error) {
	person, err := e.person(login)
	if missing(err) {
		return false, nil
	}
	return err == nil && person.Status == access.Active, err
}

// HasEntitlement implements builder.Lookup.
func (e existing) HasEntitlement(id string) (bool, error) {
	catalogue, err := e.entitlement()
	_, has := catalogue[id]
	return has, err
}
