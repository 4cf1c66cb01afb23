package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// The topics of events. An event of the catalogue has no audience: it concerns
// everybody. One of an automation has none either: what is not published concerns
// only who hears everything.
const (
	topicRequest    = "request"
	topicApproval   = "approval"
	topicAccess     = "access"
	topicMessage    = "message"
	topicCatalogue  = "catalogue"
	topicAutomation = "automation"
	topicFinding    = "finding"

	topicReconciliation = "reconciliation"
)

type eventRow struct {
	ID       int64 `gorm:"autoIncrement:false"`
	At       instant
	Topic    string
	Ref      string
	Audience document[[]string]
}

func (eventRow) TableName() string { return "events" }

func (r eventRow) event() access.Event {
	return access.Event{ID: r.ID, At: r.At.at, Topic: r.Topic, Ref: r.Ref, Audience: r.Audience.v}
}

// audience is everybody named, once, in order.
func audience(people ...string) []string {
	var named []string
	for _, person := range people {
		if person != "" {
			named = append(named, person)
		}
	}
	return sortedSet(named)
}

// EventsAfter lists events with a higher id, in order, at most limit of them. Ids
// have no gaps and become visible in order, so that whoever asks from the last id
// they saw misses none.
func (s *Store) EventsAfter(ctx context.Context, id int64, limit int) ([]access.Event, error) {
	var rows []eventRow
	err := s.read(ctx).Where("id > ?", id).Order("id").Limit(limit).Find(&rows).Error
	events := make([]access.Event, len(rows))
	for i, row := range rows {
		events[i] = row.event()
	}
	return events, trouble("reading events", err)
}

// LastEvent is the id of the newest event, 0 before the first; pruning does not
// lower it.
func (s *Store) LastEvent(ctx context.Context) (int64, error) {
	var head journalRow
	err := s.read(ctx).Take(&head).Error
	return head.EventID, trouble("reading the last event", err)
}

// PruneEvents removes events from before a moment and says how many.
func (s *Store) PruneEvents(ctx context.Context, before time.Time) (removed int64, err error) {
	err = s.write(ctx, "pruning events", func(tx *gorm.DB) error {
		done := tx.Where("at < ?", on(before)).Delete(&eventRow{})
		removed = done.RowsAffected
		return done.Error
	})
	return removed, err
}
