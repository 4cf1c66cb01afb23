package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

var errNoKillSwitch = access.Refuse(access.CodeNotFound, "There is no such kill switch, or it is not yours to see.")

// throwsThis lets admins throw any kill switch, and owners one for what they own.
func (s *Server) throwsThis(ctx context.Context, input any) error {
	body := input.(gen.ThrowKillSwitchRequestObject).Body
	c := callOf(ctx)
	c.about = target{object: string(body.Scope) + "/" + body.Ref}
	if c.me.Has(access.Admin) {
		return nil
	}
	if body.Scope == gen.NewKillSwitchScopeEntitlement {
		if owner, err := c.seen.owner(ctx, c.me.ID, body.Ref); err != nil || owner {
			return err
		}
	}
	return access.Refuse(access.CodeForbidden, "Only admins can end everything at once, and owners everything of what they own.")
}

// listsKillSwitches is for whoever may see any.
func (s *Server) listsKillSwitches(ctx context.Context, _ any) error {
	c := callOf(ctx)
	if staff(c.me) {
		return nil
	}
	owner, err := c.seen.owns(ctx, c.me.ID)
	if err == nil && !owner {
		return access.Refuse(access.CodeForbidden, "Only admins, auditors and owners see kill switches.")
	}
	return err
}

func (s *Server) seesThisKillSwitch(ctx context.Context, input any) error {
	_, err := s.visibleKillSwitch(ctx, input.(gen.GetKillSwitchRequestObject).ID)
	return err
}

func (s *Server) liftsThis(ctx context.Context, input any) error {
	k, err := s.visibleKillSwitch(ctx, input.(gen.LiftKillSwitchRequestObject).ID)
	if err == nil && !mayLift(callOf(ctx).me, k) {
		return access.Refuse(access.CodeForbidden, "Only an admin, or the owner who threw it, can lift this.")
	}
	return err
}

// mayLift is asked of somebody who may see the switch.
func mayLift(me access.Person, k access.KillSwitch) bool {
	return me.Has(access.Admin) || me.ID == k.By && k.Scope == access.KillEntitlement
}

func (s *Server) visibleKillSwitch(ctx context.Context, id string) (access.KillSwitch, error) {
	c := callOf(ctx)
	k, err := s.records.KillSwitch(ctx, id)
	if missing(err) {
		return k, errNoKillSwitch
	}
	if err != nil {
		return k, err
	}
	c.about = target{object: "kill-switch/" + k.ID}
	sees, err := c.seen.seesKillSwitch(ctx, c.me, k)
	if err == nil && !sees {
		err = errNoKillSwitch
	}
	return k, err
}

// seesKillSwitch lets staff see every switch, and owners those of what they own.
func (l *lookups) seesKillSwitch(ctx context.Context, me access.Person, k access.KillSwitch) (bool, error) {
	if staff(me) || k.Scope != access.KillEntitlement {
		return staff(me), nil
	}
	return l.owner(ctx, me.ID, k.Ref)
}
