package client

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limits is an entitlement with what limits it.
type Limits struct {
	Entitlement
	Owner      Person     `json:"owner"`
	MaxSeconds int64      `json:"max_seconds"`
	Seats      int        `json:"seats"`
	Retired    Withdrawal `json:"retired"`
}

// Withdrawal is when and why an entitlement was retired; zero where it is not.
type Withdrawal struct {
	At     time.Time `json:"at"`
	By     Person    `json:"by"`
	Reason string    `json:"reason"`
}

// LimitsChange is what somebody wants changed of an entitlement. Ends is of a
// retirement alone.
type LimitsChange struct {
	MaxSeconds    int64  `json:"max_seconds,omitempty"`
	Seats         *int   `json:"seats,omitempty"`
	Ends          string `json:"ends,omitempty"` // "now" or "as_planned"
	Reason        string `json:"reason"`
	NoticeSeconds *int64 `json:"notice_seconds,omitempty"`
	DryRun        bool   `json:"dry_run,omitempty"`
}

// Changed is an entitlement and whose access ends earlier.
type Changed struct {
	Entitlement Limits       `json:"entitlement"`
	Ends        []EarlierEnd `json:"ends"`
	EndsInAll   int          `json:"ends_in_all"`
}

// EarlierEnd is access that ends earlier by a change.
type EarlierEnd struct {
	ID        string    `json:"id"`
	Person    Person    `json:"person"`
	EndsAt    time.Time `json:"ends_at"`
	EarlierAt time.Time `json:"earlier_at"`
}

// Entitlements lists all of them, or what I own.
func (c *Client) Entitlements(ctx context.Context) (Answer[List[Limits]], error) {
	return get[List[Limits]](ctx, c, "/entitlements", nil)
}

// Entitlement is one of them.
func (c *Client) Entitlement(ctx context.Context, id string) (Answer[Limits], error) {
	return get[Limits](ctx, c, entitlement(id, ""), nil)
}

// LimitEntitlement changes its limits, or says what that would do.
func (c *Client) LimitEntitlement(ctx context.Context, id string, change LimitsChange) (Answer[Changed], error) {
	return call[Changed](ctx, c, http.MethodPatch, entitlement(id, ""), nil, change)
}

// RetireEntitlement lets nobody be given it any more, or says what that would do.
func (c *Client) RetireEntitlement(ctx context.Context, id string, change LimitsChange) (Answer[Changed], error) {
	return post[Changed](ctx, c, entitlement(id, "/retire"), change)
}

// BringBackEntitlement lets it be given again.
func (c *Client) BringBackEntitlement(ctx context.Context, id, reason string) (Answer[Limits], error) {
	return post[Limits](ctx, c, entitlement(id, "/bring-back"), map[string]string{"reason": reason})
}

// entitlement is the address of one: its id has two parts, with a slash between.
func entitlement(id, rest string) string {
	app, name, _ := strings.Cut(id, "/")
	return "/entitlements/" + url.PathEscape(app) + "/" + url.PathEscape(name) + rest
}
