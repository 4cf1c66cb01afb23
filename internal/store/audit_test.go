package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func appendLines(t *testing.T, s *Store, count int) {
	t.Helper()
	for i := range count {
		must(t, s.AppendAudit(t.Context(), access.AuditLine{
			ID: fmt.Sprint("line ", i+1), At: noon, Actor: access.System, Action: "test.done", Object: "lease/1",
			Detail: "Done.", Data: map[string]any{"n": i},
		}))
	}
}

func TestALineWithoutAnIDIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_ = refused(t, s.AppendAudit(t.Context(), access.AuditLine{Action: "test.done"}), access.CodeInvalid)
		must(t, s.VerifyAudit(t.Context()))
	})
}

func TestTheDatabaseRefusesToChangeTheLog(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		appendLines(t, s, 2)
		for _, statement := range []string{"UPDATE audit SET detail = 'nothing'", "DELETE FROM audit WHERE seq = 2"} {
			_, err := s.writes.ExecContext(t.Context(), statement)
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", statement, err)
			}
		}
		must(t, s.VerifyAudit(t.Context()))
	})
}

func TestVerifyNamesTheFirstLineThatIsNotWhatWasWritten(t *testing.T) {
	for name, c := range map[string]struct {
		statements []string
		seq        int64
	}{
		"edited":          {[]string{"UPDATE audit SET detail = 'Nothing.' WHERE seq = 3"}, 3},
		"data edited":     {[]string{`UPDATE audit SET data = '{"n":7}' WHERE seq = 4`}, 4},
		"dated back":      {[]string{"UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 2"}, 2},
		"hash edited too": {[]string{"UPDATE audit SET detail = 'Nothing.', hash = 'made up' WHERE seq = 3"}, 3},
		"deleted":         {[]string{"DELETE FROM audit WHERE seq = 3"}, 3},
		"first deleted":   {[]string{"DELETE FROM audit WHERE seq = 1"}, 1},
		"last deleted":    {[]string{"DELETE FROM audit WHERE seq = 5"}, 5},
		"all deleted":     {[]string{"DELETE FROM audit"}, 1},
		"reordered": {[]string{
			"UPDATE audit SET seq = 99 WHERE seq = 2", "UPDATE audit SET seq = 2 WHERE seq = 3", "UPDATE audit SET seq = 3 WHERE seq = 99",
		}, 2},
		"deleted and closed up": {[]string{"DELETE FROM audit WHERE seq = 2", "UPDATE audit SET seq = 2 WHERE seq = 3"}, 2},
		"added": {[]string{`INSERT INTO audit SELECT 6, 'forged', at, actor, action, object, request_id, detail, data, hash, hash
			FROM audit WHERE seq = 5`}, 6},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *Store) {
				appendLines(t, s, 5)
				must(t, s.VerifyAudit(t.Context()))
				for _, statement := range append(withoutGuard(s.driver), c.statements...) {
					_, err := s.writes.ExecContext(t.Context(), statement)
					must(t, err)
				}
				var broken *BrokenAudit
				if err := s.VerifyAudit(t.Context()); !errors.As(err, &broken) || broken.Seq != c.seq {
					t.Errorf("it says %v, want line %d", err, c.seq)
				}
			})
		})
	}
}

// withoutGuard is how somebody with the database in their hands begins.
func withoutGuard(driver Driver) []string {
	if driver == Postgres {
		return []string{"ALTER TABLE audit DISABLE TRIGGER USER"}
	}
	return []string{"DROP TRIGGER audit_stays", "DROP TRIGGER audit_remains"}
}

func TestALineIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		line := filled[access.AuditLine](t)
		must(t, s.AppendAudit(t.Context(), line))
		lines, err := s.Audit(t.Context(), access.AuditFilter{RequestID: line.RequestID}, access.Page{})
		must(t, err)
		if len(lines.Items) != 1 || lines.Items[0].Hash == line.Hash {
			t.Fatalf("got %+v", lines.Items)
		}
		// The log says what comes where, and not the one who writes.
		line.Seq, line.PrevHash, line.Hash = 1, "", lines.Items[0].Hash
		same(t, lines.Items[0], line)
	})
}

func TestTheSameActIsOneLine(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		appendLines(t, s, 3)
		appendLines(t, s, 4)
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if got := fmt.Sprint(idsOf(lines.Items, func(l access.AuditLine) string { return l.ID })); got != "[line 1 line 2 line 3 line 4]" {
			t.Errorf("the log has %s", got)
		}
		must(t, s.VerifyAudit(t.Context()))
	})
}

func TestManyWritersMakeOneChainWithoutGaps(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		const writers, lines = 8, 12
		var group sync.WaitGroup
		for writer := range writers {
			group.Go(func() {
				for i := range lines {
					line := access.AuditLine{ID: fmt.Sprint(writer, "/", i), Data: map[string]any{"large": int64(1)<<60 + 1, "<": 1e21}}
					if err := s.AppendAudit(t.Context(), line); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		must(t, s.VerifyAudit(t.Context()))
		list, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{Limit: 200})
		must(t, err)
		if len(list.Items) != writers*lines || list.Items[len(list.Items)-1].Seq != writers*lines {
			t.Errorf("%d lines", len(list.Items))
		}
	})
}
