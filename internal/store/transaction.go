package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// write runs work in one transaction; doing says for an error what it was.
func (s *Store) write(ctx context.Context, doing string, work func(tx *gorm.DB) error) error {
	return trouble(doing, s.writer.WithContext(ctx).Transaction(work))
}

// read is a session for statements that need not agree with each other.
func (s *Store) read(ctx context.Context) *gorm.DB { return s.reader.WithContext(ctx) }

// snapshot runs work on the database as it is at one moment.
func (s *Store) snapshot(ctx context.Context, doing string, work func(tx *gorm.DB) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.driver == Postgres {
		options.Isolation = sql.LevelRepeatableRead // SQLite's readers have it anyway
	}
	return trouble(doing, s.reader.WithContext(ctx).Transaction(work, options))
}

// locked makes a read within write keep others from changing what it found. On
// SQLite the whole transaction does that already.
func locked(tx *gorm.DB) *gorm.DB {
	return tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
}

// orNothing makes an insert of something that is there already change nothing.
var orNothing = clause.OnConflict{DoNothing: true}

// orReplace makes an insert of something that is there already replace it.
var orReplace = clause.OnConflict{UpdateAll: true}
