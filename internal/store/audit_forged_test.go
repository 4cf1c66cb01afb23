package store

import (
	"errors"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// Forgers who know how the hash of a line is made.
func TestVerifyFindsWhatWasForgedWithARightHash(t *testing.T) {
	for name, c := range map[string]struct {
		forge func(rows []auditRow) auditRow
		says  string
	}{
		"one before the end edited": {func(rows []auditRow) auditRow { return withDetail(rows[2], "Nothing.") }, "The audit log is broken at line 4: it does not follow the line before it."},
		"the last one edited":       {func(rows []auditRow) auditRow { return withDetail(rows[4], "Nothing.") }, "The audit log is broken at line 5: it was written anew."},
		"one added at the end": {func(rows []auditRow) auditRow {
			row := rows[4]
			row.Seq, row.ID, row.PrevHash = 6, "forged", row.Hash
			return withDetail(row, "Approved.")
		}, "The audit log is broken at line 6: it was added by somebody else."},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *Store) {
				appendLines(t, s, 5)
				var rows []auditRow
				must(t, s.read(t.Context()).Order("seq").Find(&rows).Error)
				for _, statement := range withoutGuard(s.driver) {
					_, err := s.writes.ExecContext(t.Context(), statement)
					must(t, err)
				}
				row := c.forge(rows)
				must(t, s.writer.Save(&row).Error)
				var broken *BrokenAudit
				if err := s.VerifyAudit(t.Context()); !errors.As(err, &broken) || err.Error() != c.says {
					t.Errorf("it says %v, want %s", err, c.says)
				}
			})
		})
	}
}

func withDetail(row auditRow, detail string) auditRow {
	row.Detail = detail
	row.Hash, _ = row.digest()
	return row
}

func TestAnExportedLineHasEverythingItsHashIsOf(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.AppendAudit(t.Context(), access.AuditLine{
			ID: "l", At: noon, Detail: "a < b\x00", Data: map[string]any{"large": int64(1)<<60 + 1, "tiny": 1e-9, "text": "<\x00\xff>"},
		}))
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		again, err := rowOfLine(lines.Items[0])
		must(t, err)
		if again.Hash != lines.Items[0].Hash {
			t.Errorf("the hash of %+v is %s", lines.Items[0], again.Hash)
		}
	})
}
