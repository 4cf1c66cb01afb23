package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// noon is a moment with more digits than the database keeps, in another zone.
var noon = time.Date(2026, 3, 29, 14, 0, 0, 123456789, time.FixedZone("CEST", 2*60*60))

// tick is the clock of a store under test: a microsecond later whenever it is asked.
func tick() func() time.Time {
	at := make(chan time.Time, 1)
	at <- noon
	return func() time.Time {
		now := <-at
		at <- now.Add(time.Microsecond)
		return now
	}
}

// each runs a test on an empty database of either kind: the promises are the same.
func each(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "curfew.db")
		content, err := migratedFile()
		must(t, err)
		must(t, os.WriteFile(path, content, 0o600))
		test(t, opened(t, Config{Driver: SQLite, Path: path}))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, opened(t, Config{Driver: Postgres, URL: migrated.Database(t)}))
	})
}

func opened(t *testing.T, config Config) *Store {
	t.Helper()
	if config.Clock == nil {
		config.Clock = tick()
	}
	s, err := Open(t.Context(), config)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused fails unless the error is a refusal with that code and a sentence.
func refused(t *testing.T, err error, code access.Code) *access.Refusal {
	t.Helper()
	var refusal *access.Refusal
	if !errors.As(err, &refusal) || refusal.Code != code {
		t.Fatalf("got %v, want a refusal with the code %q", err, code)
	}
	if refusal.Message == "" {
		t.Errorf("the refusal %q has no sentence", code)
	}
	return refusal
}
