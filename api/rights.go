package api

import (
	"context"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// staff reads everything: admins and auditors.
func staff(person access.Person) bool {
	return person.Has(access.Admin) || person.Has(access.Auditor)
}

// seesRequest tells whether the person has a right to see the request: who asked,
// whom it is for, who is asked to decide, the owner of what is asked for, staff.
func (l *lookups) seesRequest(ctx context.Context, me access.Person, request access.Request) (bool, error) {
	if me.ID == request.RequesterID || me.ID == request.SubjectID || staff(me) {
		return true, nil
	}
	for _, id := range append([]string{request.EntitlementID}, request.Bundle...) {
		if owner, err := l.owner(ctx, me.ID, id); err != nil || owner {
			return owner, err
		}
	}
	stages, err := l.stagesOf(ctx, request.ID)
	if err != nil {
		return false, err
	}
	for _, stage := range stages {
		if asks(stage, me.ID) {
			return true, nil
		}
	}
	return false, nil
}

// seesLease tells whether the person has a right to see the lease: its holder, the
// owner of what is held, staff, and whoever sees the request it came from.
func (l *lookups) seesLease(ctx context.Context, me access.Person, lease access.Lease) (bool, error) {
	if me.ID == lease.PersonID || staff(me) {
		return true, nil
	}
	if owner, err := l.owner(ctx, me.ID, lease.EntitlementID); err != nil || owner {
		return owner, err
	}
	request, err := l.request(ctx, lease.RequestID)
	if err != nil {
		if missing(err) {
			return false, nil
		}
		return false, err
	}
	return l.seesRequest(ctx, me, request)
}

// ending is what somebody may do about a lease that is not over: give it back,
// revoke it, or nothing (empty).
func (l *lookups) ending(ctx context.Context, me access.Person, lease access.Lease) (access.EndReason, error) {
	if lease.PersonID == me.ID {
		return access.EarlyReturn, nil
	}
	if me.Has(access.Admin) {
		return access.Revoked, nil
	}
	owner, err := l.owner(ctx, me.ID, lease.EntitlementID)
	if err != nil || !owner {
		return "", err
	}
	return access.Revoked, nil
}

// stopping is what somebody may do about everything that was given for a request:
// give it back, revoke it, or nothing (empty).
func (l *lookups) stopping(ctx context.Context, me access.Person, request access.Request) (access.EndReason, error) {
	if me.ID == request.SubjectID {
		return access.EarlyReturn, nil
	}
	if me.Has(access.Admin) {
		return access.Revoked, nil
	}
	for _, id := range append([]string{request.EntitlementID}, request.Bundle...) {
		if owner, err := l.owner(ctx, me.ID, id); err != nil || owner {
			return access.Revoked, err
		}
	}
	stages, err := l.stagesOf(ctx, request.ID)
	if err != nil {
		return "", err
	}
	for _, stage := range stages {
		if stage.Kind == access.AsksApproval && approvedBy(stage, me.ID) {
			return access.Revoked, nil
		}
	}
	return "", nil
}

func approvedBy(approval access.Approval, personID string) bool {
	return slices.ContainsFunc(approval.Decisions, func(decision access.Decision) bool {
		return decision.PersonID == personID && decision.Verdict == access.Approve
	})
}

func asks(approval access.Approval, personID string) bool {
	for _, approver := range approval.Approvers {
		if approver.PersonID == personID {
			return true
		}
	}
	return false
}
