package store

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Uses says when the requests of a person were made that an automation gave them
// something for, in a span, newest first.
func (s *Store) Uses(ctx context.Context, requesterID, automation string, span access.Span) ([]time.Time, error) {
	var dates []instant
	err := s.read(ctx).Model(&requestRow{}).
		Joins("JOIN leases ON leases.id = requests.lease_id").
		Where("requests.requester_id = ? AND requests.automation = ? AND leases.opened_at IS NOT NULL", requesterID, automation).
		Where("requests.created_at >= ? AND requests.created_at < ?", on(span.From), on(span.Before)).
		Order("requests.created_at DESC").Pluck("requests.created_at", &dates).Error
	uses := make([]time.Time, len(dates))
	for i, date := range dates {
		uses[i] = date.at
	}
	return uses, trouble("reading what was used before", err)
}
