package api

import (
	"context"
	"net/url"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

func (o *operations) ListRequests(ctx context.Context, in gen.ListRequestsRequestObject) (gen.ListRequestsResponseObject, error) {
	filter := access.RequestFilter{PersonID: callOf(ctx).me.ID}
	if in.Params.Scope == gen.ListRequestsParamsScopeAll {
		filter.PersonID = ""
	}
	filter.NeverReviewed = in.Params.Review == "never"
	list, err := o.records.Requests(ctx, filter, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	answer := gen.ListRequests200JSONResponse{Items: []gen.Request{}, Next: list.Next}
	for _, request := range list.Items {
		shown, err := o.request(ctx, request)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

func (o *operations) GetRequest(ctx context.Context, in gen.GetRequestRequestObject) (gen.GetRequestResponseObject, error) {
	c := callOf(ctx)
	request, err := c.seen.request(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	answer := gen.GetRequest200JSONResponse{TemporalURL: o.temporalURL(c.me, request.ID)}
	if answer.Request, err = o.request(ctx, request); err != nil {
		return nil, err
	}
	stages, err := c.seen.stagesOf(ctx, request.ID)
	if err != nil {
		return nil, err
	}
	if answer.Approvals, err = o.approvals(ctx, stages); err != nil {
		return nil, err
	}
	lines, err := everything(ctx, func(page access.Page) (access.Listed[access.AuditLine], error) {
		return o.records.Audit(ctx, access.AuditFilter{RequestID: request.ID}, page)
	})
	if err != nil {
		return nil, err
	}
	if answer.MayStop, err = o.mayStop(ctx, request); err != nil {
		return nil, err
	}
	if answer.Extension, err = o.extension(ctx, request, lines); err != nil {
		return nil, err
	}
	if answer.UsesBefore, err = o.usesBefore(ctx, request); err != nil {
		return nil, err
	}
	answer.Timeline, err = o.auditLines(ctx, lines)
	return answer, err
}

// temporalURL is where an admin finds the run in Temporal's UI, which takes a
// workflow id as one path segment and leads on to its latest run.
func (o *operations) temporalURL(me access.Person, requestID string) string {
	if o.options.TemporalUI == "" || !me.Has(access.Admin) {
		return ""
	}
	return strings.TrimSuffix(o.options.TemporalUI, "/") + "/namespaces/" + url.PathEscape(o.options.Namespace) +
		"/workflows/" + url.PathEscape(workflows.RequestWorkflowID(requestID))
}

// WithdrawRequest takes back what has not been given; withdrawn already is no error.
func (o *operations) WithdrawRequest(ctx context.Context, in gen.WithdrawRequestRequestObject) (gen.WithdrawRequestResponseObject, error) {
	c := callOf(ctx)
	request, err := c.seen.request(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if request.State.Final() && request.State != access.RequestCancelled {
		return nil, access.Refuse(access.CodeAlreadyClosed, "This request is over already: %s", request.Detail)
	}
	if request.State != access.RequestCancelled {
		request, err = o.engine.Withdraw(ctx, request.ID, workflows.WithdrawInput{PersonID: c.me.ID, At: o.clock().UTC()})
		if err != nil {
			return nil, err
		}
		c.seen.forget(request.ID)
	}
	shown, err := o.request(ctx, request)
	return gen.WithdrawRequest200JSONResponse(shown), err
}
