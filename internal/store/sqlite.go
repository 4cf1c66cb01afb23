package store

import (
	"context"
	"database/sql"
	"net/url"

	"github.com/glebarez/sqlite"
)

// openSQLite opens the file with one connection for writes and a few for reads. A
// commit is on the disk before it is acknowledged (synchronous=FULL).
func (s *Store) openSQLite(ctx context.Context, path string) error {
	if err := checkFile(path); err != nil {
		return err
	}
	if err := checkContent(ctx, path); err != nil {
		return err
	}
	var err error
	if s.writes, err = sql.Open(sqlite.DriverName, sqliteDSN(path, "_txlock=immediate")); err != nil {
		return sqliteTrouble(path, err)
	}
	s.writes.SetMaxOpenConns(1)
	if s.reads, err = sql.Open(sqlite.DriverName, sqliteDSN(path, "_pragma=query_only(1)")); err != nil {
		return sqliteTrouble(path, err)
	}
	s.reads.SetMaxOpenConns(4)
	s.reads.SetMaxIdleConns(4)
	if s.writer, err = openGORM(&sqlite.Dialector{Conn: pool{s.writes}}); err != nil {
		return sqliteTrouble(path, err)
	}
	s.reader, err = openGORM(&sqlite.Dialector{Conn: pool{s.reads}})
	return sqliteTrouble(path, err)
}

func sqliteDSN(path, more string) string {
	return sqliteURI(path) + "?_pragma=busy_timeout(15000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&" + more
}

// sqliteURI names the file whatever characters its path holds.
func sqliteURI(path string) string {
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	return file.String()
}
