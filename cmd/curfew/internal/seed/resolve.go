package seed

import (
	"context"
	"errors"
	"fmt"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// resolve looks up what the catalogue names. What is not there is left out; an
// organisation that does not answer is an error.
func (s Soil) resolve(ctx context.Context, people []access.Person) (found []access.Entitlement, leftOut []string, err error) {
	titles := map[string]string{}
	for _, each := range apps() {
		titles[each.ID] = each.Title
	}
	known := map[string]string{} // ids by kind and name, as licences share an app
	for _, each := range catalog() {
		each.AppTitle = titles[each.AppID]
		place := each.kind + "/" + each.target
		if known[place] == "" {
			id, err := s.Resolver.Resolve(ctx, each.kind, each.target)
			if unreachable(err) {
				return nil, leftOut, err
			}
			if err != nil {
				leftOut = append(leftOut, fmt.Sprintf("%s is left out: %s.", each.Label(), err))
				continue
			}
			known[place] = id
		}
		each.Target.Connector, each.Target.Resource = Connector, each.kind+"/"+known[place]
		each.OwnerID = activeByLogin(people, each.owner)
		found = append(found, each.Entitlement)
	}
	return found, leftOut, nil
}

// unreachable tells an organisation that did not answer from one that has not got
// the thing.
func unreachable(err error) bool {
	var later *integrations.RetryLater
	var unknown *integrations.Unknown
	var refused *integrations.Refused
	return errors.As(err, &later) || errors.As(err, &unknown) || errors.As(err, &refused)
}

// activeByLogin is the person's id, empty where there is no such active person.
func activeByLogin(people []access.Person, login string) string {
	for _, person := range people {
		if person.Login == login && person.Status == access.Active {
			return person.ID
		}
	}
	return ""
}
