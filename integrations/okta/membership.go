package okta

import (
	"context"
	"fmt"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// membership is one user's membership of one group.
type membership struct {
	c             *Connector
	user, groupID string
}

const oktaGroup = "OKTA_GROUP"

// seen is what Okta said of a membership: the group where it could be read, and
// the rules that account for the membership.
type seen struct {
	present bool
	group   *sdk.Group
	account *rules
}

func (m *membership) read(ctx context.Context, attributes []string) (access.Holding, error) {
	found, err := m.look(ctx)
	if err != nil {
		return access.Holding{}, err
	}
	return m.holding(found, attributes), nil
}

func (m *membership) holding(found seen, attributes []string) access.Holding {
	held := access.Holding{Present: found.present, Attributes: asked(attributes, nil)}
	if found.present && found.account.mayCover() {
		held.Managed = string(integrations.HowGroupRule)
	}
	return held
}

func (m *membership) provision(ctx context.Context, want access.Holding) (access.Holding, error) {
	for name, value := range want.Attributes {
		if value != "" {
			return access.Holding{}, &integrations.Refused{Message: fmt.Sprintf("membership of an Okta group has no attribute %s", name)}
		}
	}
	found, err := m.look(ctx)
	if err != nil {
		return access.Holding{}, err
	}
	if found.present {
		return m.holding(found, names(want)), nil
	}
	if err := m.mayJoin(ctx, found.group); err != nil {
		return access.Holding{}, err
	}
	doing := "add " + m.user + " to the group " + groupName(found.group)
	if _, err := m.c.client.Group.AddUserToGroup(ctx, m.groupID, m.user); err != nil {
		return access.Holding{}, m.failed(ctx, doing, err)
	}
	if found, err = m.look(ctx); err != nil {
		return access.Holding{}, err
	}
	if !found.present {
		return access.Holding{}, unconfirmed(doing, "reading back does not show the membership")
	}
	return m.holding(found, names(want)), nil
}

// mayJoin refuses what could not be taken back: a group that Okta lets nobody
// change, somebody who is deactivated, and a membership that a rule would claim.
func (m *membership) mayJoin(ctx context.Context, group *sdk.Group) error {
	if err := changeable(group); err != nil {
		return err
	}
	user, err := m.c.user(ctx, m.user)
	if err != nil {
		return m.failed(ctx, "read the user "+m.user, err)
	}
	if user.Status == statusDeprovisioned {
		return deactivated(user)
	}
	filling, err := m.c.rulesFor(ctx, m.groupID)
	if err != nil {
		return m.c.failure("read the group rules, which tell whether a membership could be taken back", err)
	}
	if account := judge(filling, user); account.mayCover() {
		return account.refuse(group)
	}
	return nil
}

func (m *membership) deprovision(ctx context.Context) (integrations.Removal, error) {
	found, err := m.look(ctx)
	if err != nil {
		return evidence(err)
	}
	doing := "remove " + m.user + " from the group " + groupName(found.group)
	switch {
	case !found.present && found.group.Type != oktaGroup:
		return integrations.Removal{}, nil
	case found.present:
		if err := changeable(found.group); err != nil {
			return integrations.Removal{}, err
		}
		if found.account.mayCover() {
			// Okta would remove it and put the user on the rule's list of exclusions,
			// which holds a hundred and is only emptied by hand.
			return integrations.Removal{}, found.account.refuse(found.group)
		}
	}
	// Written also where it was not seen: the read may be older than an addition
	// whose answer was lost, and Okta answers 204 for somebody who is not a member.
	if _, err := m.c.client.Group.RemoveUserFromGroup(ctx, m.groupID, m.user); err != nil && !absent(err) {
		return integrations.Removal{}, m.c.failure(doing, err)
	}
	if found, err = m.look(ctx); err != nil {
		return evidence(err)
	}
	if found.present {
		return integrations.Removal{}, unconfirmed(doing, "reading back still shows the membership")
	}
	return integrations.Removal{}, nil
}

func changeable(group *sdk.Group) error {
	if group.Type == oktaGroup {
		return nil
	}
	return &integrations.Refused{Message: fmt.Sprintf(
		"the group %s is of type %s, whose members only Okta itself or the application it was imported from can change: use a group of type %s", groupName(group), group.Type, oktaGroup)}
}

func groupName(group *sdk.Group) string {
	if group == nil || group.Profile == nil || group.Profile.Name == "" {
		return "(unnamed)"
	}
	return group.Profile.Name
}
