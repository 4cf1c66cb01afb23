package okta

import (
	"context"
	"fmt"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// assignment is one user's individual assignment of one application.
type assignment struct {
	c           *Connector
	user, appID string
}

// Scopes of an assignment.
const (
	scopeUser  = "USER"
	scopeGroup = "GROUP"
)

func (a *assignment) read(ctx context.Context, attributes []string) (access.Holding, error) {
	found, err := a.look(ctx)
	if err != nil {
		return access.Holding{}, err
	}
	return holding(found, attributes), nil
}

func (a *assignment) provision(ctx context.Context, want access.Holding) (access.Holding, error) {
	found, err := a.look(ctx)
	if err != nil {
		return access.Holding{}, err
	}
	// Assigning may leave an attribute at the application's own default where it
	// should be unset, so that a second writing may be needed.
	for range 2 {
		if held := holding(found, names(want)); held.Satisfies(want) {
			return held, nil
		}
		if err := a.write(ctx, found, want); err != nil {
			return access.Holding{}, err
		}
		if found, err = a.look(ctx); err != nil {
			return access.Holding{}, err
		}
	}
	held := holding(found, names(want))
	if !held.Satisfies(want) {
		return access.Holding{}, unconfirmed("assign the application "+a.appID+" to "+a.user, fmt.Sprintf("reading back shows %v", held))
	}
	return held, nil
}

func (a *assignment) write(ctx context.Context, found *sdk.AppUser, want access.Holding) error {
	switch {
	case found == nil:
		return a.assign(ctx, want)
	case found.Scope == scopeGroup:
		// Assigning it individually would change it, but for ever: Okta has no way
		// back to the group's assignment (github.com/gravitational/teleport/issues/53947).
		return &integrations.Refused{Message: fmt.Sprintf(
			"%s holds the application %s through a group, which decides its attributes: change the group's assignment, or take the user out of that group first", a.user, a.appID)}
	}
	doing := "change the assignment of the application " + a.appID + " to " + a.user
	// Only what was asked for is sent: Okta leaves the rest as it is, and refuses
	// attributes that a mapping fills.
	_, _, err := a.c.client.Application.UpdateApplicationUser(ctx, a.appID, a.user, sdk.AppUser{Profile: values(want, true)})
	return a.failed(ctx, doing, err)
}

func (a *assignment) assign(ctx context.Context, want access.Holding) error {
	user, err := a.c.user(ctx, a.user)
	if err != nil {
		return a.failed(ctx, "read the user "+a.user, err)
	}
	if user.Status == statusDeprovisioned {
		return deactivated(user)
	}
	body := sdk.AppUser{Id: a.user, Scope: scopeUser}
	if profile := values(want, false); len(profile) > 0 {
		body.Profile = profile
	}
	_, _, err = a.c.client.Application.AssignUserToApplication(ctx, a.appID, body)
	return a.failed(ctx, "assign the application "+a.appID+" to "+a.user, err)
}

func (a *assignment) deprovision(ctx context.Context) (integrations.Removal, error) {
	found, err := a.look(ctx)
	switch {
	case err != nil:
		return evidence(err)
	case found == nil:
		return integrations.Removal{}, nil
	case found.Scope == scopeGroup:
		return integrations.Removal{}, a.throughGroup()
	}
	doing := "take the application " + a.appID + " from " + a.user
	_, err = a.c.client.Application.DeleteApplicationUser(ctx, a.appID, a.user, nil)
	if refusedWith(err, codeGranted) {
		return integrations.Removal{}, a.throughGroup()
	}
	if err != nil && !absent(err) {
		return integrations.Removal{}, a.c.failure(doing, err)
	}
	if found, err = a.look(ctx); err != nil {
		return evidence(err)
	}
	if found != nil {
		return integrations.Removal{}, unconfirmed(doing, "reading back still shows the assignment")
	}
	return integrations.Removal{}, nil
}

func (a *assignment) throughGroup() error {
	return &integrations.Refused{Code: codeGranted, Message: fmt.Sprintf(
		"a group grants the application %s to %s, and Okta takes it from nobody whose group grants it: take the user out of that group, or the application from it", a.appID, a.user)}
}
