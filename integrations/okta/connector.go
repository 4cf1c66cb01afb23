package okta

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// Connector is one Okta organisation. It is safe for concurrent use.
type Connector struct {
	id      string
	address string
	client  *sdk.Client
	budget  *budget
	rules   *knownRules
	clock   func() time.Time
	pause   func(ctx context.Context, until time.Time, now func() time.Time) error
}

var _ integrations.Provider = (*Connector)(nil)

// resource is one kind of thing that can be held, for one person and one thing.
type resource interface {
	needs() needs
	read(ctx context.Context, attributes []string) (access.Holding, error)
	provision(ctx context.Context, want access.Holding) (access.Holding, error)
	deprovision(ctx context.Context) (integrations.Removal, error)
}

// ReadBack implements integrations.Provider.
func (c *Connector) ReadBack(ctx context.Context, key access.Key, attributes []string) (access.Holding, error) {
	held, err := c.resource(key)
	if err != nil {
		return access.Holding{}, err
	}
	ctx, done, err := c.promised(ctx, held.needs().read)
	if err != nil {
		return access.Holding{}, err
	}
	defer done()
	return held.read(ctx, attributes)
}

// Provision implements integrations.Provider.
func (c *Connector) Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	held, err := c.resource(key)
	if err != nil {
		return access.Holding{}, err
	}
	if !want.Present {
		return access.Holding{}, &integrations.Refused{Message: "only something to hold can be provisioned; taking away is deprovisioning"}
	}
	ctx, done, err := c.promised(ctx, held.needs().provision)
	if err != nil {
		return access.Holding{}, err
	}
	defer done()
	return held.provision(ctx, want)
}

// Deprovision implements integrations.Provider. Its calls may use a part of the
// calls per minute that whatever begins leaves alone.
func (c *Connector) Deprovision(ctx context.Context, key access.Key) (integrations.Removal, error) {
	held, err := c.resource(key)
	if err != nil {
		return integrations.Removal{}, err
	}
	ctx, done, err := c.promised(integrations.WithUrgency(ctx, integrations.Ending), held.needs().deprovision)
	if err != nil {
		return integrations.Removal{}, err
	}
	defer done()
	return held.deprovision(ctx)
}

// identifier is what Okta's ids are made of. The SDK puts them into paths as they
// are, so that nothing else may ever get there.
var identifier = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// Kinds of resources.
const (
	kindGroup = "group"
	kindApp   = "app"
)

func (c *Connector) resource(key access.Key) (resource, error) {
	kind, id, err := resourceOf(key.Resource)
	switch {
	case !identifier.MatchString(key.Subject) || !identifier.MatchString(id):
		return nil, &integrations.Refused{Message: fmt.Sprintf("%s does not name an Okta user and a resource by their ids", key)}
	case err != nil:
		return nil, err
	case kind == kindGroup:
		return &membership{c, key.Subject, id}, nil
	default:
		return &assignment{c, key.Subject, id}, nil
	}
}

func resourceOf(resource string) (kind, id string, err error) {
	kind, id, _ = strings.Cut(resource, "/")
	if (kind != kindGroup && kind != kindApp) || !identifier.MatchString(id) {
		err = &integrations.Refused{Message: fmt.Sprintf("an Okta resource is group/<id> or app/<id>, not %q", resource)}
	}
	return kind, id, err
}

// asked keeps the attributes somebody asked for, "" where unset.
func asked(names []string, from map[string]string) map[string]string {
	if len(names) == 0 {
		return nil
	}
	out := make(map[string]string, len(names))
	for _, name := range names {
		out[name] = from[name]
	}
	return out
}
