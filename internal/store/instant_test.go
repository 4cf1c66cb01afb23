package store

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestInstantsAreUTCToTheMicrosecondOnBothDatabases(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for name, at := range map[string]time.Time{
			"another zone":      noon,
			"repeated hour":     time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC),
			"no fraction":       time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			"before the epoch":  time.Date(1969, 7, 20, 20, 17, 40, 1000, time.UTC),
			"far away":          time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC),
			"zero, that is not": {},
		} {
			saveRequest(t, s, access.RequestSnapshot{
				Request: access.Request{ID: name, CreatedAt: noon, ClosedAt: at},
			})
			read, err := s.Request(t.Context(), name)
			must(t, err)
			want := at.UTC().Truncate(time.Microsecond)
			if read.ClosedAt != want { // the location and the missing monotonic reading too
				t.Errorf("%s: %v was read as %v", name, at, read.ClosedAt)
			}
		}
		var null int
		must(t, s.reads.QueryRowContext(t.Context(),
			"SELECT count(*) FROM requests WHERE closed_at IS NULL").Scan(&null))
		if null != 1 {
			t.Errorf("%d are NULL, want the zero time alone", null)
		}
	})
}

func TestAnInstantThatNoDatabaseKeepsIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.SaveRequest(t.Context(), access.RequestSnapshot{
			Request: access.Request{ID: "r", CreatedAt: noon, ClosedAt: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		})
		if err == nil {
			t.Error("the year 10000 was taken")
		}
		_, err = s.Request(t.Context(), "r")
		_ = refused(t, err, access.CodeNotFound)
	})
}
