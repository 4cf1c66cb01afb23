package store

import (
	"errors"
	"fmt"

	gosqlite "github.com/glebarez/go-sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteTrouble says in a sentence why the file cannot be used, or nil.
func sqliteTrouble(path string, err error) error {
	if err == nil {
		return nil
	}
	var failure *gosqlite.Error
	if !errors.As(err, &failure) {
		return fmt.Errorf("the database %s cannot be opened: %w", path, err)
	}
	switch failure.Code() & 0xff { // the rest is the extended code
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("the database %s is damaged: %w", path, failure)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("the database %s is not writable, or its directory is not: %w", path, failure)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("the database %s is held by another process: %w", path, failure)
	default:
		return fmt.Errorf("the database %s cannot be opened: %w", path, failure)
	}
}
