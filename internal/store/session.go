package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"gorm.io/gorm"
)

// sessionRow keeps a hash of the token, so that a copy of the database signs
// nobody in.
type sessionRow struct {
	TokenHash string `gorm:"primaryKey"`
	Data      []byte
	Expires   instant `gorm:"column:expires_at"`
}

func (sessionRow) TableName() string { return "sessions" }

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx returns a session's data; found is false once it is over.
func (s *Store) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var rows []sessionRow
	err = s.read(ctx).Where("token_hash = ? AND expires_at > ?", hashToken(token), on(s.now())).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, false, trouble("reading a session", err)
	}
	return rows[0].Data, true, nil
}

// CommitCtx writes a session, replacing one of that token.
func (s *Store) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if data == nil {
		data = []byte{} // nothing is not NULL
	}
	return s.write(ctx, "writing a session", func(tx *gorm.DB) error {
		row := sessionRow{TokenHash: hashToken(token), Data: data, Expires: on(expiry)}
		return tx.Clauses(orReplace).Create(&row).Error
	})
}

// DeleteCtx ends a session; one that is not there is no error.
func (s *Store) DeleteCtx(ctx context.Context, token string) error {
	return s.write(ctx, "ending a session", func(tx *gorm.DB) error {
		return tx.Where("token_hash = ?", hashToken(token)).Delete(&sessionRow{}).Error
	})
}

// PruneSessions removes sessions that are over and says how many.
func (s *Store) PruneSessions(ctx context.Context) (removed int64, err error) {
	err = s.write(ctx, "pruning sessions", func(tx *gorm.DB) error {
		done := tx.Where("expires_at <= ?", on(s.now())).Delete(&sessionRow{})
		removed = done.RowsAffected
		return done.Error
	})
	return removed, err
}

// Find is FindCtx for callers that have no context.
func (s *Store) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers that have no context.
func (s *Store) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for callers that have no context.
func (s *Store) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
