package okta

import (
	"context"
	"time"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// rulesLast is how long the rules of the organisation are known once they were
// read. Every removal asks for them, and thousands at once would ask for the same.
// What changes within that time is as if it had changed right after the removal.
// Memberships themselves are never known from before.
const rulesLast = 10 * time.Second

// knownRules are the organisation's active rules, read by one at a time: whoever
// asks meanwhile waits for that one call and takes over what it brought. What it
// did not bring, for instance because its context was cancelled, the next one reads
// on their own.
type knownRules struct {
	reading chan struct{}
	active  []*sdk.GroupRule
	read    time.Time // zero is never
}

func newKnownRules() *knownRules { return &knownRules{reading: make(chan struct{}, 1)} }

func (k *knownRules) of(ctx context.Context, c *Connector) ([]*sdk.GroupRule, error) {
	select {
	case k.reading <- struct{}{}:
		defer func() { <-k.reading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	began := c.clock()
	if age := began.Sub(k.read); !k.read.IsZero() && age >= 0 && age < rulesLast {
		return k.active, nil
	}
	active, err := c.readRules(ctx)
	if err != nil {
		return nil, err
	}
	k.active, k.read = active, began
	return active, nil
}

// readRules reads every active rule that fills groups.
func (c *Connector) readRules(ctx context.Context) ([]*sdk.GroupRule, error) {
	var active []*sdk.GroupRule
	page, response, err := c.client.Group.ListGroupRules(ctx, query.NewQueryParams(query.WithLimit(200)))
	for err == nil {
		if page == nil {
			return nil, errOther
		}
		for _, rule := range page {
			if rule.Status == "ACTIVE" && rule.Actions != nil && rule.Actions.AssignUserToGroups != nil {
				active = append(active, rule)
			}
		}
		if !response.HasNextPage() {
			return active, nil
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
	return nil, err
}
