package api

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func (o *operations) ListReconciliations(ctx context.Context, in gen.ListReconciliationsRequestObject) (gen.ListReconciliationsResponseObject, error) {
	list, err := o.records.Reconciliations(ctx, in.Params.Connector, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	items := make([]gen.Reconciliation, 0, len(list.Items))
	for _, reconciliation := range list.Items {
		shown, err := o.reconciliation(ctx, reconciliation)
		if err != nil {
			return nil, err
		}
		items = append(items, shown)
	}
	return gen.ListReconciliations200JSONResponse{Items: items, Next: list.Next}, nil
}

// StartReconciliation begins one for each connector, or answers with the one that runs.
func (o *operations) StartReconciliation(ctx context.Context, in gen.StartReconciliationRequestObject) (gen.StartReconciliationResponseObject, error) {
	connectors := o.options.Connectors
	if asked := in.Body.Connector; asked != "" {
		if !slices.Contains(connectors, asked) {
			return nil, o.noConnector(asked)
		}
		connectors = []string{asked}
	}
	items := []gen.Reconciliation{}
	for _, connector := range connectors {
		running, err := o.reconcile(ctx, connector)
		if err != nil {
			return nil, err
		}
		shown, err := o.reconciliation(ctx, running)
		if err != nil {
			return nil, err
		}
		items = append(items, shown)
	}
	return gen.StartReconciliation200JSONResponse{Items: items}, nil
}

// noConnector refuses the name of a connector and says which there are.
func (o *operations) noConnector(name string) error {
	if len(o.options.Connectors) == 0 {
		return access.Refuse(access.CodeInvalid, "There is no connector %q, and no other.", name).At("connector")
	}
	return access.Refuse(access.CodeInvalid, "There is no connector %q; there is %s.", name, strings.Join(o.options.Connectors, ", ")).At("connector")
}

func (o *operations) reconcile(ctx context.Context, connector string) (access.Reconciliation, error) {
	me, now := callOf(ctx).me.ID, o.clock().UTC()
	begins := access.Reconciliation{ID: uuid.NewString(), Connector: connector, By: me, StartedAt: now, State: access.Reconciling}
	begun, err := o.engine.StartReconciliation(ctx, workflows.ReconciliationInput{Schema: 1, Connector: connector, By: me, ID: begins.ID})
	if err != nil {
		return begins, err
	}
	if !begun {
		return o.runningReconciliation(ctx, connector)
	}
	return begins, o.records.AppendAudit(ctx, access.AuditLine{
		ID: uuid.NewString(), At: now, Actor: me, Action: "reconciliation.started", Object: "reconciliation/" + begins.ID,
		Detail: "What Curfew gave in " + connector + " is compared with what is there.",
	})
}

func (o *operations) runningReconciliation(ctx context.Context, connector string) (access.Reconciliation, error) {
	list, err := o.records.Reconciliations(ctx, connector, access.Page{Limit: 1})
	if err != nil {
		return access.Reconciliation{}, err
	}
	if len(list.Items) == 0 || list.Items[0].State != access.Reconciling {
		return access.Reconciliation{}, access.Refuse(access.CodeUnavailable,
			"A reconciliation of %s is beginning or ending at this moment. Ask again.", connector)
	}
	return list.Items[0], nil
}

// reconciliation is one as the contract shows it.
func (o *operations) reconciliation(ctx context.Context, r access.Reconciliation) (gen.Reconciliation, error) {
	shown := gen.Reconciliation{
		ID: r.ID, Connector: r.Connector, By: r.By, StartedAt: utc(r.StartedAt), EndedAt: utc(r.EndedAt),
		State: gen.ReconciliationState(r.State), Detail: r.Detail, Counts: countsOf(r.Counts),
	}
	if r.By == access.BySchedule {
		return shown, nil
	}
	var err error
	shown.By, err = o.personName(ctx, r.By)
	return shown, err
}

func countsOf(c access.ReconciliationCounts) gen.ReconciliationCounts {
	return gen.ReconciliationCounts{
		Keys: c.Keys, Owners: c.Owners, Restarted: c.Restarted, Requests: c.Requests, Lost: c.Lost,
		Resources: c.Resources, Looked: c.Looked, Holders: c.Holders, Calls: c.Calls, Told: c.Told,
		Missing: c.Missing, Overdue: c.Overdue, Changed: c.Changed, Foreign: c.Foreign, Standing: c.Standing,
		ByRule: c.ByRule, ByGroup: c.ByGroup, Gone: c.Gone, Reopened: c.Reopened,
	}
}
