package okta

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/okta/okta-sdk-golang/v2/okta/query"

	"github.com/curfewhq/curfew/integrations"
)

// Check implements integrations.Provider: it reads one user, group, rule and
// application. That the token may also write can only be seen by writing; a role
// that reads all of these and may manage groups and applications is enough.
func (c *Connector) Check(ctx context.Context) error {
	one := query.NewQueryParams(query.WithLimit(1))
	steps := []struct {
		what string
		read func() (listed bool, err error)
	}{
		{"users", func() (bool, error) { list, _, err := c.client.User.ListUsers(ctx, one); return list != nil, err }},
		{"groups", func() (bool, error) { list, _, err := c.client.Group.ListGroups(ctx, one); return list != nil, err }},
		{"group rules", func() (bool, error) { list, _, err := c.client.Group.ListGroupRules(ctx, one); return list != nil, err }},
		{"applications", func() (bool, error) {
			list, _, err := c.client.Application.ListApplications(ctx, one)
			return list != nil, err
		}},
	}
	for _, step := range steps {
		listed, err := step.read()
		if err == nil && !listed {
			err = &answer{Status: http.StatusOK}
		}
		if err != nil {
			return c.diagnosis(step.what, err)
		}
	}
	return nil
}

func (c *Connector) diagnosis(what string, err error) error {
	var later *integrations.RetryLater
	if errors.As(err, &later) {
		return later
	}
	var said *answer
	switch {
	case !errors.As(err, &said):
		return fmt.Errorf("%s cannot be reached (%v): check the address, the network and the proxy", c.address, plain(err))
	case said.Code == "":
		return fmt.Errorf("%s answers, but not as an Okta organisation does (HTTP %d): check the address", c.address, said.Status)
	case said.Status == http.StatusUnauthorized:
		return fmt.Errorf("%s does not accept the API token: create a new one in Okta under Security, API, Tokens, and configure it", c.address)
	case said.Status == http.StatusForbidden:
		return fmt.Errorf("the API token may not read %s: give the administrator who owns it a role that may", what)
	case said.Status == http.StatusNotFound:
		return fmt.Errorf("%s has no API at the expected place (%s): check the address", c.address, said.Summary)
	default:
		return fmt.Errorf("%s cannot list %s just now (%v): try again, and see status.okta.com", c.address, what, said)
	}
}
