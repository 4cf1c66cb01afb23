package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// outboxRow is a request whose workflow may not have been started yet.
type outboxRow struct {
	RequestID string  `gorm:"primaryKey"`
	Created   instant `gorm:"column:created_at"`
}

func (outboxRow) TableName() string { return "outbox" }

// PendingStarts lists requests recorded before a moment whose workflow nobody has
// said to be running, oldest first, at most limit of them.
func (s *Store) PendingStarts(ctx context.Context, before time.Time, limit int) ([]access.Request, error) {
	var rows []requestRow
	err := s.read(ctx).Joins("JOIN outbox ON outbox.request_id = requests.id").
		Where("outbox.created_at < ?", on(before)).
		Order("outbox.created_at, outbox.request_id").Limit(limit).Find(&rows).Error
	requests := make([]access.Request, len(rows))
	for i, row := range rows {
		requests[i] = row.request()
	}
	return requests, trouble("reading the outbox", err)
}

// MarkStarted says that the request's workflow is running, so that the relay need
// not start it. Saying it again, or of a request that is not there, changes nothing.
func (s *Store) MarkStarted(ctx context.Context, requestID string) error {
	return s.write(ctx, "writing the outbox", func(tx *gorm.DB) error {
		return tx.Where("request_id = ?", requestID).Delete(&outboxRow{}).Error
	})
}
