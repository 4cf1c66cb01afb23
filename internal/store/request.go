package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// Request returns the request of that id.
func (s *Store) Request(ctx context.Context, id string) (access.Request, error) {
	row, err := requestByID(s.read(ctx), id)
	return row.request(), trouble("reading a request", err)
}

func requestByID(tx *gorm.DB, id string) (requestRow, error) {
	var row requestRow
	err := tx.Where("id = ?", id).Take(&row).Error
	return row, missing(err, "request", id)
}

// Requests lists requests, newest first.
func (s *Store) Requests(ctx context.Context, filter access.RequestFilter, page access.Page) (access.Listed[access.Request], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.Request]{}, err
	}
	query := s.read(ctx).Order("created_at DESC, id DESC").Limit(limit(page) + 1)
	if filter.PersonID != "" {
		query = query.Where("(requester_id = ? OR subject_id = ?)", filter.PersonID, filter.PersonID)
	}
	if filter.NeverReviewed {
		never := s.read(ctx).Model(&approvalRow{}).Select("request_id").
			Where("kind = ? AND state = ?", string(access.AsksReview), string(access.ApprovalTimedOut))
		query = query.Where("id IN (?)", never)
	}
	if began {
		query = query.Where("(created_at, id) < (?, ?)", on(time.UnixMicro(after.Order)), after.ID)
	}
	var rows []requestRow
	err = query.Find(&rows).Error
	return listed(rows, page, requestRow.request, requestRow.place), trouble("reading requests", err)
}

// PendingDuplicate finds the oldest request for that person and entitlement, alone
// or in a bundle, that is not approved yet; found is false where there is none.
func (s *Store) PendingDuplicate(ctx context.Context, subjectID, entitlementID string) (request access.Request, found bool, err error) {
	var rows []requestRow
	err = s.read(ctx).Where("subject_id = ?", subjectID).
		Where("state IN ?", []string{string(access.RequestSubmitted), string(access.RequestWaiting)}).
		Order("created_at, id").Find(&rows).Error
	for _, row := range rows {
		if row.EntitlementID == entitlementID || slices.Contains(row.Bundle.v, entitlementID) {
			return row.request(), true, nil
		}
	}
	return access.Request{}, false, trouble("looking for an earlier request", err)
}
