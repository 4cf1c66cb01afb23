package okta

import (
	"context"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
)

// look reads a membership from the user's own list of groups, and not from the
// group's list of users. That one is read from an index that follows a change
// with a delay (github.com/okta/terraform-provider-okta/issues/2936), may be a
// hundred thousand long, and searching it is eventually consistent by Okta's own
// description; a user's groups are few, they are addressed by the user's id, and
// the same answer tells whether the user still exists.
func (m *membership) look(ctx context.Context) (seen, error) {
	group, err := m.find(ctx)
	if err != nil {
		return seen{}, m.failed(ctx, "read the groups of "+m.user, err)
	}
	if group == nil {
		group, err = m.c.group(ctx, m.groupID)
		if err != nil {
			return seen{}, m.failed(ctx, "read the group "+m.groupID, err)
		}
		return seen{group: group}, nil
	}
	account, err := m.account(ctx)
	if err != nil {
		return seen{}, err
	}
	return seen{present: true, group: group, account: account}, nil
}

// find returns the group if the user is in it, nil otherwise.
func (m *membership) find(ctx context.Context) (*sdk.Group, error) {
	groups, response, err := m.c.client.User.ListUserGroups(ctx, m.user)
	for err == nil {
		if groups == nil {
			return nil, errOther // Okta answers with a list, be it empty
		}
		for _, group := range groups {
			if group.Id == m.groupID {
				return group, nil
			}
		}
		if !response.HasNextPage() {
			return nil, nil
		}
		groups = nil
		response, err = response.Next(ctx, &groups)
	}
	return nil, err
}

// account tells which rules account for a membership. A token that may not read
// rules, which Check reports, does not stand between access and its end: then
// nothing is known of rules.
func (m *membership) account(ctx context.Context) (*rules, error) {
	filling, err := m.c.rulesFor(ctx, m.groupID)
	switch {
	case refusedWith(err, codeForbidden):
		return &rules{}, nil
	case err != nil:
		return nil, m.c.failure("read the group rules", err)
	case len(filling) == 0:
		return &rules{}, nil
	}
	user, err := m.c.user(ctx, m.user)
	if err != nil {
		return nil, m.failed(ctx, "read the user "+m.user, err)
	}
	return judge(filling, user), nil
}

// failed tells which of the two a 404 was about, by reading both.
func (m *membership) failed(ctx context.Context, doing string, err error) error {
	if !absent(err) {
		return m.c.failure(doing, err)
	}
	return m.c.missing(ctx, m.user, m.groupID, func(ctx context.Context) error {
		_, err := m.c.group(ctx, m.groupID)
		return err
	}, &integrations.Unknown{Doing: doing, Err: plain(err)})
}
