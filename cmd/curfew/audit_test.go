package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// auditedDatabase is a database with three lines in its log.
func auditedDatabase(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "curfew.db")
	record, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = record.Close() }()
	if err := record.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"one", "two", "three"} {
		line := access.AuditLine{ID: id, At: time.Now(), Actor: access.System, Action: "test.done", Object: "test/" + id, Detail: "Done."}
		if err := record.AppendAudit(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func verifyAudit(t *testing.T, path string, args ...string) said {
	t.Helper()
	return typed(t, []string{"CURFEW_DATABASE_PATH=" + path}, append([]string{"audit", "verify"}, args...)...)
}

func TestAuditVerifyRefusesADatabaseThatIsNotThere(t *testing.T) {
	got := verifyAudit(t, filepath.Join(t.TempDir(), "no", "curfew.db"))
	if got.code != exitFailure || !strings.Contains(got.err, "CURFEW_DATABASE_PATH") {
		t.Errorf("%+v", got)
	}
}

func TestAuditVerifyNamesTheFirstLineThatWasChanged(t *testing.T) {
	path := auditedDatabase(t)
	if got := verifyAudit(t, path); got.code != 0 || !strings.Contains(got.out, "whole") {
		t.Fatalf("an untouched log: %+v", got)
	}
	file, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	// What somebody with the file in their hands would do.
	for _, statement := range []string{
		"PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE type = 'trigger'", "PRAGMA writable_schema = RESET",
		"UPDATE audit SET detail = 'Nothing happened.' WHERE seq = 2",
	} {
		if _, err := file.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if got := verifyAudit(t, path); got.code != exitFailure || !strings.Contains(got.err, "line 2") {
		t.Errorf("%+v", got)
	}
	if got := verifyAudit(t, path, "--json"); got.code != exitFailure || !strings.Contains(got.out, `"line": 2`) {
		t.Errorf("as JSON: %+v", got)
	}
}
