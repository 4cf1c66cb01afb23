package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

type reconciliationRow struct {
	ID        string
	Connector string
	StartedBy string
	Started   instant `gorm:"column:started_at"`
	Ended     instant `gorm:"column:ended_at"`
	State     string
	Detail    string
	Counts    document[access.ReconciliationCounts]
}

func (reconciliationRow) TableName() string { return "reconciliations" }

func rowOfReconciliation(r access.Reconciliation) reconciliationRow {
	return reconciliationRow{
		ID: r.ID, Connector: r.Connector, StartedBy: r.By, Started: on(r.StartedAt), Ended: on(r.EndedAt),
		State: string(r.State), Detail: r.Detail, Counts: documentOf(r.Counts),
	}
}

func (r reconciliationRow) reconciliation() access.Reconciliation {
	return access.Reconciliation{
		ID: r.ID, Connector: r.Connector, By: r.StartedBy, StartedAt: r.Started.at, EndedAt: r.Ended.at,
		State: access.ReconciliationState(r.State), Detail: r.Detail, Counts: r.Counts.v,
	}
}

func (r reconciliationRow) place() place { return place{Order: r.Started.at.UnixMicro(), ID: r.ID} }

// SaveReconciliation writes how far a reconciliation has come. One that has ended
// stays as it is. Any other of the same connector that runs was interrupted: there is
// never more than one.
func (s *Store) SaveReconciliation(ctx context.Context, r access.Reconciliation) error {
	return s.write(ctx, "saving a reconciliation", func(tx *gorm.DB) error {
		row := rowOfReconciliation(r)
		done := tx.Clauses(orNothing).Create(&row)
		if done.Error == nil && done.RowsAffected == 0 {
			done = tx.Where("ended_at IS NULL").Select("*").Updates(&row)
		}
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		err := tx.Model(&reconciliationRow{}).Where("connector = ? AND ended_at IS NULL AND id <> ?", r.Connector, r.ID).
			Updates(map[string]any{
				"ended_at": on(s.now()), "state": string(access.Interrupted), "detail": "Its run was lost, and another one began.",
			}).Error
		if err != nil {
			return err
		}
		return s.record(tx, nil, []access.Event{{Topic: topicReconciliation, Ref: r.ID}})
	})
}

// Reconciliations lists them, newest first; an empty connector is all of them.
func (s *Store) Reconciliations(ctx context.Context, connector string, page access.Page) (access.Listed[access.Reconciliation], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.Reconciliation]{}, err
	}
	query := s.read(ctx).Order("started_at DESC, id DESC").Limit(limit(page) + 1)
	if connector != "" {
		query = query.Where("connector = ?", connector)
	}
	if began {
		query = query.Where("(started_at, id) < (?, ?)", on(time.UnixMicro(after.Order)), after.ID)
	}
	var rows []reconciliationRow
	err = query.Find(&rows).Error
	return listed(rows, page, reconciliationRow.reconciliation, reconciliationRow.place), trouble("reading reconciliations", err)
}
