package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListFindings(ctx context.Context, in gen.ListFindingsRequestObject) (gen.ListFindingsResponseObject, error) {
	filter := access.FindingFilter{
		State: access.FindingState(in.Params.State), Class: access.DifferenceClass(in.Params.Class), Connector: in.Params.Connector,
	}
	if me := callOf(ctx).me; !staff(me) {
		filter.OwnerID = me.ID
	}
	list, err := o.records.Findings(ctx, filter, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	items := make([]gen.Finding, 0, len(list.Items))
	for _, finding := range list.Items {
		shown, err := o.finding(ctx, finding)
		if err != nil {
			return nil, err
		}
		items = append(items, shown)
	}
	return gen.ListFindings200JSONResponse{Items: items, Next: list.Next}, nil
}

// finding is one as the contract shows it to the caller.
func (o *operations) finding(ctx context.Context, finding access.Finding) (gen.Finding, error) {
	shown := gen.Finding{
		ID: finding.ID, Connector: finding.Key.Connector, Subject: finding.Key.Subject, Resource: finding.Key.Resource,
		Class: gen.FindingClass(finding.Class), How: finding.How, Detail: finding.Detail,
		FirstSeenAt: utc(finding.FirstSeenAt), LastSeenAt: utc(finding.LastSeenAt), State: gen.FindingState(finding.State),
		Resolution: gen.FindingResolution(finding.Resolution), ResolvedAt: utc(finding.ResolvedAt), Reason: finding.Reason,
		KeptUntil: utc(finding.KeptUntil), AccessID: finding.LeaseID,
	}
	var err error
	if finding.ResolvedBy != "" {
		if shown.ResolvedBy, err = o.personName(ctx, finding.ResolvedBy); err != nil {
			return shown, err
		}
	}
	if finding.PersonID != "" {
		if shown.Person, err = o.person(ctx, finding.PersonID); err != nil {
			return shown, err
		}
	}
	if finding.EntitlementID != "" {
		if shown.Entitlement, err = o.entitlement(ctx, finding.EntitlementID); err != nil {
			return shown, err
		}
	}
	shown.MayResolve, err = o.mayResolve(ctx, finding)
	return shown, err
}

// mayResolve lists what the caller may do about a finding.
func (o *operations) mayResolve(ctx context.Context, finding access.Finding) ([]gen.FindingMayResolve, error) {
	may := []gen.FindingMayResolve{}
	c := callOf(ctx)
	resolves, err := c.seen.resolves(ctx, c.me, finding)
	if err != nil || !resolves || !finding.State.Live() {
		return may, err
	}
	if finding.How == "" {
		may = append(may, gen.FindingMayResolveRemove)
	}
	if finding.PersonID == c.me.ID {
		return may, nil
	}
	may = append(may, gen.FindingMayResolveKeep)
	_, _, refusal, err := o.leaseable(ctx, finding)
	if err == nil && refusal == nil && finding.How == "" {
		may = append(may, gen.FindingMayResolveLease)
	}
	return may, err
}
