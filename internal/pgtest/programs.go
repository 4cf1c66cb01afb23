package pgtest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
)

// errNotInstalled is what a test fails with where there is no server to start.
var errNotInstalled = errors.New("these tests need PostgreSQL's server programs (initdb, postgres). Install them:\n" +
	"  Debian, Ubuntu:  apt-get update && apt-get install -y postgresql\n" +
	"  Fedora:          dnf install -y postgresql-server\n" +
	"  macOS:           brew install postgresql@17\n" +
	"or say where they are: export CURFEW_PG_BIN=/path/to/postgresql/bin")

// places are where distributions put the programs, besides PATH.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// programs is the directory of initdb and postgres: CURFEW_PG_BIN and nothing else
// where it is set, then PATH, then the newest of the usual places.
func programs() (string, error) {
	if given := os.Getenv("CURFEW_PG_BIN"); given != "" {
		if complete(given) {
			return given, nil
		}
		return "", errors.New("CURFEW_PG_BIN is set to " + given + ", where there is no initdb and postgres")
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		// Its own directory, as a link alone does not say where the server is.
		if initdb, err = filepath.EvalSymlinks(initdb); err == nil && complete(filepath.Dir(initdb)) {
			return filepath.Dir(initdb), nil
		}
	}
	for _, place := range places {
		found, _ := filepath.Glob(place) // fails on a malformed pattern only
		sort.Sort(sort.Reverse(sort.StringSlice(found)))
		for _, directory := range found {
			if complete(directory) {
				return directory, nil
			}
		}
	}
	return "", errNotInstalled
}

func complete(directory string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(directory, name)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}
