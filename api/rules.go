package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// What is unknown and what is none of the caller's business get the same answer.
var (
	errNoRequest  = access.Refuse(access.CodeNotFound, "There is no such request, or it is not yours to see.")
	errNoApproval = access.Refuse(access.CodeNotFound, "There is no such approval, or it is not yours to see.")
	errNoAccess   = access.Refuse(access.CodeNotFound, "There is no such access, or it is not yours to see.")
	errStaffOnly  = access.Refuse(access.CodeForbidden, "Only admins and auditors see everybody's.")
)

func (s *Server) demoOnly(ctx context.Context, _ any) error {
	if !s.demo(callOf(ctx)) {
		return access.Refuse(access.CodeNotFound, "There is no demo sign-in here.")
	}
	return nil
}

func (s *Server) scopeOfRequests(ctx context.Context, input any) error {
	if input.(gen.ListRequestsRequestObject).Params.Scope == gen.ListRequestsParamsScopeAll && !staff(callOf(ctx).me) {
		return errStaffOnly.At("scope")
	}
	return nil
}

func (s *Server) scopeOfAccess(ctx context.Context, input any) error {
	if input.(gen.ListAccessRequestObject).Params.Scope == gen.ListAccessParamsScopeAll && !staff(callOf(ctx).me) {
		return errStaffOnly.At("scope")
	}
	return nil
}

func (s *Server) readsAudit(ctx context.Context, input any) error {
	id := input.(gen.ListAuditRequestObject).Params.Request
	if id == "" && !staff(callOf(ctx).me) {
		return errStaffOnly
	}
	if id == "" {
		return nil
	}
	_, err := s.visibleRequest(ctx, id)
	return err
}

func (s *Server) seesThisRequest(ctx context.Context, input any) error {
	_, err := s.visibleRequest(ctx, input.(gen.GetRequestRequestObject).ID)
	return err
}

func (s *Server) askedThis(ctx context.Context, input any) error {
	request, err := s.visibleRequest(ctx, input.(gen.WithdrawRequestRequestObject).ID)
	if err == nil && request.RequesterID != callOf(ctx).me.ID {
		return access.Refuse(access.CodeForbidden, "Only the person who asked can take a request back.")
	}
	return err
}

func (s *Server) holdsThis(ctx context.Context, input any) error {
	request, err := s.visibleRequest(ctx, input.(gen.ExtendRequestRequestObject).ID)
	if me := callOf(ctx).me.ID; err == nil && me != request.SubjectID && me != request.RequesterID {
		return access.Refuse(access.CodeForbidden, "Only who holds it, or asked for it, can ask for more time.")
	}
	return err
}

func (s *Server) stopsThis(ctx context.Context, input any) error {
	request, err := s.visibleRequest(ctx, input.(gen.StopRequestRequestObject).ID)
	if err != nil {
		return err
	}
	c := callOf(ctx)
	reason, err := c.seen.stopping(ctx, c.me, request)
	if err == nil && reason == "" {
		return access.Refuse(access.CodeForbidden, "Only whoever holds this, who approved it, the owner of it or an admin can end it.")
	}
	return err
}

func (s *Server) isAskedForAnswers(ctx context.Context, input any) error {
	id := input.(gen.CheckAnswersRequestObject).ID
	if err := s.visibleApproval(ctx, id); err != nil {
		return err
	}
	c := callOf(ctx)
	approval, err := c.seen.approval(ctx, id)
	if err == nil && (approval.Kind != access.AsksAnswers || !approval.Asks(c.me.ID)) {
		return access.Refuse(access.CodeNotAsked, "You are not asked for answers here.")
	}
	return err
}

func (s *Server) seesThisApproval(ctx context.Context, input any) error {
	return s.visibleApproval(ctx, input.(gen.GetApprovalRequestObject).ID)
}

func (s *Server) seesWhatIsDecided(ctx context.Context, input any) error {
	return s.visibleApproval(ctx, input.(gen.DecideRequestObject).ID)
}

func (s *Server) seesThisAccess(ctx context.Context, input any) error {
	_, err := s.visibleLease(ctx, input.(gen.GetAccessRequestObject).ID)
	return err
}

func (s *Server) seesTheseAttempts(ctx context.Context, input any) error {
	_, err := s.visibleLease(ctx, input.(gen.ListAttemptsRequestObject).ID)
	return err
}

func (s *Server) endsThis(ctx context.Context, input any) error {
	lease, err := s.visibleLease(ctx, input.(gen.EndAccessRequestObject).ID)
	if err != nil {
		return err
	}
	c := callOf(ctx)
	reason, err := c.seen.ending(ctx, c.me, lease.Lease)
	if err == nil && reason == "" {
		return access.Refuse(access.CodeForbidden, "Only whoever holds this, the owner of it or an admin can end it.")
	}
	return err
}

func (s *Server) visibleRequest(ctx context.Context, id string) (access.Request, error) {
	c := callOf(ctx)
	request, err := c.seen.request(ctx, id)
	if missing(err) {
		return request, errNoRequest
	}
	if err != nil {
		return request, err
	}
	c.about = target{"request/" + request.ID, request.ID}
	sees, err := c.seen.seesRequest(ctx, c.me, request)
	if err == nil && !sees {
		err = errNoRequest
	}
	return request, err
}

func (s *Server) visibleApproval(ctx context.Context, id string) error {
	c := callOf(ctx)
	approval, err := c.seen.approval(ctx, id)
	if missing(err) {
		return errNoApproval
	}
	if err != nil {
		return err
	}
	_, err = s.visibleRequest(ctx, approval.RequestID)
	c.about = target{"approval/" + approval.ID, approval.RequestID}
	if missing(err) {
		return errNoApproval
	}
	return err
}

func (s *Server) visibleLease(ctx context.Context, id string) (access.LeaseView, error) {
	c := callOf(ctx)
	lease, err := c.seen.lease(ctx, id)
	if missing(err) {
		return lease, errNoAccess
	}
	if err != nil {
		return lease, err
	}
	c.about = target{"lease/" + lease.ID, lease.RequestID}
	sees, err := c.seen.seesLease(ctx, c.me, lease.Lease)
	if err == nil && !sees {
		err = errNoAccess
	}
	return lease, err
}
