package okta

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// People reads the whole directory: everybody who is not deactivated, with their
// manager and the names of their groups. Whoever is not in it has been deactivated
// or deleted, once it ended without an error. A first error is the last value.
//
// It reads all users before it yields the first, because a manager may be named
// before they appear, and asks groups for their members instead of every person
// for their groups, which takes a call for each person. Groups that everybody is
// in (BUILT_IN) are left out. Unlike a Provider's methods it waits for rate limits, and
// leaves half of the calls to others; it ends with the context.
func (c *Connector) People(ctx context.Context) iter.Seq2[access.Person, error] {
	ctx = integrations.WithUrgency(ctx, integrations.Import)
	return func(yield func(access.Person, error) bool) {
		users, err := c.allUsers(ctx)
		if err != nil {
			yield(access.Person{}, c.failure("read the users", err))
			return
		}
		groups, err := c.groupNames(ctx)
		if err != nil {
			yield(access.Person{}, c.failure("read the groups and their members", err))
			return
		}
		managers := index(users)
		for _, user := range users {
			person := c.person(user, managers)
			person.Groups = groups[user.Id]
			if !yield(person, nil) {
				return
			}
		}
	}
}

func (c *Connector) allUsers(ctx context.Context) ([]*sdk.User, error) {
	return everything(ctx, c, func() ([]*sdk.User, *sdk.Response, error) {
		return c.client.User.ListUsers(ctx, query.NewQueryParams(query.WithLimit(200)))
	})
}

// groupNames is the sorted names of the groups of each user.
func (c *Connector) groupNames(ctx context.Context) (map[string][]string, error) {
	groups, err := everything(ctx, c, func() ([]*sdk.Group, *sdk.Response, error) {
		return c.client.Group.ListGroups(ctx, query.NewQueryParams(query.WithLimit(200)))
	})
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for _, group := range groups {
		if group.Type == "BUILT_IN" {
			continue
		}
		members, err := everything(ctx, c, func() ([]*sdk.User, *sdk.Response, error) {
			return c.client.Group.ListGroupUsers(ctx, group.Id, query.NewQueryParams(query.WithLimit(200)))
		})
		if absent(err) {
			continue // it was deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		for _, member := range members {
			names[member.Id] = append(names[member.Id], groupName(group))
		}
	}
	for _, list := range names {
		slices.Sort(list)
	}
	return names, nil
}

// everything reads all pages, waiting where Okta asks for it.
func everything[V any](ctx context.Context, c *Connector, first func() ([]V, *sdk.Response, error)) ([]V, error) {
	var all, page []V
	var response *sdk.Response
	read := first
	for {
		answered, next, err := read()
		var later *integrations.RetryLater
		if errors.As(err, &later) {
			if err := c.pause(ctx, later.At, c.clock); err != nil {
				return nil, err
			}
			continue
		}
		if err == nil && answered == nil {
			err = errOther // nobody at all would be an empty list
		}
		if err != nil {
			return nil, err
		}
		all, response = append(all, answered...), next
		if !response.HasNextPage() {
			return all, nil
		}
		read = func() ([]V, *sdk.Response, error) {
			page = nil
			next, err := response.Next(ctx, &page)
			return page, next, err
		}
	}
}

func pause(ctx context.Context, until time.Time, now func() time.Time) error {
	timer := time.NewTimer(until.Sub(now()))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// index finds people by everything that a managerId is known to hold.
func index(users []*sdk.User) map[string]string {
	ids := map[string]string{}
	for _, attribute := range []string{"email", "login"} { // a login wins over somebody else's address
		for _, user := range users {
			if value := attributeOf(user, attribute); value != "" {
				ids[strings.ToLower(value)] = user.Id
			}
		}
	}
	for _, user := range users {
		ids[strings.ToLower(user.Id)] = user.Id
	}
	return ids
}
