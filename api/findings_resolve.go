package api

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// ResolveFinding has the owner of the key do what was decided, and then records it: an
// end never waits for the record.
func (o *operations) ResolveFinding(ctx context.Context, in gen.ResolveFindingRequestObject) (gen.ResolveFindingResponseObject, error) {
	c := callOf(ctx)
	finding, err := c.seen.finding(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	now := o.clock().UTC()
	decided := finding
	decided.Resolution, decided.Reason = access.Resolution(in.Body.Resolution), strings.TrimSpace(in.Body.Reason)
	decided.ResolvedBy, decided.ResolvedAt, decided.KeptUntil = c.me.ID, now, utc(in.Body.Until)
	if refusal := finding.MayResolve(decided.Resolution, decided.Reason, decided.KeptUntil, now); refusal != nil {
		return nil, refusal
	}
	if finding.PersonID == c.me.ID && decided.Resolution != access.RemoveFinding {
		return nil, access.Refuse(access.CodeOwnRequest, "You hold this yourself, so somebody else has to decide that it stays.")
	}
	if decided.Resolution == access.LeaseFinding {
		decided.LeaseID = "finding-" + finding.ID
	}
	if err := o.resolveAs(ctx, decided); err != nil {
		return nil, err
	}
	resolved, err := o.records.ResolveFinding(ctx, decided, access.AuditLine{
		ID: uuid.NewString(), At: now, Actor: c.me.ID, Action: "finding." + wordOf(decided.Resolution), Object: "finding/" + finding.ID,
		Detail: resolvedSentence(decided), Data: map[string]any{"reason": decided.Reason, "key": finding.Key.String()},
	})
	if err != nil {
		return nil, err
	}
	shown, err := o.finding(ctx, resolved)
	return gen.ResolveFinding200JSONResponse(shown), err
}

// resolveAs tells the owner of the key. What is kept is nothing to them.
func (o *operations) resolveAs(ctx context.Context, decided access.Finding) error {
	input := workflows.AdoptInput{FindingID: decided.ID, By: decided.ResolvedBy, Note: decided.Reason}
	switch decided.Resolution {
	case access.KeepFinding:
		return nil
	case access.LeaseFinding:
		lease, err := o.leaseOf(ctx, decided)
		if err != nil {
			return err
		}
		input.Lease = &lease
	}
	_, err := o.engine.Adopt(ctx, decided.Key, input)
	return err
}

// leaseOf is the lease that a finding becomes: of what is held already, from now on.
func (o *operations) leaseOf(ctx context.Context, decided access.Finding) (access.Lease, error) {
	person, entitlement, refusal, err := o.leaseable(ctx, decided)
	if err != nil {
		return access.Lease{}, err
	}
	if refusal != nil {
		return access.Lease{}, refusal
	}
	from, until := decided.ResolvedAt, decided.KeptUntil
	if longest := from.Add(entitlement.MaxDuration); until.After(longest) {
		return access.Lease{}, access.Refuse(access.CodeTooLong, "%s may be held until %s at most. Choose an earlier moment.",
			entitlement.Label(), longest.Format(time.RFC3339)).At("until")
	}
	return access.Lease{
		ID: decided.LeaseID, RequestID: "finding/" + decided.ID, PersonID: person.ID, EntitlementID: entitlement.ID,
		Label: entitlement.Label() + " for " + person.Name, Key: decided.Key, Attributes: entitlement.Target.Attributes,
		From: from, Ends: until, HardEnd: until, GiveUp: until, State: access.Opening,
	}.Within(person.Until, person.LastReason()), nil
}

// leaseable finds whose and of what the lease would be, or says why there can be none.
func (o *operations) leaseable(ctx context.Context, finding access.Finding) (access.Person, access.Entitlement, *access.Refusal, error) {
	var person access.Person
	var entitlement access.Entitlement
	if finding.PersonID == "" {
		return person, entitlement, access.Refuse(access.CodeConflict, "Nobody in the directory has this account, so nobody can have a lease of it. Remove it, or keep it.").At("resolution"), nil
	}
	if finding.EntitlementID == "" {
		return person, entitlement, access.Refuse(access.CodeConflict, "It is not known which entitlement this is, so it cannot become a lease. Remove it, or keep it.").At("resolution"), nil
	}
	seen := callOf(ctx).seen
	person, err := seen.person(ctx, finding.PersonID)
	if err != nil {
		return person, entitlement, nil, err
	}
	if person.Status != access.Active {
		return person, entitlement, access.Refuse(access.CodeConflict, "%s is not active and can be given nothing. Remove it, or keep it.", person.Name).At("resolution"), nil
	}
	all, err := seen.catalogue(ctx)
	if err != nil {
		return person, entitlement, nil, err
	}
	entitlement, known := all[finding.EntitlementID]
	if !known {
		return person, entitlement, access.Refuse(access.CodeConflict, "%s is not in the catalogue any more, so it cannot become a lease. Remove it, or keep it.", finding.EntitlementID).At("resolution"), nil
	}
	return person, entitlement, nil, nil
}

func wordOf(resolution access.Resolution) string {
	switch resolution {
	case access.KeepFinding:
		return "kept"
	case access.LeaseFinding:
		return "leased"
	default:
		return "removed"
	}
}

func resolvedSentence(decided access.Finding) string {
	until := decided.KeptUntil.Format(time.RFC3339)
	switch decided.Resolution {
	case access.KeepFinding:
		return fmt.Sprintf("It stays as it is until %s: %s", until, decided.Reason)
	case access.LeaseFinding:
		return fmt.Sprintf("It has become a lease until %s: %s", until, decided.Reason)
	default:
		return "It is taken away: " + decided.Reason
	}
}
