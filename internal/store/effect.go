package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

type effectRow struct {
	ID      string
	Key     string
	Action  string
	Want    document[access.Holding]
	At      instant
	Outcome string
}

func (effectRow) TableName() string { return "effects" }

func rowOfEffect(effect access.Effect) effectRow {
	return effectRow{
		ID: effect.ID, Key: effect.Key.String(), Action: effect.Do,
		Want: documentOf(effect.Want), At: on(effect.At), Outcome: effect.Outcome,
	}
}

// RecordEffect adds one attempt at the outside system, once by its id.
func (s *Store) RecordEffect(ctx context.Context, effect access.Effect) error {
	if effect.ID == "" {
		return access.Refuse(access.CodeInvalid, "An effect needs an id.").At("id")
	}
	return s.write(ctx, "recording an effect", func(tx *gorm.DB) error {
		row := rowOfEffect(effect)
		return tx.Clauses(orNothing).Create(&row).Error
	})
}
