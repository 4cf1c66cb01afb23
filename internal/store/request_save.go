package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SaveRequest writes a snapshot in one transaction. The request and its approvals
// are replaced only by a higher Request.Seq; a request that is not there is
// written, as the run can rebuild the record. Audit lines and messages are added
// once by their id, whatever the seq. Everybody concerned hears an event.
func (s *Store) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) error {
	return s.write(ctx, "saving a request", func(tx *gorm.DB) error {
		newer, err := s.replaceRequest(tx, snapshot.Request)
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
			events = append(events, requestEvent(snapshot.Request, snapshot.Approvals))
		}
		told, err := s.addMessages(tx, snapshot.Messages)
		if err != nil {
			return err
		}
		return s.record(tx, snapshot.Audit, append(events, told...))
	})
}

// replaceRequest says whether the request was newer than what was there.
func (s *Store) replaceRequest(tx *gorm.DB, request access.Request) (bool, error) {
	_, fresh, err := s.insertRequest(tx, request)
	if err != nil || fresh {
		return fresh, err
	}
	there, err := requestByID(locked(tx), request.ID)
	if err != nil || request.Seq <= there.Seq {
		return false, err
	}
	row := rowOfRequest(request)
	row.Created = there.Created
	return true, tx.Save(&row).Error
}
