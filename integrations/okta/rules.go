package okta

import (
	"context"
	"fmt"
	"slices"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta/internal/expression"
)

// rules are the active group rules that put a user into a group (matching), and
// those of which that cannot be told here (unclear). Okta's API says of no
// membership where it came from, so that the rules are asked instead.
type rules struct{ matching, unclear []string }

func (r *rules) mayCover() bool { return r != nil && len(r.matching)+len(r.unclear) > 0 }

func (r *rules) refuse(group *sdk.Group) error {
	if len(r.matching) > 0 {
		return &integrations.Refused{Message: fmt.Sprintf(
			"the group rule %q puts this person into the group %s, so that a membership cannot be given or taken for a time: change the rule, or use a group without rules", r.matching[0], groupName(group))}
	}
	return &integrations.Refused{Message: fmt.Sprintf(
		"the group rule %q fills the group %s by a condition that cannot be judged here, so that its members and others cannot be told apart: use a group without rules", r.unclear[0], groupName(group))}
}

// rulesFor is the active rules that fill the group.
func (c *Connector) rulesFor(ctx context.Context, groupID string) ([]*sdk.GroupRule, error) {
	active, err := c.rules.of(ctx, c)
	if err != nil {
		return nil, err
	}
	var found []*sdk.GroupRule
	for _, rule := range active {
		if slices.Contains(rule.Actions.AssignUserToGroups.GroupIds, groupID) {
			found = append(found, rule)
		}
	}
	return found, nil
}

// judge asks rules about a user.
func judge(filling []*sdk.GroupRule, user *sdk.User) *rules {
	found := &rules{}
	for _, rule := range filling {
		if excluded(rule, user.Id) {
			continue
		}
		condition := ""
		if rule.Conditions != nil && rule.Conditions.Expression != nil {
			condition = rule.Conditions.Expression.Value
		}
		matched, err := expression.Match(condition, profile(user))
		switch {
		case err != nil:
			found.unclear = append(found.unclear, rule.Name)
		case matched:
			found.matching = append(found.matching, rule.Name)
		}
	}
	return found
}

func excluded(rule *sdk.GroupRule, user string) bool {
	conditions := rule.Conditions
	return conditions != nil && conditions.People != nil && conditions.People.Users != nil &&
		slices.Contains(conditions.People.Users.Exclude, user)
}

func profile(user *sdk.User) map[string]any {
	if user.Profile == nil {
		return nil
	}
	return *user.Profile
}
