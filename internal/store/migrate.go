package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// migrationTable is where the database keeps its version.
const migrationTable = "curfew_migrations"

// Migrate brings the database to the version this Curfew needs; one that is there
// already stays as it is. Any number of processes may do so at once.
func (s *Store) Migrate(ctx context.Context) error {
	provider, err := s.migrator()
	if err != nil {
		return trouble("migrating the database", err)
	}
	for {
		before, _, err := s.versions(ctx)
		if err != nil {
			return trouble("reading the database's version", err)
		}
		if _, err = provider.Up(ctx); err == nil || s.driver == Postgres {
			return trouble("migrating the database", err)
		}
		// There is no lock for this as on Postgres. Where the database has moved on,
		// another process was faster with that step, and the rest is still to be done.
		if now, needs, broken := s.versions(ctx); broken != nil || now == before || now > needs {
			return trouble("migrating the database", err)
		}
	}
}

// Ready says why the database cannot be worked with yet, or nil.
func (s *Store) Ready(ctx context.Context) error {
	has, needs, err := s.versions(ctx)
	switch {
	case err != nil:
		return trouble("reading the database's version", err)
	case has > needs:
		return newer(has, needs)
	case has < needs:
		return fmt.Errorf("the database is at version %d and this Curfew needs %d: run `curfew migrate`", has, needs)
	}
	return nil
}

func (s *Store) refuseNewer(ctx context.Context) error {
	has, needs, err := s.versions(ctx)
	if err == nil && has > needs {
		return newer(has, needs)
	}
	return trouble("reading the database's version", err)
}

func newer(has, needs int64) error {
	return fmt.Errorf("the database is from a newer Curfew: it is at version %d, and this one knows %d", has, needs)
}

// versions are the database's and this program's. It writes nothing, so that a
// database that is only looked at stays as it is.
func (s *Store) versions(ctx context.Context) (has, needs int64, err error) {
	provider, err := s.migrator()
	if err != nil {
		return 0, 0, err
	}
	sources := provider.ListSources()
	needs = sources[len(sources)-1].Version
	query := "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '" + migrationTable + "'"
	if s.driver == Postgres {
		query = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('" + migrationTable + "')"
	}
	var tables int
	if err := s.writes.QueryRowContext(ctx, query).Scan(&tables); err != nil || tables == 0 {
		return 0, needs, err
	}
	err = s.writes.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+migrationTable).Scan(&has)
	return has, needs, err
}

func (s *Store) migrator() (*goose.Provider, error) {
	options := []goose.ProviderOption{
		goose.WithTableName(migrationTable),
		goose.WithDisableGlobalRegistry(true),
		goose.WithLogger(goose.NopLogger()),
	}
	dialect := goose.DialectSQLite3
	if s.driver == Postgres {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, "migrations/"+string(s.driver))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, s.writes, files, options...)
}
