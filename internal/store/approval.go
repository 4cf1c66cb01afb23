package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// Approval returns the approval of that id.
func (s *Store) Approval(ctx context.Context, id string) (access.Approval, error) {
	var row approvalRow
	err := s.read(ctx).Where("id = ?", id).Take(&row).Error
	return row.approval(), trouble("reading an approval", missing(err, "approval", id))
}

// ApprovalsOf lists a request's approvals in the order they were opened.
func (s *Store) ApprovalsOf(ctx context.Context, requestID string) ([]access.Approval, error) {
	var rows []approvalRow
	err := s.read(ctx).Where("request_id = ?", requestID).Order("opened_at, id").Find(&rows).Error
	approvals := make([]access.Approval, len(rows))
	for i, row := range rows {
		approvals[i] = row.approval()
	}
	return approvals, trouble("reading approvals", err)
}

// inboxView is an approval with its place in somebody's inbox.
type inboxView struct {
	Row       approvalRow `gorm:"embedded"`
	ListOrder int64
}

// ApprovalsAsking lists approvals that ask the person: open ones by DueAt, closed
// ones newest first.
func (s *Store) ApprovalsAsking(ctx context.Context, personID string, open bool, page access.Page) (access.Listed[access.Approval], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.Approval]{}, err
	}
	group := tasksClosed
	if open {
		group = tasksOpen
	}
	query := s.read(ctx).Table("approval_tasks AS t").Select("approvals.*, t.list_order").
		Joins("JOIN approvals ON approvals.id = t.approval_id").
		Where("t.person_id = ? AND t.list_group = ?", personID, group).
		Order("t.list_order, t.approval_id").Limit(limit(page) + 1)
	if began {
		query = query.Where("(t.list_order, t.approval_id) > (?, ?)", after.Order, after.ID)
	}
	var views []inboxView
	err = query.Find(&views).Error
	return listed(views, page, func(view inboxView) access.Approval { return view.Row.approval() },
		func(view inboxView) place { return place{Order: view.ListOrder, ID: view.Row.ID} },
	), trouble("reading an inbox", err)
}

func saveApproval(tx *gorm.DB, approval access.Approval) error {
	row := rowOfApproval(approval)
	if err := tx.Clauses(orReplace).Create(&row).Error; err != nil {
		return err
	}
	if err := tx.Where("approval_id = ?", approval.ID).Delete(&taskRow{}).Error; err != nil {
		return err
	}
	tasks := tasksOf(approval)
	if len(tasks) == 0 {
		return nil
	}
	return tx.Create(&tasks).Error
}

func approvalEvent(approval access.Approval) access.Event {
	return access.Event{Topic: topicApproval, Ref: approval.ID, Audience: audience(approverIDs(approval)...)}
}
