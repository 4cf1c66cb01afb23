package okta

import (
	"context"
	"net/url"
	"slices"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"

	"github.com/curfewhq/curfew/integrations"
)

var _ integrations.Inventory = (*Connector)(nil)

// What Okta lists in one call.
const (
	membersPerPage  = 200
	assignedPerPage = 500
)

// Holders implements integrations.Inventory. The lists come from an index that
// follows a change with a delay, see look.
func (c *Connector) Holders(ctx context.Context, resource string, page integrations.Page) (integrations.Holders, error) {
	kind, id, err := resourceOf(resource)
	if err != nil {
		return integrations.Holders{}, err
	}
	ctx = integrations.WithUrgency(ctx, integrations.Import)
	if kind == kindGroup {
		return c.members(ctx, id, page)
	}
	return c.assigned(ctx, id, page)
}

func (c *Connector) members(ctx context.Context, groupID string, page integrations.Page) (integrations.Holders, error) {
	doing := "list the members of the group " + groupID
	filling, err := c.rulesFor(ctx, groupID)
	unreadable := refusedWith(err, codeForbidden)
	if err != nil && !unreadable {
		return integrations.Holders{}, c.failure("read the group rules", err)
	}
	params := query.NewQueryParams(query.WithLimit(membersPerPage), query.WithAfter(page.Cursor))
	users, response, err := c.client.Group.ListGroupUsers(ctx, groupID, params)
	if absent(err) {
		_, gone := c.group(ctx, groupID)
		return integrations.Holders{}, c.unlisted(doing, groupID, err, gone)
	}
	next, err := following(page, users != nil, response, err)
	if err != nil {
		return integrations.Holders{}, c.failure(doing, err)
	}
	found := integrations.Holders{Next: next}
	for _, user := range users {
		holder := integrations.Holder{Subject: user.Id, Attributes: asked(page.Attributes, nil), How: integrations.HowDirect}
		switch {
		case unreadable:
			holder.How = integrations.HowUnknown
		case judge(filling, user).mayCover():
			holder.How = integrations.HowGroupRule
		}
		found.Holders = append(found.Holders, holder)
	}
	return found, nil
}

func (c *Connector) assigned(ctx context.Context, appID string, page integrations.Page) (integrations.Holders, error) {
	doing := "list who is assigned the application " + appID
	params := query.NewQueryParams(query.WithLimit(assignedPerPage), query.WithAfter(page.Cursor))
	users, response, err := c.client.Application.ListApplicationUsers(ctx, appID, params)
	if absent(err) {
		return integrations.Holders{}, c.unlisted(doing, appID, err, c.app(ctx, appID))
	}
	next, err := following(page, users != nil, response, err)
	if err != nil {
		return integrations.Holders{}, c.failure(doing, err)
	}
	found := integrations.Holders{Next: next}
	for _, user := range users {
		if slices.Contains(over, user.Status) {
			continue
		}
		holder := integrations.Holder{Subject: user.Id, Attributes: asked(page.Attributes, texts(user))}
		switch user.Scope {
		case scopeUser:
			holder.How = integrations.HowDirect
		case scopeGroup:
			holder.How = integrations.HowGroupAssignment
		}
		if user.Created != nil {
			holder.Since = user.Created.UTC()
		}
		found.Holders = append(found.Holders, holder)
	}
	return found, nil
}

// unlisted says what a 404 of a list was about, after the resource itself was read.
func (c *Connector) unlisted(doing, id string, list, resource error) error {
	switch {
	case absent(resource):
		return &integrations.Gone{What: "resource", ID: id}
	case resource != nil:
		return c.failure("read "+id, resource)
	default:
		return &integrations.Unknown{Doing: doing, Err: plain(list)}
	}
}

// following is the cursor of the next page. Nothing else is taken from the link to
// it, so that no link leads anywhere. A cursor that stays as it is would list the same
// page for ever: the SDK takes it over into links that have none.
func following(page integrations.Page, listed bool, response *sdk.Response, err error) (string, error) {
	switch {
	case err != nil:
		return "", err
	case !listed: // nobody at all would be an empty list
		return "", errOther
	case !response.HasNextPage():
		return "", nil
	}
	link, err := url.Parse(response.NextPage)
	if err != nil {
		return "", errOther
	}
	next := link.Query().Get("after")
	if next == "" || next == page.Cursor {
		return "", errOther
	}
	return next, nil
}
