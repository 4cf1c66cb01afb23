package store

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/pgtest"
)

func TestASessionLastsUntilItsEnd(t *testing.T) {
	now := noon
	test := func(config Config) func(t *testing.T) {
		return func(t *testing.T) {
			now = noon
			config.Clock = func() time.Time { return now }
			s := opened(t, config)
			must(t, s.Migrate(t.Context()))
			if _, found, err := s.Find("token"); found || err != nil {
				t.Errorf("before: %v, %v", found, err)
			}
			must(t, s.Commit("token", []byte("old"), noon.Add(time.Minute)))
			must(t, s.Commit("token", []byte("\x00new"), noon.Add(time.Hour)))
			if data, found, err := s.Find("token"); !found || string(data) != "\x00new" || err != nil {
				t.Errorf("during: %q, %v, %v", data, found, err)
			}
			now = noon.Add(time.Hour)
			if _, found, err := s.Find("token"); found || err != nil {
				t.Errorf("at its end: %v, %v", found, err)
			}
			must(t, s.Commit("another", nil, noon.Add(2*time.Hour)))
			removed, err := s.PruneSessions(t.Context())
			must(t, err)
			if _, found, err := s.Find("another"); removed != 1 || !found || err != nil {
				t.Errorf("pruned %d, the other is there: %v, %v", removed, found, err)
			}
			must(t, s.Delete("another"))
			must(t, s.Delete("another"))
			if _, found, err := s.Find("another"); found || err != nil {
				t.Errorf("signed out: %v, %v", found, err)
			}
		}
	}
	t.Run("sqlite", test(Config{Driver: SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")}))
	t.Run("postgres", func(t *testing.T) { test(Config{Driver: Postgres, URL: pgtest.Database(t)})(t) })
}

func TestACopyOfTheDatabaseSignsNobodyIn(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.Commit("token", []byte("data"), noon.Add(time.Hour)))
		var kept string
		must(t, s.reads.QueryRowContext(t.Context(), "SELECT token_hash FROM sessions").Scan(&kept))
		if kept == "token" || len(kept) != 64 {
			t.Errorf("kept is %q", kept)
		}
	})
}
