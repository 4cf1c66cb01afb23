package wiring

import (
	"context"
	"fmt"

	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
)

// Record opens the database. It does not migrate it. The error names the setting
// that leads there.
func Record(ctx context.Context, database config.Database) (*store.Store, error) {
	record, err := store.Open(ctx, store.Config{
		Driver: store.Driver(database.Driver), Path: database.Path, URL: database.URL.Reveal(),
	})
	if err != nil {
		setting := "database.path (CURFEW_DATABASE_PATH)"
		if database.Driver == config.Postgres {
			setting = "database.url (CURFEW_DATABASE_URL)"
		}
		return nil, fmt.Errorf("%w: check %s", err, setting)
	}
	return record, nil
}

// ReadyRecord opens a database that has been migrated, or says to do so.
func ReadyRecord(ctx context.Context, database config.Database) (*store.Store, error) {
	record, err := Record(ctx, database)
	if err != nil {
		return nil, err
	}
	if err := record.Ready(ctx); err != nil {
		_ = record.Close() // nothing was written
		return nil, err
	}
	return record, nil
}
