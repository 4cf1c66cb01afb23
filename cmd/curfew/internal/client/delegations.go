package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Delegation is who is asked in my place for a while.
type Delegation struct {
	Delegate Person    `json:"delegate"`
	From     time.Time `json:"from"`
	Until    time.Time `json:"until"`
	Reason   string    `json:"reason"`
}

// NewDelegation says who is asked in my place; the delegate is a login or an id.
type NewDelegation struct {
	Delegate string    `json:"delegate"`
	From     time.Time `json:"from"`
	Until    time.Time `json:"until"`
	Reason   string    `json:"reason,omitempty"`
}

// Delegations lists mine, over or not, in the order they begin.
func (c *Client) Delegations(ctx context.Context) (Answer[List[Delegation]], error) {
	return get[List[Delegation]](ctx, c, delegations, nil)
}

// SetDelegation says who is asked in my place. One that begins at the same moment is
// replaced.
func (c *Client) SetDelegation(ctx context.Context, delegation NewDelegation) (Answer[Delegation], error) {
	return call[Delegation](ctx, c, http.MethodPut, delegations, nil, delegation)
}

// EndDelegation ends mine that begins at that moment, or removes it before it begins.
func (c *Client) EndDelegation(ctx context.Context, from time.Time) error {
	_, err := call[struct{}](ctx, c, http.MethodDelete, delegations, url.Values{"from": {from.Format(time.RFC3339Nano)}}, nil)
	return err
}

const delegations = "/me/delegations"
