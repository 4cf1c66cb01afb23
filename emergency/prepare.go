package emergency

import (
	"context"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Wanted is what somebody asks for.
type Wanted struct {
	ID     string // of the switch, where a new one is thrown
	Scope  access.KillScope
	Ref    string // a login, an entitlement's id, a connector's or an automation's name
	Reason string
	By     string // the login of an admin
}

// Plan is what would be done. Nothing was changed yet.
type Plan struct {
	By     access.Person
	Switch access.KillSwitch
	// Thrown tells that the switch is there already, and is gone on with.
	Thrown bool
	Reach  access.KillReach // what it ends that is not over
}

// Prepare looks what would end. A switch of the same that stands and is not done is
// gone on with. What nobody knows is refused, unless something of it is still held, and
// so is whoever is no active admin.
func Prepare(ctx context.Context, record Record, wanted Wanted, now time.Time) (Plan, error) {
	by, err := admin(ctx, record, wanted.By)
	if err != nil {
		return Plan{}, err
	}
	plan := Plan{By: by, Switch: access.KillSwitch{
		ID: wanted.ID, Scope: wanted.Scope, Ref: wanted.Ref, Label: wanted.Ref, Reason: strings.TrimSpace(wanted.Reason), By: by.ID, At: now,
	}}
	if plan.Switch.Reason == "" {
		return Plan{}, access.Refuse(access.CodeInvalid, "Say why; whoever loses access will read it.").At("reason")
	}
	named, known, err := record.NameKillSwitch(ctx, plan.Switch)
	if err != nil {
		return Plan{}, err
	}
	plan.Switch = named
	if plan.Reach, err = record.KillReach(ctx, named); err != nil {
		return Plan{}, err
	}
	if !known && plan.Reach == (access.KillReach{}) {
		return Plan{}, access.Refuse(access.CodeInvalid, "There is no %s %q, and nothing of it is held.", wanted.Scope, wanted.Ref).At("ref")
	}
	standing, err := record.StandingKillSwitches(ctx)
	for _, each := range standing {
		if each.Scope == named.Scope && each.Ref == named.Ref && each.DoneAt.IsZero() {
			plan.Switch, plan.Thrown = each, true
		}
	}
	return plan, err
}

func admin(ctx context.Context, record Record, login string) (access.Person, error) {
	person, err := record.PersonByLogin(ctx, login)
	if err == nil && (person.Status != access.Active || !person.Has(access.Admin)) {
		err = access.Refuse(access.CodeForbidden, "%s is no active admin; only admins end everything at once.", person.Name).At("by")
	}
	return person, err
}

// throw records the switch, or what came up since it was thrown.
func throw(ctx context.Context, record Record, plan Plan) (access.KillSwitch, error) {
	if plan.Thrown {
		return plan.Switch, record.CoverKillSwitch(ctx, plan.Switch.ID)
	}
	k := plan.Switch
	recorded, _, err := record.ThrowKillSwitch(ctx, k, access.AuditLine{
		ID: "kill-switch/" + k.ID + "/thrown", At: k.At, Actor: plan.By.ID, Action: "kill_switch.thrown", Object: "kill-switch/" + k.ID,
		Detail: plan.By.Name + " threw a kill switch, to be carried out directly, that ends " + k.What() + ". " + k.Reason,
		Data:   map[string]any{"scope": string(k.Scope), "ref": k.Ref, "direct": true},
	})
	return recorded, err
}
