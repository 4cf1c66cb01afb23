package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// openStates are the states of requests that are not final.
var openStates = []string{
	string(access.RequestSubmitted), string(access.RequestWaiting), string(access.RequestGranting),
	string(access.RequestScheduled), string(access.RequestOpen), string(access.RequestEnding),
	string(access.RequestReviewing),
}

// AskHistory says what a person asked an automation for before: when since a
// moment, in order and whatever became of it; when they were denied last, zero if
// never; and whether a review of a request of theirs is open and past its due time.
func (s *Store) AskHistory(ctx context.Context, requesterID, automation string, since time.Time) (asked []time.Time, lastDenied time.Time, reviewOverdue bool, err error) {
	err = s.snapshot(ctx, "reading what was asked before", func(tx *gorm.DB) error {
		theirs := tx.Model(&requestRow{}).Where("requester_id = ? AND automation = ?", requesterID, automation).Session(&gorm.Session{})
		var dates []instant
		if err := theirs.Where("created_at >= ?", on(since)).Order("created_at").Pluck("created_at", &dates).Error; err != nil {
			return err
		}
		for _, date := range dates {
			asked = append(asked, date.at)
		}
		var denied []instant
		if err := theirs.Where("state = ? AND closed_at IS NOT NULL", string(access.RequestDenied)).
			Order("closed_at DESC").Limit(1).Pluck("closed_at", &denied).Error; err != nil {
			return err
		}
		if len(denied) > 0 {
			lastDenied = denied[0].at
		}
		var overdue int64
		err := tx.Model(&approvalRow{}).
			Where("kind = ? AND state = ? AND due_at <= ?", string(access.AsksReview), string(access.ApprovalOpen), on(s.now())).
			Where("request_id IN (?)", theirs.Select("id")).Count(&overdue).Error
		reviewOverdue = overdue > 0
		return err
	})
	if err != nil {
		return nil, time.Time{}, false, err
	}
	return asked, lastDenied, reviewOverdue, nil
}

// OpenRequestsOf lists the ids of requests that are not final and that the person
// asked for, is to get, or is asked about in an open approval; sorted.
func (s *Store) OpenRequestsOf(ctx context.Context, personID string) ([]string, error) {
	var ids []string
	// A union, as each part has an index of its own.
	err := s.read(ctx).Raw(`
		SELECT id FROM requests WHERE requester_id = @person AND state IN @open
		UNION SELECT id FROM requests WHERE subject_id = @person AND state IN @open
		UNION SELECT requests.id FROM approval_tasks
			JOIN approvals ON approvals.id = approval_tasks.approval_id
			JOIN requests ON requests.id = approvals.request_id
			WHERE approval_tasks.person_id = @person AND approval_tasks.list_group = @asking AND requests.state IN @open
		ORDER BY 1`,
		map[string]any{"person": personID, "open": openStates, "asking": tasksOpen}).Scan(&ids).Error
	return ids, trouble("reading open requests", err)
}

// OpenRequestsAbout lists the ids of requests that are not final and of which an
// answer is exactly that text; sorted.
func (s *Store) OpenRequestsAbout(ctx context.Context, matter string) ([]string, error) {
	answers := "json_each(requests.answers)"
	if s.driver == Postgres {
		answers = "jsonb_each_text(requests.answers)"
	}
	var ids []string
	err := s.read(ctx).Model(&requestRow{}).Where("state IN ?", openStates).
		Where("EXISTS (SELECT 1 FROM "+answers+" AS given WHERE given.value = ?)", storable(matter)).
		Order("id").Pluck("id", &ids).Error
	return ids, trouble("reading open requests", err)
}
