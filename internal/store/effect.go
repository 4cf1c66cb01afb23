package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/curfewhq/curfew/internal/access"
)

type effectRow struct {
	ID       string
	Key      string
	Action   string
	Want     document[access.Holding]
	Leases   document[[]string]
	Attempt  int
	FirstTry int
	LastTry  int
	At       instant
	LastAt   instant
	TookNS   int64 `gorm:"column:took_ns"`
	Reply    string
	Outcome  string
	Found    document[*access.Holding]
}

func (effectRow) TableName() string { return "effects" }

func rowOfEffect(effect access.Effect) effectRow {
	return effectRow{
		ID: effect.ID, Key: effect.Key.String(), Action: effect.Do, Want: documentOf(effect.Want), Leases: documentOf(effect.Leases),
		Attempt: effect.Attempt, FirstTry: effect.First, LastTry: effect.Last, At: on(effect.At), LastAt: on(effect.LastAt),
		TookNS: int64(effect.Took), Reply: string(effect.Reply), Outcome: effect.Outcome, Found: documentOf(effect.Found),
	}
}

func (r effectRow) effect() access.Effect {
	key, _ := access.ParseKey(r.Key) // written by rowOfEffect from a key that was checked
	return access.Effect{
		ID: r.ID, Key: key, Do: r.Action, Want: r.Want.v, Leases: r.Leases.v,
		Attempt: r.Attempt, First: r.FirstTry, Last: r.LastTry, At: r.At.at, LastAt: r.LastAt.at,
		Took: time.Duration(r.TookNS), Reply: access.Reply(r.Reply), Outcome: r.Outcome, Found: r.Found.v,
	}
}

func (r effectRow) place() place { return place{Order: r.At.at.UnixMicro(), ID: r.ID} }

// RecordEffect adds one attempt at the outside system, once by its id. Of one that is
// there already, attempts that were put off later take the place of its Last: thousands
// of them are one row, and recording them in another order, or twice, is no more.
func (s *Store) RecordEffect(ctx context.Context, effect access.Effect) error {
	if effect.ID == "" {
		return access.Refuse(access.CodeInvalid, "An effect needs an id.").At("id")
	}
	again := orNothing
	if effect.Reply == access.ReplyPutOff {
		again = clause.OnConflict{
			Columns:   []clause.Column{{Name: "id"}},
			DoUpdates: clause.AssignmentColumns([]string{"last_try", "last_at", "took_ns", "outcome"}),
			Where:     clause.Where{Exprs: []clause.Expression{gorm.Expr("excluded.last_try > effects.last_try")}},
		}
	}
	return s.write(ctx, "recording an effect", func(tx *gorm.DB) error {
		row := rowOfEffect(effect)
		return tx.Clauses(again).Create(&row).Error
	})
}

// clockSlack is by how much a worker's clock may be off Temporal's.
const clockSlack = 5 * time.Second

// Attempts lists what was tried with a lease's key while the lease had any part in
// it, newest first: from its beginning until its end was confirmed.
func (s *Store) Attempts(ctx context.Context, lease access.Lease, page access.Page) (access.Listed[access.Effect], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.Effect]{}, err
	}
	query := s.read(ctx).Where("key = ? AND last_at >= ?", lease.Key.String(), on(lease.From.Add(-clockSlack))).
		Order("at DESC, id DESC").Limit(limit(page) + 1)
	if last := lastOf(lease); !last.IsZero() {
		query = query.Where("at <= ?", on(last.Add(clockSlack)))
	}
	if began {
		query = query.Where("(at, id) < (?, ?)", on(time.UnixMicro(after.Order)), after.ID)
	}
	var rows []effectRow
	err = query.Find(&rows).Error
	return listed(rows, page, effectRow.effect, effectRow.place), trouble("reading attempts", err)
}

// lastOf is when the lease had no more part in its key; zero while it has.
func lastOf(lease access.Lease) time.Time {
	switch {
	case !lease.ConfirmedAt.IsZero():
		return lease.ConfirmedAt
	case lease.State == access.RefusedLease:
		return lease.EndedAt
	default:
		return time.Time{}
	}
}
