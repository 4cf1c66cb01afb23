package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

type limitRow struct {
	EntitlementID string `gorm:"primaryKey"`
	ID            string
	At            instant
	ByID          string
	Reason        string
	LongestNS     int64 `gorm:"column:longest_ns"`
	NoticeNS      int64 `gorm:"column:notice_ns"`
	ToldTo        string
}

func (limitRow) TableName() string { return "entitlement_changes" }

func rowOfLimit(change access.LimitChange) limitRow {
	return limitRow{
		EntitlementID: change.EntitlementID, ID: change.ID, At: on(change.At), ByID: change.By, Reason: change.Reason,
		LongestNS: int64(change.Longest), NoticeNS: int64(change.Notice), ToldTo: change.ToldTo,
	}
}

func (r limitRow) change() access.LimitChange {
	return access.LimitChange{
		ID: r.ID, EntitlementID: r.EntitlementID, At: r.At.at, By: r.ByID, Reason: r.Reason,
		Longest: time.Duration(r.LongestNS), Notice: time.Duration(r.NoticeNS), ToldTo: r.ToldTo,
	}
}

// LimitChanges lists what was made less of entitlements and not all who hold them
// have heard of, in the order of the entitlements' ids.
func (s *Store) LimitChanges(ctx context.Context, limit int) ([]access.LimitChange, error) {
	var rows []limitRow
	err := s.read(ctx).Order("entitlement_id").Limit(limit).Find(&rows).Error
	changes := make([]access.LimitChange, len(rows))
	for i, row := range rows {
		changes[i] = row.change()
	}
	return changes, trouble("reading which limits were lowered", err)
}

// LimitToldTo remembers that the owners of all leases up to that id have heard. It
// changes nothing where another change has taken the place of this one.
func (s *Store) LimitToldTo(ctx context.Context, change access.LimitChange, leaseID string) error {
	return s.write(ctx, "remembering who heard of a limit", func(tx *gorm.DB) error {
		return this(tx, change).Model(&limitRow{}).Update("told_to", leaseID).Error
	})
}

// ForgetLimit says that all who hold the entitlement have heard. A change that has
// taken the place of this one stays listed.
func (s *Store) ForgetLimit(ctx context.Context, change access.LimitChange) error {
	return s.write(ctx, "forgetting a limit", func(tx *gorm.DB) error {
		return this(tx, change).Delete(&limitRow{}).Error
	})
}

func this(tx *gorm.DB, change access.LimitChange) *gorm.DB {
	return tx.Where("entitlement_id = ? AND id = ?", change.EntitlementID, change.ID)
}
