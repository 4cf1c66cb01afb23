package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// databases counts those that this process made.
var databases atomic.Int64

// newDatabase makes an empty database beside the one of the address. Drop removes it,
// whoever still uses it.
func newDatabase(ctx context.Context, address string) (its string, drop func(), err error) {
	server, err := url.Parse(address)
	if err != nil {
		return "", nil, errors.New("the address of the Postgres server cannot be read: it has to look like postgres://user:password@host:5432/postgres")
	}
	name := fmt.Sprintf("curfew_chaos_%d_%d", os.Getpid(), databases.Add(1))
	if err := statement(ctx, address, "CREATE DATABASE "+name); err != nil {
		return "", nil, fmt.Errorf("a database for the matrix cannot be made: %w", err)
	}
	server.Path = "/" + name
	return server.String(), func() {
		// A database that is left behind is in nobody's way.
		_ = statement(context.WithoutCancel(ctx), address, "DROP DATABASE "+name+" WITH (FORCE)")
	}, nil
}

func statement(ctx context.Context, address, text string) error {
	connection, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close(ctx) }()
	_, err = connection.Exec(ctx, text)
	return err
}
