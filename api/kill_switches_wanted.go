package api

import (
	"context"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// wantedSwitch is the kill switch that was sent, and how much it would end. What
// nobody knows is refused, unless something of it is still held.
func (o *operations) wantedSwitch(ctx context.Context, body *gen.NewKillSwitch) (wanted access.KillSwitch, reach access.KillReach, err error) {
	wanted = access.KillSwitch{
		ID: body.ID.String(), Scope: access.KillScope(body.Scope), Ref: body.Ref, Label: body.Ref,
		Reason: strings.TrimSpace(body.Reason), By: callOf(ctx).me.ID, At: o.clock().UTC(),
	}
	if wanted.Reason == "" {
		return wanted, reach, access.Refuse(access.CodeInvalid, "Say why; whoever loses access will read it.").At("reason")
	}
	known, err := o.nameSwitch(ctx, &wanted)
	if err != nil {
		return wanted, reach, err
	}
	if reach, err = o.records.KillReach(ctx, wanted); err != nil {
		return wanted, reach, err
	}
	if !known && reach == (access.KillReach{}) {
		return wanted, reach, access.Refuse(access.CodeInvalid, "There is no %s %q, and nothing of it is held.", wanted.Scope, body.Ref).At("ref")
	}
	return wanted, reach, nil
}

// nameSwitch finds what the switch is about and calls it as people do.
func (o *operations) nameSwitch(ctx context.Context, wanted *access.KillSwitch) (known bool, err error) {
	switch wanted.Scope {
	case access.KillPerson:
		person, err := o.somebody(ctx, wanted.Ref)
		if missing(err) {
			return false, nil
		}
		wanted.Ref, wanted.Label = person.ID, person.Name
		return err == nil, err
	case access.KillAutomation:
		automation, found, err := o.published(ctx, wanted.Ref)
		if found {
			wanted.Label = automation.Title
		}
		return found, err
	}
	catalogue, err := callOf(ctx).seen.catalogue(ctx)
	if wanted.Scope == access.KillEntitlement {
		entitlement, found := catalogue[wanted.Ref]
		if found {
			wanted.Label = entitlement.Label()
		}
		return found, err
	}
	for _, entitlement := range catalogue {
		known = known || entitlement.Target.Connector == wanted.Ref
	}
	return known, err
}
