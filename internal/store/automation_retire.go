package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Retire lets nobody ask by an automation any more and closes its open proposal;
// what runs is not touched, and its plans can still be read. A missing date is now.
// Of one that is retired already nothing changes and the line is not written. One
// that was never published is a conflict.
func (s *Store) Retire(ctx context.Context, name string, retirement builder.Retirement, line access.AuditLine) error {
	if retirement.At.IsZero() {
		retirement.At = s.now()
	}
	return s.write(ctx, "retiring an automation", func(tx *gorm.DB) error {
		automation, err := publishedAutomation(tx, name)
		if err != nil || automation.retired() {
			return err
		}
		if _, err := closeProposal(tx, name); err != nil {
			return err
		}
		return s.saveRetirement(tx, automation, retirement, line)
	})
}

// BringBack lets people ask by the latest version of a retired automation again.
// Of one that is not retired nothing changes and the line is not written.
func (s *Store) BringBack(ctx context.Context, name string, line access.AuditLine) error {
	return s.write(ctx, "bringing an automation back", func(tx *gorm.DB) error {
		automation, err := publishedAutomation(tx, name)
		if err != nil || !automation.retired() {
			return err
		}
		return s.saveRetirement(tx, automation, builder.Retirement{}, line)
	})
}

func (s *Store) saveRetirement(tx *gorm.DB, automation automationRow, retirement builder.Retirement, line access.AuditLine) error {
	err := tx.Model(&automation).Select("retired_at", "retired_by", "retired_comment").Updates(automationRow{
		RetiredAt: on(retirement.At), RetiredBy: retirement.By, RetiredComment: retirement.Comment,
	}).Error
	if err != nil {
		return err
	}
	return s.record(tx, []access.AuditLine{line}, []access.Event{{Topic: topicCatalogue, Ref: automation.Name}})
}
