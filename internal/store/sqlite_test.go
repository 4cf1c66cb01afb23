package store

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"
)

func TestOpenSQLiteRefusesWithOneSentence(t *testing.T) {
	directory := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(directory, name)
		must(t, os.WriteFile(path, content, 0o600))
		return path
	}
	sound := filepath.Join(directory, "sound.db")
	makeSQLite(t, sound, "CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES (hex(randomblob(50000)))")
	whole, err := os.ReadFile(sound)
	must(t, err)
	scribbled := bytes.Clone(whole)
	copy(scribbled[4096:], bytes.Repeat([]byte{0xff}, 4096))
	newer := filepath.Join(directory, "newer.db")
	makeSQLite(t, newer, "PRAGMA application_id = 1129465431",
		"CREATE TABLE curfew_migrations (version_id INTEGER)", "INSERT INTO curfew_migrations VALUES (9999)")

	for name, c := range map[string]struct{ path, says string }{
		"no name":           {"", "has no name"},
		"missing directory": {filepath.Join(directory, "nowhere", "curfew.db"), "the directory " + filepath.Join(directory, "nowhere")},
		"directory":         {directory, "is a directory and not a file"},
		"not writable":      {unwritable(t), "is not writable"},
		"not a database":    {write("letter.db", bytes.Repeat([]byte("Dear reader, "), 1000)), "is damaged: "},
		"cut off":           {write("cut.db", whole[:len(whole)/2]), "is damaged: "},
		"scribbled over":    {write("scribbled.db", scribbled), "is damaged: "},
		"somebody else's":   {sound, "is not Curfew's"},
		"from a newer one":  {newer, "is from a newer Curfew: it is at version 9999, and this one knows 2"},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			s, err := Open(t.Context(), Config{Driver: SQLite, Path: c.path})
			if err == nil {
				t.Fatal("opened", s.Close())
			}
			if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("it says %q, want one sentence with %q", err, c.says)
			}
			if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) && name != "from a newer one" {
				t.Error("the refused file was changed")
			}
		})
	}
}

func TestOpenRefusesAnUnknownDriver(t *testing.T) {
	if _, err := Open(t.Context(), Config{Driver: "oracle"}); err == nil || !strings.Contains(err.Error(), `"oracle"`) {
		t.Errorf("got %v", err)
	}
}

func TestSQLiteTakesAnyPath(t *testing.T) {
	for _, name := range []string{"with space.db", "what?.db", "100%.db", "a#b&c=d.db", "ümläut.db"} {
		path := filepath.Join(t.TempDir(), name)
		must(t, opened(t, Config{Driver: SQLite, Path: path}).Migrate(t.Context()))
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%q is not where the database is: %v", name, err)
		}
	}
}

func TestSQLiteCommitsAreOnTheDiskBeforeTheyAreAcknowledged(t *testing.T) {
	s := opened(t, Config{Driver: SQLite, Path: filepath.Join(t.TempDir(), "curfew.db")})
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1"} {
		var got string
		must(t, s.writes.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

// unwritable is a path that may not be written, by the superuser neither.
func unwritable(t *testing.T) string {
	if os.Geteuid() == 0 {
		return "/sys/curfew.db"
	}
	directory := filepath.Join(t.TempDir(), "locked")
	must(t, os.Mkdir(directory, 0o500))
	return filepath.Join(directory, "curfew.db")
}

func makeSQLite(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open(sqlite.DriverName, path)
	must(t, err)
	for _, statement := range statements {
		_, err := db.ExecContext(t.Context(), statement)
		must(t, err)
	}
	must(t, db.Close())
}
