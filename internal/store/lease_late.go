package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

// lateToldRow says up to which mark people were told that the end of a lease is late.
type lateToldRow struct {
	LeaseID string `gorm:"primaryKey"`
	Mark    int64  // in minutes
}

func (lateToldRow) TableName() string { return "late_told" }

type latePostRow struct {
	ID   string
	Hook string
	At   instant
	Text string
	Data document[map[string]any]
}

func (latePostRow) TableName() string { return "late_posts" }

// LateLeases lists the leases whose end was due by now for as long as the mark and is
// not confirmed, and of which nobody was told at that mark or a later one, in the order
// in which they were due; also those whose owner has not come to it yet.
func (s *Store) LateLeases(ctx context.Context, now time.Time, mark time.Duration, limit int) ([]access.Lease, error) {
	due := now.Add(-mark)
	underWay, err := s.untold(ctx, mark, limit, "state = 'ending' AND ended_at <= ?", on(due))
	if err != nil {
		return nil, err
	}
	notBegun, err := s.untold(ctx, mark, limit, isLive+" AND "+liveStates+" AND ends_at IS NOT NULL AND list_order <= ?", due.UnixMicro())
	leases := append(underWay, notBegun...)
	slices.SortStableFunc(leases, func(a, b access.Lease) int { return a.OverAt().Compare(b.OverAt()) })
	return leases[:min(limit, len(leases))], err
}

func (s *Store) untold(ctx context.Context, mark time.Duration, limit int, which string, until any) ([]access.Lease, error) {
	var rows []leaseRow
	err := s.read(ctx).Joins("LEFT JOIN late_told ON late_told.lease_id = leases.id").
		Where(which, until).Where("COALESCE(late_told.mark, 0) < ?", minutes(mark)).
		Order("COALESCE(ended_at, ends_at), id").Limit(limit).Find(&rows).Error
	leases := make([]access.Lease, len(rows))
	for i, row := range rows {
		leases[i] = row.lease()
	}
	return leases, trouble("reading ends that are late", err)
}

var errToldAlready = errors.New("somebody else told of it")

// ReportLate writes a report in one transaction, and reports whether it did: not where
// any of its leases was reported meanwhile.
func (s *Store) ReportLate(ctx context.Context, report access.LateReport) (reported bool, err error) {
	err = s.write(ctx, "telling of ends that are late", func(tx *gorm.DB) error {
		told := make([]lateToldRow, len(report.Leases))
		for i, id := range report.Leases {
			told[i] = lateToldRow{LeaseID: id, Mark: minutes(report.Mark)}
		}
		done := tx.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "lease_id"}}, DoUpdates: clause.AssignmentColumns([]string{"mark"}),
			Where: clause.Where{Exprs: []clause.Expression{gorm.Expr("late_told.mark < excluded.mark")}},
		}).Create(&told)
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected < int64(len(told)) {
			return errToldAlready
		}
		for _, post := range report.Posts {
			row := latePostRow{ID: post.ID, Hook: post.Hook, At: on(post.At), Text: post.Text, Data: documentOf(post.Data)}
			if err := tx.Create(&row).Error; err != nil {
				return err
			}
		}
		events, err := s.addMessages(tx, report.Messages)
		if err != nil {
			return err
		}
		return s.record(tx, report.Lines, events)
	})
	if errors.Is(err, errToldAlready) {
		return false, nil
	}
	return err == nil, err
}

// LatePosts lists what hooks are still to be told, oldest first.
func (s *Store) LatePosts(ctx context.Context, limit int) ([]access.LatePost, error) {
	var rows []latePostRow
	err := s.read(ctx).Order("at, id").Limit(limit).Find(&rows).Error
	posts := make([]access.LatePost, len(rows))
	for i, row := range rows {
		posts[i] = access.LatePost{ID: row.ID, Hook: row.Hook, At: row.At.at, Text: row.Text, Data: row.Data.v}
	}
	return posts, trouble("reading what hooks are to be told", err)
}

// ForgetLatePost takes one from the list, with lines that say what became of it. Again
// it only adds lines that are not there.
func (s *Store) ForgetLatePost(ctx context.Context, id string, lines ...access.AuditLine) error {
	return s.write(ctx, "noting that a hook was told", func(tx *gorm.DB) error {
		if err := tx.Where("id = ?", id).Delete(&latePostRow{}).Error; err != nil {
			return err
		}
		return s.record(tx, lines, nil)
	})
}

func minutes(mark time.Duration) int64 { return int64(mark / time.Minute) }
