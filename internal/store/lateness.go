package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

type delayRow struct {
	Connector string
	Day       int64
	Tenths    int64
	Count     int
}

// EndDelays counts the confirmed ends that were due in a span by their connector, the
// day on which they were due, and how late they were to the tenth of a second. No
// connector is all of them. It reads one index and no lease.
func (s *Store) EndDelays(ctx context.Context, span access.Span, connector string) ([]access.DelayCount, error) {
	query := s.read(ctx).Table("leases").Where("late_ds IS NOT NULL").
		Select("connector, due_day AS day, late_ds AS tenths, count(*) AS count").
		Group("due_day, connector, late_ds").Order("due_day, connector, late_ds")
	if !span.From.IsZero() {
		query = query.Where("due_day >= ? AND ended_at >= ?", dayOf(span.From), on(span.From))
	}
	if !span.Before.IsZero() {
		query = query.Where("due_day <= ? AND ended_at < ?", dayOf(span.Before), on(span.Before))
	}
	if connector != "" {
		query = query.Where("connector = ?", connector)
	}
	return delays(query, "counting ends")
}

// OpenDelays counts the leases that were to begin on the days of a span, from its
// first to before its last, and were opened, in the same way.
func (s *Store) OpenDelays(ctx context.Context, span access.Span) ([]access.DelayCount, error) {
	query := s.read(ctx).Table("leases").Where("delay_ds IS NOT NULL").
		Select("connector, open_day AS day, delay_ds AS tenths, count(*) AS count").
		Group("open_day, connector, delay_ds").Order("open_day, connector, delay_ds")
	if !span.From.IsZero() {
		query = query.Where("open_day >= ?", dayOf(span.From))
	}
	if !span.Before.IsZero() {
		query = query.Where("open_day < ?", dayOf(span.Before))
	}
	return delays(query, "counting openings")
}

func delays(query *gorm.DB, doing string) ([]access.DelayCount, error) {
	var rows []delayRow
	if err := query.Scan(&rows).Error; err != nil {
		return nil, trouble(doing, err)
	}
	counts := make([]access.DelayCount, len(rows))
	for i, row := range rows {
		counts[i] = access.DelayCount{
			Connector: row.Connector, Day: startOfDay(row.Day), Delay: time.Duration(row.Tenths) * tenth, Count: row.Count,
		}
	}
	return counts, nil
}
