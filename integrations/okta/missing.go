package okta

import (
	"context"
	"errors"
	"fmt"
	"slices"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// Evidence of an end that was not our doing.
const (
	subjectAbsent  = "subject absent"
	resourceAbsent = "resource absent"
)

// missing says what a 404 was about, by reading the user and the resource once
// more. Where neither exists, this is more likely another organisation than a
// coincidence, and taking it for an end would leave access where it was given.
// Where both exist, the 404 is not understood, and the answer is otherwise.
func (c *Connector) missing(ctx context.Context, user, id string, readResource func(context.Context) error, otherwise error) error {
	_, noUser := c.user(ctx, user)
	if noUser != nil && !absent(noUser) {
		return c.failure("read the user "+user, noUser)
	}
	noResource := readResource(ctx)
	if noResource != nil && !absent(noResource) {
		return c.failure("read "+id, noResource)
	}
	switch {
	case noUser != nil && noResource != nil:
		return &integrations.Refused{Code: codeNotFound, Message: fmt.Sprintf(
			"neither the user %s nor %s exists in %s: this looks like another organisation than the one in which they were granted; check the configured address, or record the end by hand if both were deleted", user, id, c.address)}
	case noUser != nil:
		return &integrations.Gone{What: "subject", ID: user}
	case noResource != nil:
		return &integrations.Gone{What: "resource", ID: id}
	default:
		return otherwise
	}
}

// evidence turns a confirmed absence into a confirmed end.
func evidence(err error) (integrations.Removal, error) {
	var gone *integrations.Gone
	if !errors.As(err, &gone) {
		return integrations.Removal{}, err
	}
	if gone.What == "subject" {
		return integrations.Removal{Evidence: subjectAbsent}, nil
	}
	return integrations.Removal{Evidence: resourceAbsent}, nil
}

func (c *Connector) user(ctx context.Context, id string) (*sdk.User, error) {
	user, _, err := c.client.User.GetUser(ctx, id)
	if err == nil && (user == nil || user.Id != id) {
		return nil, errOther
	}
	return user, err
}

func (c *Connector) group(ctx context.Context, id string) (*sdk.Group, error) {
	group, _, err := c.client.Group.GetGroup(ctx, id)
	if err == nil && (group == nil || group.Id != id) {
		return nil, errOther
	}
	return group, err
}

// errOther is an answer that is not about what was asked, as something that
// stands in between would give.
var errOther = errors.New("the answer is not about what was asked")

func unconfirmed(doing, what string) error {
	return &integrations.Unknown{Doing: doing, Err: errors.New(what)}
}

const statusDeprovisioned = "DEPROVISIONED"

func deactivated(user *sdk.User) error {
	return &integrations.Refused{Message: fmt.Sprintf("the user %s is deactivated in Okta and can be given nothing", user.Id)}
}

func names(want access.Holding) []string {
	var all []string
	for name := range want.Attributes {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
