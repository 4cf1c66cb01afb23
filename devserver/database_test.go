package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testVersion = "1.32.1"

// temporalFile creates a database as a first start does.
func temporalFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "temporal.db")
	if err := prepareDatabase(t.Context(), path, testVersion); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPrepareDatabaseRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		arrange func(t *testing.T, path string)
		code    failureCode
		says    string
	}{
		"a text file": {
			func(t *testing.T, path string) { write(t, path, []byte("name,login\nAda,ada@example.com\n")) },
			codeDatabaseDamaged, "not an SQLite database",
		},
		"a few bytes": {
			func(t *testing.T, path string) { write(t, path, []byte("SQLite")) },
			codeDatabaseDamaged, "not an SQLite database",
		},
		"a header and nothing else": {
			func(t *testing.T, path string) { write(t, path, append([]byte("SQLite format 3\x00"), "garbage"...)) },
			codeDatabaseDamaged, "damaged",
		},
		"pages overwritten": {
			func(t *testing.T, path string) {
				content := read(t, path)
				copy(content[len(content)/2:], bytes.Repeat([]byte{0xa5}, 20000))
				write(t, path, content)
			},
			codeDatabaseDamaged, "damaged",
		},
		"the end cut off": {
			func(t *testing.T, path string) { write(t, path, read(t, path)[:100<<10]) },
			codeDatabaseDamaged, "damaged",
		},
		"another program's database": {
			func(t *testing.T, path string) {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
				execute(t, path, "CREATE TABLE requests (id TEXT PRIMARY KEY)")
			},
			codeDatabaseForeign, "not one of Temporal's",
		},
		"a directory": {
			func(t *testing.T, path string) {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
				if err := os.Mkdir(path, 0o700); err != nil {
					t.Fatal(err)
				}
			},
			codeDatabaseForeign, "not a file",
		},
		"a newer version": {
			func(t *testing.T, path string) { write(t, stampPath(path), []byte("1.100.0\n")) },
			codeDatabaseVersion, "newer than the 1.32.1",
		},
		"an older version": {
			func(t *testing.T, path string) { write(t, stampPath(path), []byte("1.9.4\n")) },
			codeDatabaseVersion, "cannot convert",
		},
		"a version that is none": {
			func(t *testing.T, path string) { write(t, stampPath(path), []byte("latest\n")) },
			codeDatabaseVersion, "not a version",
		},
		"no version": {
			func(t *testing.T, path string) {
				if err := os.Remove(stampPath(path)); err != nil {
					t.Fatal(err)
				}
			},
			codeDatabaseVersion, "no version stamp",
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := temporalFile(t)
			test.arrange(t, path)
			before := snapshot(t, filepath.Dir(path))

			failure := wantFailure(t, prepareDatabase(t.Context(), path, testVersion), test.code)
			if failure.Flag != "--db" || !strings.Contains(failure.Message, test.says) || !strings.Contains(failure.Message, path) {
				t.Errorf("got %+v", failure)
			}
			if after := snapshot(t, filepath.Dir(path)); after != before {
				t.Error("the refusal changed a file")
			}
		})
	}
}

func TestPrepareDatabaseAccepts(t *testing.T) {
	for name, arrange := range map[string]func(t *testing.T, path string){
		"what it made itself": func(*testing.T, string) {},
		"an empty file":       func(t *testing.T, path string) { write(t, path, nil) },
		"a first start that was killed": func(t *testing.T, path string) {
			write(t, path, nil)
			write(t, stampPath(path), []byte("1.9.4\n"))
		},
		"a database without tables": func(t *testing.T, path string) {
			write(t, path, nil)
			execute(t, path, "CREATE TABLE t (x)", "DROP TABLE t")
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := temporalFile(t)
			arrange(t, path)
			if err := prepareDatabase(t.Context(), path, testVersion); err != nil {
				t.Fatal(err)
			}
			if empty, err := emptyDatabase(t.Context(), path); empty || err != nil {
				t.Errorf("the database is empty: %v, %v", empty, err)
			}
			if err := checkStamp(path, testVersion); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPrepareDatabaseTakesAnyPath(t *testing.T) {
	for _, name := range []string{"with space.db", "what?.db", "100%41.db", "a#b.db"} {
		path := filepath.Join(t.TempDir(), name)
		if err := prepareDatabase(t.Context(), path, testVersion); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s was not created under its name: %v", name, err)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	for _, test := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"1.32.1", "1.32.1", 0, true},
		{"1.9.0", "1.32.1", -1, true},
		{"1.32.10", "1.32.9", 1, true},
		{"2", "1.32.1", 1, true},
		{"", "1.32.1", 0, false},
		{"1.32.1-rc1", "1.32.1", 0, false},
		{"1.-2", "1.32.1", 0, false},
	} {
		if order, ok := compareVersions(test.a, test.b); order != test.order || ok != test.ok {
			t.Errorf("%q against %q gives %d, %v", test.a, test.b, order, ok)
		}
	}
}

func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := openDatabase(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// snapshot is every file of a directory with its content.
func snapshot(t *testing.T, directory string) string {
	t.Helper()
	entries, err := os.ReadDir(directory)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, entry := range entries {
		all.WriteString(entry.Name() + "\n")
		if entry.Type().IsRegular() {
			all.Write(read(t, filepath.Join(directory, entry.Name())))
		}
	}
	return all.String()
}
