package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/glebarez/sqlite"
)

// applicationID is "CRFW" in the header of the file, written by the first migration.
const applicationID = 1129465431

// checkFile refuses what is not a file that can be written, before SQLite does so
// in fewer words.
func checkFile(path string) error {
	if path == "" {
		return errors.New("the database file has no name")
	}
	directory := filepath.Dir(path)
	if info, err := os.Stat(directory); err != nil || !info.IsDir() {
		return fmt.Errorf("the directory %s for the database is missing", directory)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("the database %s is a directory and not a file", path)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	switch {
	case err == nil:
		return file.Close()
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("the database %s is not writable for this user", path)
	default:
		return fmt.Errorf("the database %s cannot be opened: %w", path, errors.Unwrap(err))
	}
}

// checkContent refuses a damaged file, and a database that somebody else made. It
// reads the whole file and changes nothing in it.
func checkContent(ctx context.Context, path string) error {
	db, err := sql.Open(sqlite.DriverName, sqliteURI(path)+"?_pragma=busy_timeout(15000)&_pragma=query_only(1)")
	if err != nil {
		return sqliteTrouble(path, err)
	}
	defer func() { _ = db.Close() }() // nothing was written
	var verdict string
	var application, strange int
	for query, into := range map[string]any{
		"PRAGMA quick_check(1)": &verdict,
		"PRAGMA application_id": &application,
		// None while the first migration is still at work: its own table comes first.
		"SELECT count(*) FROM sqlite_schema WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '" +
			migrationTable + "')": &strange,
	} {
		if err := db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return sqliteTrouble(path, err)
		}
	}
	switch {
	case verdict != "ok":
		return fmt.Errorf("the database %s is damaged: %s", path, strconv.Quote(verdict))
	case strange > 0 && application != applicationID:
		return fmt.Errorf("the database %s is not Curfew's: another program made it", path)
	}
	return nil
}
