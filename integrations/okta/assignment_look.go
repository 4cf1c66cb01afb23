package okta

import (
	"context"
	"encoding/json"
	"slices"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// over are the statuses of an assignment that is not one any more. Every other
// status counts as held, those of provisioning under way included.
var over = []string{"DEPROVISIONED", "REVOKED", "UNASSIGNED"}

// look reads the assignment by id; nil where there is none. A 404 says that only
// after the user and the application were both read and are there.
func (a *assignment) look(ctx context.Context) (*sdk.AppUser, error) {
	found, _, err := a.c.client.Application.GetApplicationUser(ctx, a.appID, a.user, nil)
	switch {
	case absent(err):
		return nil, a.missing(ctx, nil)
	case err != nil:
		return nil, a.c.failure("read the assignment of the application "+a.appID+" to "+a.user, err)
	case found == nil || found.Id != a.user:
		return nil, a.c.failure("read the assignment of the application "+a.appID+" to "+a.user, errOther)
	case slices.Contains(over, found.Status):
		return nil, nil
	default:
		return found, nil
	}
}

func (a *assignment) failed(ctx context.Context, doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case absent(err):
		return a.missing(ctx, &integrations.Unknown{Doing: doing, Err: plain(err)})
	default:
		return a.c.failure(doing, err)
	}
}

func (a *assignment) missing(ctx context.Context, otherwise error) error {
	return a.c.missing(ctx, a.user, a.appID, func(ctx context.Context) error { return a.c.app(ctx, a.appID) }, otherwise)
}

// app reads the application and says whether it is there.
func (c *Connector) app(ctx context.Context, id string) error {
	app := sdk.NewApplication()
	_, _, err := c.client.Application.GetApplication(ctx, id, app, nil)
	if err == nil && app.Id != id {
		return errOther
	}
	return err
}

func holding(found *sdk.AppUser, attributes []string) access.Holding {
	if found == nil {
		return access.Holding{Attributes: asked(attributes, nil)}
	}
	held := access.Holding{Present: true, Attributes: asked(attributes, texts(found))}
	if found.Scope == scopeGroup {
		held.Managed = string(integrations.HowGroupAssignment)
	}
	return held
}

// texts is the profile as text: what is not text is told as JSON, so that it can
// be compared; it cannot be written back that way, and Okta says so.
func texts(found *sdk.AppUser) map[string]string {
	profile, _ := found.Profile.(map[string]any)
	out := make(map[string]string, len(profile))
	for name, value := range profile {
		switch value := value.(type) {
		case nil:
		case string:
			out[name] = value
		default:
			content, _ := json.Marshal(value) // it came from JSON
			out[name] = string(content)
		}
	}
	return out
}

// values is what is sent: "" unsets, which is null, and is left out of a new
// assignment.
func values(want access.Holding, unset bool) map[string]any {
	out := map[string]any{}
	for name, value := range want.Attributes {
		if value != "" {
			out[name] = value
		} else if unset {
			out[name] = nil
		}
	}
	return out
}
