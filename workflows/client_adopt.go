package workflows

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Adopt has the owner of a key answer for what somebody held without a lease: until
// the end of the lease that comes with it, or, without one, take it away. Where no
// owner is running, one is started. The same finding and decision sent again is the
// same decision.
func (c *Client) Adopt(ctx context.Context, key access.Key, input AdoptInput) (access.Lease, error) {
	decided := "remove"
	if input.Lease != nil {
		decided = "lease"
	}
	var lease access.Lease
	err := c.updateOwner(ctx, key, "Access to "+key.String(), UpdateAdopt, "adopt/"+input.FindingID+"/"+decided, input, &lease)
	return lease, err
}
