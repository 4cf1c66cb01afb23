package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// checkLimit bounds the search for damage: a sound file of a few hundred
// megabytes passes within it, and a larger one is not worth a longer start.
const checkLimit = 3 * time.Second

// temporalTables are some of Temporal's, enough to tell its database from any
// other.
var temporalTables = []string{"cluster_metadata_info", "executions", "executions_visibility", "namespaces", "shards"}

// prepareDatabase makes path a database that this server version may open, or
// says why it cannot. A missing or empty file gets the schema; one of Temporal's
// is opened when its stamp names this version. Whatever is refused is left as it
// was. The caller holds the lock.
func prepareDatabase(ctx context.Context, path, version string) error {
	empty, err := emptyDatabase(ctx, path)
	if err != nil {
		return err
	}
	if !empty {
		return checkStamp(path, version)
	}
	// The stamp goes first: a schema without one is refused, and a stamp without
	// a schema is written over the next time.
	if err := writeStamp(path, version); err != nil {
		return fmt.Errorf("write the version stamp: %w", err)
	}
	return createSchema(ctx, path)
}

// emptyDatabase reports whether path is still without tables. It fails unless
// path is missing, empty, or a sound database of Temporal's.
func emptyDatabase(ctx context.Context, path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, databaseFailure(codeDatabaseForeign, "%s is not a file; name another one with --db.", path)
	}
	if err := checkWritable(path); err != nil {
		return false, err
	}
	if info.Size() == 0 {
		return true, nil
	}
	if err := checkHeader(path); err != nil {
		return false, err
	}

	db, err := openDatabase(path)
	if err != nil {
		return false, err
	}
	defer db.Close()
	if err := checkPages(ctx, db, path); err != nil {
		return false, err
	}
	tables, err := listTables(ctx, db)
	if err != nil {
		return false, damagedOr(err, path)
	}
	if len(tables) == 0 {
		return true, nil
	}
	for _, table := range temporalTables {
		if !slices.Contains(tables, table) {
			return false, databaseFailure(codeDatabaseForeign,
				"%s is an SQLite database, but not one of Temporal's; name another file with --db.", path)
		}
	}
	return false, nil
}

func checkWritable(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return databaseFailure(codeDatabaseReadOnly, "%s cannot be written: %v.", path, err)
	}
	return file.Close()
}

// checkHeader requires the sixteen bytes that every SQLite file begins with
// (https://www.sqlite.org/fileformat.html, 1.3.1), so that SQLite never opens a
// file that is not one.
func checkHeader(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	header := make([]byte, 16)
	if _, err := io.ReadFull(file, header); err != nil || string(header) != "SQLite format 3\x00" {
		return databaseFailure(codeDatabaseDamaged,
			"%s is not an SQLite database, or its beginning is damaged; restore it from a copy, or move it away to start with an empty one.", path)
	}
	return nil
}

// checkPages looks for damage until checkLimit and takes the rest on trust.
func checkPages(ctx context.Context, db *sql.DB, path string) error {
	limited, cancel := context.WithTimeout(ctx, checkLimit)
	defer cancel()
	var verdict string
	err := db.QueryRowContext(limited, "PRAGMA quick_check(1)").Scan(&verdict)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return nil
	case err != nil:
		return damagedOr(err, path)
	case verdict != "ok":
		return damaged(path, strings.TrimSpace(verdict))
	}
	return nil
}

func listTables(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		tables = append(tables, name)
	}
	return tables, rows.Err()
}

// damagedOr names err damage where SQLite says so.
func damagedOr(err error, path string) error {
	var cause *sqlite.Error
	if errors.As(err, &cause) {
		switch cause.Code() & 0xff { // the rest are extended codes
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return damaged(path, cause.Error())
		}
	}
	return fmt.Errorf("open %s: %w", path, err)
}

func damaged(path, finding string) error {
	return databaseFailure(codeDatabaseDamaged,
		"%s is damaged (%s); restore it from a copy, or move it away to start with an empty one.", path, finding)
}

func databaseFailure(code failureCode, format string, args ...any) error {
	return &startFailure{Code: code, Message: fmt.Sprintf(format, args...), Flag: "--db"}
}

// checkpoint moves everything committed into the database file and empties the
// write-ahead log. Temporal's pool never closes its connection, so that SQLite
// would otherwise leave this to the next start.
func checkpoint(ctx context.Context, path string) error {
	db, err := openDatabase(path)
	if err != nil {
		return err
	}
	defer db.Close()
	var busy, frames, moved int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return errors.New("the write-ahead log is still being read")
	}
	return nil
}
