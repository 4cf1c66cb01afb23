package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Store is the record in one database. It is safe for concurrent use, by any
// number of goroutines and of processes.
type Store struct {
	driver Driver
	clock  func() time.Time
	// Writes have one connection on SQLite and so queue up here, instead of being
	// refused there; on Postgres both are the same pool.
	writes *sql.DB
	reads  *sql.DB
	writer *gorm.DB
	reader *gorm.DB
}

// Open connects to the database. It does not migrate: see Migrate and Ready. An
// error is one sentence that names what is wrong: the directory, the file, the
// server, the account, or that a newer Curfew has been here.
func Open(ctx context.Context, config Config) (*Store, error) {
	store := &Store{driver: config.Driver, clock: config.Clock}
	if store.clock == nil {
		store.clock = time.Now
	}
	var err error
	switch config.Driver {
	case SQLite:
		err = store.openSQLite(ctx, config.Path)
	case Postgres:
		err = store.openPostgres(ctx, config.URL)
	default:
		return nil, refuseDriver(config.Driver)
	}
	if err == nil {
		err = store.refuseNewer(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// Close ends all connections; waiting calls fail.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.writes, s.reads} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Ping answers whether the database can be read.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return trouble("reading the database", s.reads.QueryRowContext(ctx, "SELECT 1").Scan(&one))
}

func openGORM(dialector gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(dialector, &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // statements carry what people wrote
	})
}

// now is the clock at the precision that both databases keep.
func (s *Store) now() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }
