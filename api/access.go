package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListAccess(ctx context.Context, in gen.ListAccessRequestObject) (gen.ListAccessResponseObject, error) {
	me := callOf(ctx).me.ID
	var filter access.LeaseFilter
	switch in.Params.Scope {
	case gen.ListAccessParamsScopeAll:
	case gen.ListAccessParamsScopeOwned:
		filter.OwnerID = me
	default:
		filter.PersonID = me
	}
	switch in.Params.State {
	case gen.Any:
	case gen.Over:
		filter.Over = true
	default:
		filter.Live = true
	}
	list, err := o.records.Leases(ctx, filter, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	items, err := o.accesses(ctx, list.Items)
	return gen.ListAccess200JSONResponse{Items: items, Next: list.Next}, err
}

func (o *operations) GetAccess(ctx context.Context, in gen.GetAccessRequestObject) (gen.GetAccessResponseObject, error) {
	lease, err := callOf(ctx).seen.lease(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown, err := o.access(ctx, lease)
	return gen.GetAccess200JSONResponse(shown), err
}
