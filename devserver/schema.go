package main

import (
	"context"
	"database/sql"
	"fmt"

	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	sqliteschema "go.temporal.io/server/schema/sqlite"
)

// createSchema gives an empty database Temporal's tables, all or none: a process
// killed in the middle leaves it empty.
func createSchema(ctx context.Context, path string) error {
	db, err := openDatabase(path)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("create %s: %w", path, err)
	}
	defer tx.Rollback()
	if err := sqliteschema.SetupSchemaOnDB(schemaTx{tx: tx}); err != nil {
		return fmt.Errorf("create %s: %w", path, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("create %s: %w", path, err)
	}
	return nil
}

// schemaTx has Temporal write its schema inside our transaction. Exec is all
// that the schema needs; the rest of the interface is absent and would panic.
type schemaTx struct {
	sqlplugin.AdminDB
	tx *sql.Tx
}

func (s schemaTx) Exec(statement string, args ...any) error {
	_, err := s.tx.Exec(statement, args...)
	return err
}
