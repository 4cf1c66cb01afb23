package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// RequestsAtWork lists requests for something of a connector that are not over, were
// recorded before a moment and whose run was started, by their ids and after that one.
// What has left the catalogue is of every connector.
func (s *Store) RequestsAtWork(ctx context.Context, connector string, before time.Time, after string, limit int) ([]access.Request, error) {
	var rows []requestRow
	err := s.read(ctx).Table("requests").Select("requests.*").
		Joins("LEFT JOIN entitlements ON entitlements.id = requests.entitlement_id").
		Joins("LEFT JOIN outbox ON outbox.request_id = requests.id").
		Where("requests.state IN ? AND requests.created_at < ? AND requests.id > ?", openStates, on(before), after).
		Where("outbox.request_id IS NULL AND (entitlements.connector = ? OR entitlements.id IS NULL)", connector).
		Order("requests.id").Limit(limit).Find(&rows).Error
	requests := make([]access.Request, len(rows))
	for i, row := range rows {
		requests[i] = row.request()
	}
	return requests, trouble("reading requests that are not over", err)
}

// LeasesOver lists the leases that a request handed over last, of those whose end was
// confirmed before a moment.
func (s *Store) LeasesOver(ctx context.Context, request access.Request, before time.Time) ([]access.Lease, error) {
	last := s.read(ctx).Model(&leaseRow{}).Select("from_at").Where("id = ?", request.LeaseID)
	var rows []leaseRow
	err := s.read(ctx).Where("person_id = ? AND request_id = ? AND list_group = ?", request.SubjectID, request.ID, leasesOver).
		Where("COALESCE(confirmed_at, ended_at) < ? AND from_at = (?)", on(before), last).Order("id").Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading what a request handed over", err)
}

// LoseRequest closes a request whose run was lost, with what it still asked people
// for, and reports whether it did: not where the record has moved on from that Seq, as
// then a run is at work. Access that was given ends as it would have.
func (s *Store) LoseRequest(ctx context.Context, lost access.Request, messages []access.Message, line access.AuditLine) (closed bool, err error) {
	err = s.write(ctx, "closing a request whose run was lost", func(tx *gorm.DB) error {
		there, err := requestByID(locked(tx), lost.ID)
		if err != nil || there.Seq != lost.Seq || there.request().State.Final() {
			return err
		}
		lost.State, lost.Seq = access.RequestFailed, lost.Seq+1
		row := rowOfRequest(lost)
		row.Created = there.Created
		if err := tx.Save(&row).Error; err != nil {
			return err
		}
		approvals, events, err := closeApprovals(tx, lost.ID, lost.ClosedAt)
		if err != nil {
			return err
		}
		told, err := s.addMessages(tx, messages)
		if err != nil {
			return err
		}
		closed = true
		events = append(append(events, requestEvent(lost, approvals)), told...)
		return s.record(tx, []access.AuditLine{line}, events)
	})
	return closed && err == nil, err
}

func closeApprovals(tx *gorm.DB, requestID string, at time.Time) (approvals []access.Approval, events []access.Event, err error) {
	var rows []approvalRow
	if err := tx.Where("request_id = ?", requestID).Order("id").Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		approval := row.approval()
		approvals = append(approvals, approval)
		if approval.State != access.ApprovalOpen {
			continue
		}
		approval.State, approval.ClosedAt = access.ApprovalClosed, at
		if err := saveApproval(tx, approval); err != nil {
			return nil, nil, err
		}
		events = append(events, approvalEvent(approval))
	}
	return approvals, events, nil
}
