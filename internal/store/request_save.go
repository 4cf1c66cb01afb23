package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SaveRequest writes a snapshot in one transaction and says where the record stands
// otherwise. The request and its approvals are replaced only by a higher Request.Seq, and
// the end that a run gave stays, whatever that run says later; a request that is not there
// is written, as the run can rebuild the record. Audit lines and messages are added once
// by their id, whatever the seq. Everybody concerned hears an event.
func (s *Store) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) (saved access.RequestSaved, err error) {
	err = s.write(ctx, "saving a request", func(tx *gorm.DB) error {
		now, done, err := s.replaceRequest(tx, snapshot.Request)
		if err != nil {
			return err
		}
		saved = done
		var events []access.Event
		if saved.Ahead == 0 {
			for _, approval := range snapshot.Approvals {
				if err := saveApproval(tx, approval); err != nil {
					return err
				}
				events = append(events, approvalEvent(approval))
			}
			events = append(events, requestEvent(now, snapshot.Approvals))
		}
		told, err := s.addMessages(tx, snapshot.Messages)
		if err != nil {
			return err
		}
		return s.record(tx, snapshot.Audit, append(events, told...))
	})
	return saved, err
}

// replaceRequest says what is there now, unless the record is ahead.
func (s *Store) replaceRequest(tx *gorm.DB, request access.Request) (now access.Request, saved access.RequestSaved, err error) {
	_, fresh, err := s.insertRequest(tx, request)
	if err != nil || fresh {
		return request, saved, err
	}
	row, err := requestByID(locked(tx), request.ID)
	if err != nil {
		return request, saved, err
	}
	there := row.request()
	if endStands(there, request) {
		saved.End = there.State
	}
	if request.Seq <= there.Seq || saved.End != "" && !request.State.Final() {
		saved.Ahead = there.Seq
		return there, saved, nil
	}
	if saved.End != "" {
		request.State, request.Detail, request.ClosedAt = there.State, there.Detail, there.ClosedAt
	}
	written := rowOfRequest(request)
	written.Created = row.Created
	return request, saved, tx.Save(&written).Error
}

// endStands tells whether the request is over by the word of the run that goes on to
// speak of it: it does once more what a crash has undone, or was taken up from a copy of
// Temporal's database, and knows less of the end than it did. A run that was reset is
// another one. That its run was lost is no end of its own.
func endStands(there, request access.Request) bool {
	return there.State.Final() && there.State != access.RequestFailed && there.RunID == request.RunID
}
