package store

import (
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/curfewhq/curfew/internal/pgtest"
)

// eachEmpty runs a test with the address of a database that was never migrated.
func eachEmpty(t *testing.T, test func(t *testing.T, config Config)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		test(t, Config{Driver: SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	})
	t.Run("postgres", func(t *testing.T) {
		test(t, Config{Driver: Postgres, URL: pgtest.Database(t)})
	})
}

func TestReadySaysWhatIsMissing(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		s := opened(t, config)
		if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "curfew migrate") {
			t.Errorf("an empty database is ready: %v", err)
		}
		must(t, s.Migrate(t.Context()))
		must(t, s.Ready(t.Context()))
		must(t, s.Migrate(t.Context())) // once more changes nothing
	})
}

func TestADatabaseFromANewerCurfewIsRefused(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		s := opened(t, config)
		must(t, s.Migrate(t.Context()))
		_, err := s.writes.ExecContext(t.Context(), "INSERT INTO curfew_migrations (version_id, is_applied) VALUES (9999, true)")
		must(t, err)
		if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "newer Curfew") {
			t.Errorf("Ready says %v", err)
		}
		if _, err := Open(t.Context(), config); err == nil || !strings.Contains(err.Error(), "newer Curfew") {
			t.Errorf("Open says %v", err)
		}
	})
}

func TestAnyNumberMayMigrateAtOnce(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		var group sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			s := opened(t, config)
			group.Go(func() { errs[i] = s.Migrate(t.Context()) })
		}
		group.Wait()
		for _, err := range errs {
			must(t, err)
		}
		must(t, opened(t, config).Ready(t.Context()))
	})
}

func TestBothDatabasesHaveTheSameColumns(t *testing.T) {
	columns := map[Driver][]string{}
	queries := map[Driver]string{
		SQLite: `SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'curfew_migrations' ORDER BY 1`,
		Postgres: `SELECT table_name || '.' || column_name FROM information_schema.columns
			WHERE table_schema = 'public' AND table_name <> 'curfew_migrations' ORDER BY (table_name || '.' || column_name) COLLATE "C"`,
	}
	eachEmpty(t, func(t *testing.T, config Config) {
		s := opened(t, config)
		must(t, s.Migrate(t.Context()))
		rows, err := s.writes.QueryContext(t.Context(), queries[config.Driver])
		must(t, err)
		defer func() { must(t, rows.Close()) }()
		for rows.Next() {
			var column string
			must(t, rows.Scan(&column))
			columns[config.Driver] = append(columns[config.Driver], column)
		}
		must(t, rows.Err())
	})
	if !reflect.DeepEqual(columns[SQLite], columns[Postgres]) {
		t.Errorf("the schemas differ:\n%v\n%v", columns[SQLite], columns[Postgres])
	}
}
