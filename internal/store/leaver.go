package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// RequestsSince lists the requests for that person that were open at a moment or
// later, oldest first.
func (s *Store) RequestsSince(ctx context.Context, subjectID string, since time.Time) ([]access.Request, error) {
	var rows []requestRow
	err := s.read(ctx).Where("subject_id = ? AND (closed_at IS NULL OR closed_at >= ?)", subjectID, on(since)).
		Order("created_at, id").Find(&rows).Error
	requests := make([]access.Request, len(rows))
	for i, row := range rows {
		requests[i] = row.request()
	}
	return requests, trouble("reading what somebody asked for", err)
}

// LeasesSince lists the person's leases whose end was not confirmed before that
// moment, by their ids.
func (s *Store) LeasesSince(ctx context.Context, personID string, since time.Time) ([]access.Lease, error) {
	var rows []leaseRow
	err := s.read(ctx).Where("person_id = ?", personID).
		Where("list_group = ? OR ended_at >= ? OR confirmed_at >= ?", leasesLive, on(since), on(since)).
		Order("id").Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading what somebody held", err)
}

// TellPeople adds messages that are about no request, and audit lines, each once by
// its id, in one transaction.
func (s *Store) TellPeople(ctx context.Context, messages []access.Message, lines []access.AuditLine) error {
	return s.write(ctx, "writing messages", func(tx *gorm.DB) error {
		events, err := s.addMessages(tx, messages)
		if err != nil {
			return err
		}
		return s.record(tx, lines, events)
	})
}
