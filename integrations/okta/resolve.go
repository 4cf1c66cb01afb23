package okta

import (
	"context"
	"fmt"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// Resolve returns the id of a group by its exact name (kind "group") or of an
// active application by its exact label (kind "app"). A name that nothing or more
// than one thing has is an error that says so.
func (c *Connector) Resolve(ctx context.Context, kind, name string) (string, error) {
	var ids []string
	var err error
	switch kind {
	case "group":
		ids, err = c.groupsNamed(ctx, name)
	case "app":
		ids, err = c.appsLabelled(ctx, name)
	default:
		return "", fmt.Errorf("groups (group) and applications (app) of Okta can be looked up, not %q", kind)
	}
	switch {
	case err != nil:
		return "", c.failure(fmt.Sprintf("look up the %s %q", kind, name), err)
	case len(ids) == 0:
		return "", fmt.Errorf("no Okta %s has exactly the name %q", kind, name)
	case len(ids) > 1:
		return "", fmt.Errorf("%d Okta %ss have the name %q; name the one by its id: %v", len(ids), kind, name, ids)
	default:
		return ids[0], nil
	}
}

// groupsNamed uses q, which finds by the beginning of a name: it is read from the
// directory itself, where search comes from an index that follows later.
func (c *Connector) groupsNamed(ctx context.Context, name string) ([]string, error) {
	var ids []string
	page, response, err := c.client.Group.ListGroups(ctx, query.NewQueryParams(query.WithQ(name)))
	for err == nil {
		for _, group := range page {
			if group.Profile != nil && group.Profile.Name == name {
				ids = append(ids, group.Id)
			}
		}
		if !response.HasNextPage() {
			return ids, nil
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
	return nil, err
}

func (c *Connector) appsLabelled(ctx context.Context, label string) ([]string, error) {
	var ids []string
	first, response, err := c.client.Application.ListApplications(ctx, query.NewQueryParams(query.WithQ(label), query.WithLimit(200)))
	var page []*sdk.Application
	for _, app := range first {
		if one, ok := app.(*sdk.Application); ok {
			page = append(page, one)
		}
	}
	for err == nil {
		for _, app := range page {
			if app.Label == label && app.Status == "ACTIVE" {
				ids = append(ids, app.Id)
			}
		}
		if !response.HasNextPage() {
			return ids, nil
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
	return nil, err
}
