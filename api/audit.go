package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListAudit(ctx context.Context, in gen.ListAuditRequestObject) (gen.ListAuditResponseObject, error) {
	list, err := o.records.Audit(ctx, access.AuditFilter{RequestID: in.Params.Request},
		access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	lines, err := o.auditLines(ctx, list.Items)
	return gen.ListAudit200JSONResponse{Items: lines, Next: list.Next}, err
}
