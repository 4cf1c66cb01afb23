package api

import (
	"context"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// ListKillSwitches shows those that the caller may see; a page may hold fewer than
// were asked for.
func (o *operations) ListKillSwitches(ctx context.Context, in gen.ListKillSwitchesRequestObject) (gen.ListKillSwitchesResponseObject, error) {
	c := callOf(ctx)
	list, err := o.records.KillSwitches(ctx, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	answer := gen.ListKillSwitches200JSONResponse{Items: []gen.KillSwitch{}, Next: list.Next}
	for _, k := range list.Items {
		sees, err := c.seen.seesKillSwitch(ctx, c.me, k)
		if err != nil {
			return nil, err
		}
		if !sees {
			continue
		}
		shown, err := o.killSwitch(ctx, k, 0)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

// mostStragglers is how many of those not confirmed one answer names.
const mostStragglers = 50

func (o *operations) GetKillSwitch(ctx context.Context, in gen.GetKillSwitchRequestObject) (gen.GetKillSwitchResponseObject, error) {
	k, err := o.records.KillSwitch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown, err := o.killSwitch(ctx, k, mostStragglers)
	return gen.GetKillSwitch200JSONResponse(shown), err
}

// ThrowKillSwitch blocks and ends everything of something. Once it is recorded the
// answer is yes: what cannot be started now, the worker starts.
func (o *operations) ThrowKillSwitch(ctx context.Context, in gen.ThrowKillSwitchRequestObject) (gen.ThrowKillSwitchResponseObject, error) {
	c := callOf(ctx)
	wanted, reach, err := o.wantedSwitch(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	if in.Body.DryRun {
		return gen.ThrowKillSwitch200JSONResponse{
			What: wanted.What(), People: reach.People, Leases: reach.Leases, Requests: reach.Requests,
		}, nil
	}
	recorded, created, err := o.records.ThrowKillSwitch(ctx, wanted, access.AuditLine{
		ID: "kill-switch/" + wanted.ID + "/thrown", At: wanted.At, Actor: c.me.ID, Action: "kill_switch.thrown",
		Object: "kill-switch/" + wanted.ID, Detail: c.me.Name + " threw a kill switch that ends " + wanted.What() + ". " + wanted.Reason,
		Data: map[string]any{"scope": string(wanted.Scope), "ref": wanted.Ref},
	})
	if err != nil {
		return nil, err
	}
	if !created && (recorded.Scope != wanted.Scope || recorded.Ref != wanted.Ref || recorded.By != wanted.By || recorded.Reason != wanted.Reason) {
		return nil, access.Refuse(access.CodeConflict, "A different kill switch has this id already. Throw it again with a new one.").At("id")
	}
	note := o.carryOut(ctx, recorded)
	shown, err := o.killSwitch(ctx, recorded, mostStragglers)
	shown.Note = note
	return gen.ThrowKillSwitch201JSONResponse(shown), err
}

// carryOut starts what ends everything, and says so where it could not.
func (o *operations) carryOut(ctx context.Context, k access.KillSwitch) (note string) {
	if !k.DoneAt.IsZero() {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), startTime)
	defer cancel()
	if err := o.engine.StartKillSwitch(ctx, k); err != nil {
		o.log.Warn("the worker will start this kill switch", "kill_switch", k.ID, "error", err)
		return "Nothing begins any more that it covers. The engine does not answer right now: what is held is ended as soon as it is back."
	}
	return ""
}

// LiftKillSwitch brings nothing back. What was lifted already is shown as it is.
func (o *operations) LiftKillSwitch(ctx context.Context, in gen.LiftKillSwitchRequestObject) (gen.LiftKillSwitchResponseObject, error) {
	c := callOf(ctx)
	why := strings.TrimSpace(in.Body.Reason)
	if why == "" {
		return nil, access.Refuse(access.CodeInvalid, "Say why it is lifted.").At("reason")
	}
	k, err := o.records.KillSwitch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	k, err = o.records.LiftKillSwitch(ctx, k.ID, c.me.ID, why, access.AuditLine{
		ID: "kill-switch/" + k.ID + "/lifted", At: o.clock().UTC(), Actor: c.me.ID, Action: "kill_switch.lifted",
		Object: "kill-switch/" + k.ID, Detail: c.me.Name + " lifted the kill switch that ends " + k.What() + ". " + why,
	})
	if err != nil {
		return nil, err
	}
	shown, err := o.killSwitch(ctx, k, mostStragglers)
	if err == nil && k.DoneAt.IsZero() {
		shown.Note = "Not everything that it covers is confirmed to be gone yet. That still ends; nothing is brought back."
	}
	return gen.LiftKillSwitch200JSONResponse(shown), err
}
