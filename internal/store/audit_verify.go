package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// verifyBatch is how many lines are held at once while the log is walked.
const verifyBatch = 1000

// BrokenAudit says where the audit log is not what was written.
type BrokenAudit struct {
	Seq int64 // the first line that is wrong or missing
	Why string
}

func (b *BrokenAudit) Error() string {
	return fmt.Sprintf("The audit log is broken at line %d: %s.", b.Seq, b.Why)
}

// VerifyAudit walks the whole log and returns a *BrokenAudit for the first line
// that was edited, deleted or moved, lines missing at the end included.
func (s *Store) VerifyAudit(ctx context.Context) error {
	err := s.snapshot(ctx, "verifying the audit log", func(tx *gorm.DB) error {
		var head journalRow
		if err := tx.Take(&head).Error; err != nil {
			return err
		}
		var last auditRow
		for {
			var rows []auditRow
			if err := tx.Where("seq > ?", last.Seq).Order("seq").Limit(verifyBatch).Find(&rows).Error; err != nil {
				return err
			}
			for _, row := range rows {
				if err := row.follows(last); err != nil {
					return err
				}
				last = row
			}
			if len(rows) < verifyBatch {
				return head.endsAt(last)
			}
		}
	})
	var broken *BrokenAudit
	if errors.As(err, &broken) {
		return broken // a finding, and no trouble with the database
	}
	return err
}

// follows checks a line against the one before it.
func (r auditRow) follows(before auditRow) error {
	digest, err := r.digest()
	switch {
	case err != nil:
		return err
	case r.Seq != before.Seq+1:
		return &BrokenAudit{Seq: before.Seq + 1, Why: "it is missing"}
	case r.PrevHash != before.Hash:
		return &BrokenAudit{Seq: r.Seq, Why: "it does not follow the line before it"}
	case r.Hash != digest:
		return &BrokenAudit{Seq: r.Seq, Why: "it was changed after it was written"}
	}
	return nil
}

// endsAt checks the last line against what the journal knows of it.
func (h journalRow) endsAt(last auditRow) error {
	switch {
	case last.Seq < h.AuditSeq:
		return &BrokenAudit{Seq: last.Seq + 1, Why: "it is missing"}
	case last.Seq > h.AuditSeq:
		return &BrokenAudit{Seq: h.AuditSeq + 1, Why: "it was added by somebody else"}
	case last.Hash != h.AuditHash:
		return &BrokenAudit{Seq: last.Seq, Why: "it was written anew"}
	}
	return nil
}
