package workflows

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// LimitLease has the owner of a key end a lease no later than the input says. It
// returns when the owner is sure to hear; where none is running, one is started and
// goes on from the ledger.
func (c *Client) LimitLease(ctx context.Context, key access.Key, input LimitInput) error {
	return c.tellOwner(ctx, key, SignalLimit, input)
}

// TellEnd is EndLease for where nobody can wait: it returns when the owner is sure to
// hear.
func (c *Client) TellEnd(ctx context.Context, key access.Key, input EndInput) error {
	return c.tellOwner(ctx, key, SignalEnd, input)
}

// tellOwner signals the owner of a key and starts it where there is none.
func (c *Client) tellOwner(ctx context.Context, key access.Key, name string, input any) error {
	if err := key.Validate(); err != nil {
		return access.Refuse(access.CodeInvalid, "%s", err)
	}
	options := ownerOptions(key, "Access to "+key.String())
	_, err := c.temporal.SignalWithStartWorkflow(ctx, options.ID, name, input, options, OwnerWorkflow, NewOwnerInput(key))
	return clientError(err)
}
