package activities

import (
	"context"
	"errors"
	"fmt"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/internal/access"
)

// FindLostRequests holds the requests against their runs: one whose run was lost is
// closed, and its people are told. What it gave ends as it would have. A run that does
// not know that its leases are over is told so.
func (w *ReconcileWork) FindLostRequests(ctx context.Context, in ReconcileInput) (access.ReconciliationCounts, error) {
	for s := resume(ctx); ; activity.RecordHeartbeat(ctx, s) {
		before := w.Clock().Add(-lostPatience)
		requests, err := w.Books.RequestsAtWork(ctx, in.Connector, before, s.After, reconcileBatch)
		if err != nil {
			return s.Counts, applicationError(err)
		}
		for _, request := range requests {
			lost, err := w.lose(ctx, request)
			if err != nil {
				return s.Counts, applicationError(err)
			}
			if lost {
				s.Counts.Lost++
			}
			s.After = request.ID
			s.Counts.Requests++
			activity.RecordHeartbeat(ctx, s)
		}
		if len(requests) < reconcileBatch {
			return s.Counts, nil
		}
	}
}

// lose closes a request whose run is not there. The record was read before the run was
// asked for: a run that ended in between has moved it on, and it stays as it is.
func (w *ReconcileWork) lose(ctx context.Context, request access.Request) (bool, error) {
	runs, err := w.Runs.RequestRuns(ctx, request.ID)
	if err != nil {
		return false, err
	}
	if runs {
		return false, w.remind(ctx, request)
	}
	label := request.EntitlementID
	entitlement, err := w.Records.Entitlement(ctx, request.EntitlementID)
	switch {
	case err == nil:
		label = entitlement.Label()
	case ignoreMissing(err) != nil:
		return false, err
	}
	request.ClosedAt = w.Clock().UTC()
	request.Detail = "Its run was lost, so it cannot go on. What was given ends when it would have; ask again for anything else."
	var messages []access.Message
	for _, person := range []string{request.RequesterID, request.SubjectID} {
		if len(messages) > 0 && messages[0].PersonID == person {
			continue
		}
		messages = append(messages, access.Message{
			ID: fmt.Sprintf("request/%s/lost/%s", request.ID, person), PersonID: person, RequestID: request.ID,
			About: "request_failed", Text: fmt.Sprintf("%s: %s", label, request.Detail), At: request.ClosedAt,
		})
	}
	return w.Books.LoseRequest(ctx, request, messages, access.AuditLine{
		ID: fmt.Sprintf("request/%s/lost", request.ID), At: request.ClosedAt, Actor: access.System, Action: "request.lost",
		Object: "request/" + request.ID, RequestID: request.ID, Detail: request.Detail,
	})
}

// remind tells a run what its owner could not tell it, as it was lost in between: one
// that is started again knows nothing of leases whose end is confirmed.
func (w *ReconcileWork) remind(ctx context.Context, request access.Request) error {
	switch request.State {
	case access.RequestGranting, access.RequestOpen, access.RequestEnding:
	default:
		return nil // it follows no lease
	}
	leases, err := w.Books.LeasesOver(ctx, request, w.Clock().Add(-untoldPatience))
	for _, lease := range leases {
		err = errors.Join(err, w.Runs.TellLease(ctx, lease))
	}
	return err
}
