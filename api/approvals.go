package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListApprovals(ctx context.Context, in gen.ListApprovalsRequestObject) (gen.ListApprovalsResponseObject, error) {
	list, err := o.records.ApprovalsAsking(ctx, callOf(ctx).me.ID, in.Params.State != gen.ListApprovalsParamsStateClosed,
		access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	items, err := o.approvals(ctx, list.Items)
	return gen.ListApprovals200JSONResponse{Items: items, Next: list.Next}, err
}

func (o *operations) GetApproval(ctx context.Context, in gen.GetApprovalRequestObject) (gen.GetApprovalResponseObject, error) {
	approval, err := callOf(ctx).seen.approval(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown, err := o.approval(ctx, approval)
	return gen.GetApproval200JSONResponse(shown), err
}
