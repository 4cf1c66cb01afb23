package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"github.com/curfewhq/curfew/internal/pgtest"
)

// migrated is a Postgres database as the migrations leave it.
var migrated = &pgtest.Template{
	Prepare: func(url string) error {
		return migrate(Config{Driver: Postgres, URL: url})
	},
	Reset: func(url string) (err error) {
		s, err := Open(context.Background(), Config{Driver: Postgres, URL: url})
		if err != nil {
			return err
		}
		// The role skips the triggers that keep the audit log and versions.
		_, err = s.writes.ExecContext(context.Background(), `DO $$
			DECLARE name text;
			BEGIN
				SET LOCAL session_replication_role = replica;
				FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
					AND tablename NOT IN ('journal', 'curfew_migrations')
				LOOP
					EXECUTE format('DELETE FROM %I', name);
				END LOOP;
				UPDATE journal SET audit_seq = 0, audit_hash = '', event_id = 0;
				ALTER TABLE audit ENABLE TRIGGER USER;
			END $$`)
		return errors.Join(err, s.Close())
	},
}

// migratedFile is a SQLite database as the migrations leave it.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	directory, err := os.MkdirTemp("", "curfew-store-")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(directory, "curfew.db")
	err = migrate(Config{Driver: SQLite, Path: path})
	content, reading := os.ReadFile(path)
	return content, errors.Join(err, reading, os.RemoveAll(directory))
})

func migrate(config Config) error {
	ctx := context.Background()
	s, err := Open(ctx, config)
	if err != nil {
		return err
	}
	return errors.Join(s.Migrate(ctx), s.Close())
}
