package store

import (
	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// journalRow is where the sequences of audit lines and events stand.
type journalRow struct {
	ID        int
	AuditSeq  int64
	AuditHash string
	EventID   int64
}

func (journalRow) TableName() string { return "journal" }

// record appends audit lines, each once by its id, and events. It takes the
// journal row until the transaction ends, so it has to come last in it.
func (s *Store) record(tx *gorm.DB, lines []access.AuditLine, events []access.Event) error {
	if len(lines) == 0 && len(events) == 0 {
		return nil
	}
	var head journalRow
	if err := locked(tx).Take(&head).Error; err != nil {
		return err
	}
	if err := s.appendLines(tx, &head, lines); err != nil {
		return err
	}
	if err := s.appendEvents(tx, &head, events); err != nil {
		return err
	}
	return tx.Save(&head).Error
}

func (s *Store) appendEvents(tx *gorm.DB, head *journalRow, events []access.Event) error {
	if len(events) == 0 {
		return nil
	}
	rows := make([]eventRow, len(events))
	for i, event := range events {
		head.EventID++
		rows[i] = eventRow{
			ID: head.EventID, At: on(s.now()), Topic: event.Topic, Ref: event.Ref,
			Audience: documentOf(event.Audience),
		}
	}
	return tx.Create(&rows).Error
}

func (s *Store) appendLines(tx *gorm.DB, head *journalRow, lines []access.AuditLine) error {
	known, err := knownLines(tx, lines)
	if err != nil {
		return err
	}
	for _, line := range lines {
		line.ID = storable(line.ID)
		if line.ID == "" {
			return access.Refuse(access.CodeInvalid, "The audit line %q has no id.", line.Action)
		}
		if known[line.ID] {
			continue
		}
		known[line.ID] = true
		if line.At.IsZero() {
			line.At = s.now()
		}
		line.Seq, line.PrevHash = head.AuditSeq+1, head.AuditHash
		row, err := rowOfLine(line)
		if err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		head.AuditSeq, head.AuditHash = row.Seq, row.Hash
	}
	return nil
}

func knownLines(tx *gorm.DB, lines []access.AuditLine) (map[string]bool, error) {
	ids := make([]string, len(lines))
	for i, line := range lines {
		ids[i] = storable(line.ID)
	}
	var there []string
	err := tx.Model(&auditRow{}).Where("id IN ?", ids).Pluck("id", &there).Error
	known := make(map[string]bool, len(there))
	for _, id := range there {
		known[id] = true
	}
	return known, err
}
