package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

var databases atomic.Int64

// Database makes an empty database for the test and returns its URL. It is dropped
// when the test ends.
func Database(t testing.TB) string {
	t.Helper()
	server, err := running()
	if err != nil {
		t.Fatal(err)
	}
	name, err := server.create("template0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("dropping the test's database: %v", err)
		}
	})
	return server.url(name)
}

// create copies a database under a name of its own.
func (c *cluster) create(template string) (string, error) {
	name := fmt.Sprintf("curfew_test_%d", databases.Add(1))
	return name, c.run("CREATE DATABASE " + name + " TEMPLATE " + template)
}

// url is the address of one of the cluster's databases.
func (c *cluster) url(database string) string {
	address := url.URL{
		Scheme: "postgres", User: url.UserPassword(superuser, c.password),
		Host: c.address, Path: database, RawQuery: "sslmode=disable",
	}
	return address.String()
}

func (c *cluster) run(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	if closing := conn.Close(ctx); err == nil {
		err = closing
	}
	return err
}
