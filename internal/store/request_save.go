package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SaveRequest writes a snapshot in one transaction. The request and its approvals
// are replaced only by a higher Request.Seq, and one end not by another; a request that
// is not there is written, as the run can rebuild the record. Audit lines and messages are added
// once by their id, whatever the seq. Everybody concerned hears an event.
func (s *Store) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) error {
	return s.write(ctx, "saving a request", func(tx *gorm.DB) error {
		saved, newer, err := s.replaceRequest(tx, snapshot.Request)
		if err != nil {
			return err
		}
		var events []access.Event
		if newer {
			for _, approval := range snapshot.Approvals {
				if err := saveApproval(tx, approval); err != nil {
					return err
				}
				events = append(events, approvalEvent(approval))
			}
			events = append(events, requestEvent(saved, snapshot.Approvals))
		}
		told, err := s.addMessages(tx, snapshot.Messages)
		if err != nil {
			return err
		}
		return s.record(tx, snapshot.Audit, append(events, told...))
	})
}

// replaceRequest says what is there now, and whether the request was newer than what was.
func (s *Store) replaceRequest(tx *gorm.DB, request access.Request) (saved access.Request, newer bool, err error) {
	_, fresh, err := s.insertRequest(tx, request)
	if err != nil || fresh {
		return request, fresh, err
	}
	there, err := requestByID(locked(tx), request.ID)
	if err != nil || request.Seq <= there.Seq {
		return access.Request{}, false, err
	}
	saved = keepEnd(there.request(), request)
	row := rowOfRequest(saved)
	row.Created = there.Created
	return saved, true, tx.Save(&row).Error
}

// keepEnd is the request with the end it had, where it had one: a run that was taken up
// from a copy of Temporal's database ends it once more, and knows less of why. That its
// run was lost is no end of its own.
func keepEnd(had, request access.Request) access.Request {
	if had.State.Final() && had.State != access.RequestFailed && request.State.Final() {
		request.State, request.Detail, request.ClosedAt = had.State, had.Detail, had.ClosedAt
	}
	return request
}
