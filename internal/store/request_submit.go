package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SubmitRequest records a new request with its outbox entry and its audit line in
// one transaction. A request of that id that is there already is returned as it
// is, with created false, and nothing is written. A missing date is now.
func (s *Store) SubmitRequest(ctx context.Context, request access.Request, line access.AuditLine) (recorded access.Request, created bool, err error) {
	if request.ID == "" {
		return access.Request{}, false, access.Refuse(access.CodeInvalid, "A request needs an id.").At("id")
	}
	err = s.write(ctx, "recording a request", func(tx *gorm.DB) error {
		row, fresh, err := s.insertRequest(tx, request)
		recorded, created = row.request(), fresh
		if err != nil || !fresh {
			return err
		}
		entry := outboxRow{RequestID: row.ID, Created: on(s.now())}
		if err := tx.Create(&entry).Error; err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line}, []access.Event{requestEvent(row.request(), nil)})
	})
	return recorded, created && err == nil, err
}

// insertRequest returns the row as the database has it, and whether it is new.
func (s *Store) insertRequest(tx *gorm.DB, request access.Request) (requestRow, bool, error) {
	if request.CreatedAt.IsZero() {
		request.CreatedAt = s.now()
	}
	row := rowOfRequest(request)
	done := tx.Clauses(orNothing).Create(&row)
	if done.Error != nil {
		return requestRow{}, false, done.Error
	}
	there, err := requestByID(tx, row.ID)
	return there, done.RowsAffected == 1, err
}

// requestEvent tells everybody concerned that a request changed.
func requestEvent(request access.Request, approvals []access.Approval) access.Event {
	people := []string{request.RequesterID, request.SubjectID}
	for _, approval := range approvals {
		people = append(people, approverIDs(approval)...)
	}
	return access.Event{Topic: topicRequest, Ref: request.ID, Audience: audience(people...)}
}
