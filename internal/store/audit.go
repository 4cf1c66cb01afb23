package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// AppendAudit adds a line at the end of the log, once by its id. Seq and the
// hashes are the log's to give; a missing instant is now.
func (s *Store) AppendAudit(ctx context.Context, line access.AuditLine) error {
	return s.write(ctx, "writing the audit log", func(tx *gorm.DB) error {
		return s.record(tx, []access.AuditLine{line}, nil)
	})
}

// Audit lists lines, oldest first.
func (s *Store) Audit(ctx context.Context, filter access.AuditFilter, page access.Page) (access.Listed[access.AuditLine], error) {
	after, _, err := start(page)
	if err != nil {
		return access.Listed[access.AuditLine]{}, err
	}
	query := s.read(ctx).Where("seq > ?", after.Order).Order("seq").Limit(limit(page) + 1)
	if filter.RequestID != "" {
		query = query.Where("request_id = ?", filter.RequestID)
	}
	var rows []auditRow
	err = query.Find(&rows).Error
	return listed(rows, page, auditRow.line, func(row auditRow) place {
		return place{Order: row.Seq}
	}), trouble("reading the audit log", err)
}

// Audited tells whether a line of that id has been written.
func (s *Store) Audited(ctx context.Context, id string) (bool, error) {
	var count int64
	err := s.read(ctx).Model(&auditRow{}).Where("id = ?", storable(id)).Count(&count).Error
	return count > 0, trouble("reading the audit log", err)
}
