package e2e

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // reads and copies the files of a house
)

// The files of a house, each the memory of one part of it.
const (
	recordFile   = "curfew.db"
	temporalFile = "temporal.db"
	outsideFile  = "okta.json"
	boundFile    = "okta.org" // which organisation the house is for
)

// onFile does something with a database file, also of a house that runs.
func onFile(t *testing.T, path string, do func(*sql.DB) error) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(15000)")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(db), db.Close()); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// copied takes a copy of what a house remembers, while it runs.
func copied(t *testing.T, data string) string {
	t.Helper()
	to := t.TempDir()
	copyFile(t, data, to, outsideFile) // first: what is held must not be less than what is known
	for _, name := range []string{recordFile, temporalFile} {
		onFile(t, filepath.Join(data, name), func(db *sql.DB) error {
			_, err := db.ExecContext(t.Context(), "VACUUM INTO ?", filepath.Join(to, name))
			return err
		})
	}
	copyFile(t, data, to, temporalFile+".version")
	copyFile(t, data, to, boundFile)
	return to
}

// copyFile copies one file into another folder. One that is not there is left out.
func copyFile(t *testing.T, from, to, name string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(from, name))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(to, name), content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// none is the copy of nothing: what is taken from it was lost.
const none = ""

// puts has a new house begin with the record of one copy and Temporal of another. The
// outside system goes on from where it was at last.
func puts(t *testing.T, last, record, temporal string) string {
	t.Helper()
	data := t.TempDir()
	copyFile(t, last, data, outsideFile)
	copyFile(t, last, data, boundFile)
	copyFile(t, record, data, recordFile)
	if temporal != none {
		copyFile(t, temporal, data, temporalFile)
		copyFile(t, temporal, data, temporalFile+".version")
	}
	return data
}

// ages has every request of a record be an hour older: a run that was lost is given
// minutes to turn up.
func ages(t *testing.T, data string) {
	t.Helper()
	onFile(t, filepath.Join(data, recordFile), func(db *sql.DB) error {
		_, err := db.ExecContext(t.Context(), `UPDATE requests SET created_at = strftime('%Y-%m-%dT%H:%M:%S.000000Z', created_at, '-1 hour')`)
		return err
	})
}

// knows says how many leases of a request a record has that is not in use.
func knows(t *testing.T, data, requestID string) (leases int) {
	t.Helper()
	onFile(t, filepath.Join(data, recordFile), func(db *sql.DB) error {
		return db.QueryRowContext(t.Context(), "SELECT count(*) FROM leases WHERE request_id = ?", requestID).Scan(&leases)
	})
	return leases
}
