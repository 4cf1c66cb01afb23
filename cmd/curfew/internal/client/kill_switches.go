package client

import (
	"context"
	"net/url"
	"time"
)

// NewKillSwitch ends everything of something, or with DryRun asks what that would be.
type NewKillSwitch struct {
	ID     string `json:"id"`
	Scope  string `json:"scope"` // person, entitlement, connector or automation
	Ref    string `json:"ref"`
	Reason string `json:"reason"`
	DryRun bool   `json:"dry_run,omitempty"`
}

// KillReach is how much a kill switch would end.
type KillReach struct {
	What     string `json:"what"`
	People   int    `json:"people"`
	Leases   int    `json:"leases"`
	Requests int    `json:"requests"`
}

// KillSwitch is one with how far it has come.
type KillSwitch struct {
	ID        string       `json:"id"`
	What      string       `json:"what"`
	Reason    string       `json:"reason"`
	By        Person       `json:"by"`
	At        time.Time    `json:"at"`
	DoneAt    time.Time    `json:"done_at"`
	Stands    bool         `json:"stands"`
	LiftedAt  time.Time    `json:"lifted_at"`
	LiftedBy  string       `json:"lifted_by"`
	LiftedWhy string       `json:"lifted_why"`
	Progress  KillProgress `json:"progress"`
	Note      string       `json:"note"`
}

// KillProgress is counted from the ledger.
type KillProgress struct {
	Leases     int             `json:"leases"`
	Ending     int             `json:"ending"`
	Confirmed  int             `json:"confirmed"`
	Late       int             `json:"late"`
	Requests   int             `json:"requests"`
	Told       int             `json:"told"`
	Stragglers []KillStraggler `json:"stragglers"`
}

// KillStraggler is one lease that is not confirmed to be gone.
type KillStraggler struct {
	Access string    `json:"access"`
	Label  string    `json:"label"`
	State  string    `json:"state"`
	DueAt  time.Time `json:"due_at"`
	Why    string    `json:"why"`
}

const killSwitches = "/kill-switches"

// KillReach asks what a kill switch would end.
func (c *Client) KillReach(ctx context.Context, wanted NewKillSwitch) (Answer[KillReach], error) {
	wanted.DryRun = true
	return post[KillReach](ctx, c, killSwitches, wanted)
}

// ThrowKillSwitch throws one. The same id is the same one.
func (c *Client) ThrowKillSwitch(ctx context.Context, wanted NewKillSwitch) (Answer[KillSwitch], error) {
	return post[KillSwitch](ctx, c, killSwitches, wanted)
}

// KillSwitches lists them, newest first.
func (c *Client) KillSwitches(ctx context.Context, cursor string) (Answer[List[KillSwitch]], error) {
	return get[List[KillSwitch]](ctx, c, killSwitches, page(cursor))
}

// KillSwitch is one as it stands.
func (c *Client) KillSwitch(ctx context.Context, id string) (Answer[KillSwitch], error) {
	return get[KillSwitch](ctx, c, killSwitches+"/"+url.PathEscape(id), nil)
}

// LiftKillSwitch lets things begin again; nothing is brought back.
func (c *Client) LiftKillSwitch(ctx context.Context, id, reason string) (Answer[KillSwitch], error) {
	return post[KillSwitch](ctx, c, killSwitches+"/"+url.PathEscape(id)+"/lift", map[string]string{"reason": reason})
}
