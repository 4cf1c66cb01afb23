package store

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// liveStates is how the index leases_to_come says which leases it holds; neither
// database uses it for the same said otherwise.
const liveStates = "state IN ('scheduled', 'opening', 'open')"

type dueRow struct {
	Connector string
	Due       instant
	Second    int64
	Count     int
}

// EndsDue counts the ends that are due by now and not confirmed, by their connector
// and when they were due, the oldest first: those that are under way, and those that
// nobody has begun, as nobody is at work.
func (s *Store) EndsDue(ctx context.Context, now time.Time) ([]access.DueEnds, error) {
	var underWay, notBegun []dueRow
	err := s.read(ctx).Table("leases").Where("state = 'ending'").
		Select("connector, ended_at AS due, count(*) AS count").
		Group("connector, ended_at").Order("ended_at, connector").Scan(&underWay).Error
	if err == nil {
		notBegun, err = s.planned(ctx, time.Time{}, now)
	}
	if err != nil {
		return nil, trouble("counting ends that are due", err)
	}
	var due []access.DueEnds
	for _, row := range underWay {
		due = append(due, access.DueEnds{Connector: row.Connector, Due: row.Due.at, Ends: row.Count})
	}
	return access.InOrder(append(due, dueEnds(notBegun)...)), nil
}

// EndsToCome counts the planned ends of a span by their connector and the second they
// are due in, in order. What has not been opened and has no end yet is not among them.
func (s *Store) EndsToCome(ctx context.Context, span access.Span) ([]access.DueEnds, error) {
	rows, err := s.planned(ctx, span.From, span.Before)
	return access.InOrder(dueEnds(rows)), trouble("counting ends to come", err)
}

func (s *Store) planned(ctx context.Context, from, before time.Time) ([]dueRow, error) {
	query := s.read(ctx).Table("leases").Where(liveStates+" AND ends_at IS NOT NULL").
		Select("connector, list_order / 1000000 AS second, count(*) AS count").
		Group("connector, list_order / 1000000").Where("list_order < ?", before.UnixMicro())
	if !from.IsZero() {
		query = query.Where("list_order >= ?", from.UnixMicro())
	}
	var rows []dueRow
	return rows, query.Scan(&rows).Error
}

func dueEnds(rows []dueRow) []access.DueEnds {
	var due []access.DueEnds
	for _, row := range rows {
		due = append(due, access.DueEnds{Connector: row.Connector, Due: time.Unix(row.Second, 0).UTC(), Ends: row.Count})
	}
	return due
}

// LiveLeases counts by their connector the leases whose right is not over.
func (s *Store) LiveLeases(ctx context.Context) (map[string]int, error) {
	var rows []dueRow
	err := s.read(ctx).Table("leases").Where(liveStates).
		Select("connector, count(*) AS count").Group("connector").Scan(&rows).Error
	live := map[string]int{}
	for _, row := range rows {
		live[row.Connector] = row.Count
	}
	return live, trouble("counting leases", err)
}
