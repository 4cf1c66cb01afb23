package pgtest

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestNoServerProgramsIsSaidWithWhatToType(t *testing.T) {
	t.Setenv("CURFEW_PG_BIN", t.TempDir())
	if _, err := programs(); err == nil || !strings.Contains(err.Error(), "CURFEW_PG_BIN") {
		t.Errorf("an empty directory is taken: %v", err)
	}
	t.Setenv("CURFEW_PG_BIN", "")
	t.Setenv("PATH", t.TempDir())
	usual := places
	places = nil
	defer func() { places = usual }()
	if _, err := programs(); err == nil || !strings.Contains(err.Error(), "apt-get install -y postgresql") {
		t.Errorf("the line to type is missing: %v", err)
	}
}

func TestDatabasesAreApart(t *testing.T) {
	one, two := Database(t), Database(t)
	if err := execute(one, "CREATE TABLE notes (n int)"); err != nil {
		t.Fatal(err)
	}
	if err := execute(two, "SELECT * FROM notes"); err == nil {
		t.Error("what one test writes is seen by another")
	}
}

func TestADatabaseIsHandedOnAsItWasPrepared(t *testing.T) {
	template := &Template{
		Prepare: func(url string) error { return execute(url, "CREATE TABLE notes (n int UNIQUE)") },
		Reset:   func(url string) error { return execute(url, "DELETE FROM notes") },
	}
	used := map[string]bool{}
	for range 3 {
		t.Run("one after the other", func(t *testing.T) {
			first, second := template.Database(t), template.Database(t)
			for _, url := range []string{first, second} {
				used[url] = true
				if err := execute(url, "INSERT INTO notes VALUES (1)"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if len(used) != 2 {
		t.Errorf("%d databases, want the 2 that are in use at once", len(used))
	}
}

func execute(url, statements string) error {
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(context.Background(), statements)
	_ = conn.Close(context.Background()) // the statement's error counts
	return err
}
