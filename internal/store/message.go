package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

type messageRow struct {
	ID        string
	PersonID  string
	RequestID string
	About     string
	Text      string
	At        instant
	ReadAt    instant
}

func (messageRow) TableName() string { return "messages" }

func rowOfMessage(message access.Message) messageRow {
	return messageRow{
		ID: message.ID, PersonID: message.PersonID, RequestID: message.RequestID,
		About: message.About, Text: message.Text, At: on(message.At), ReadAt: on(message.ReadAt),
	}
}

func (r messageRow) message() access.Message {
	return access.Message{
		ID: r.ID, PersonID: r.PersonID, RequestID: r.RequestID,
		About: r.About, Text: r.Text, At: r.At.at, ReadAt: r.ReadAt.at,
	}
}

func (r messageRow) place() place { return place{Order: r.At.at.UnixMicro(), ID: r.ID} }

// Messages lists a person's messages, newest first; unread counts all of them, on
// this page or not.
func (s *Store) Messages(ctx context.Context, personID string, page access.Page) (list access.Listed[access.Message], unread int, err error) {
	after, began, err := start(page)
	if err != nil {
		return list, 0, err
	}
	query := s.read(ctx).Where("person_id = ?", personID).Order("at DESC, id DESC").Limit(limit(page) + 1)
	if began {
		query = query.Where("(at, id) < (?, ?)", on(time.UnixMicro(after.Order)), after.ID)
	}
	var rows []messageRow
	if err := query.Find(&rows).Error; err != nil {
		return list, 0, trouble("reading messages", err)
	}
	var count int64
	err = s.read(ctx).Model(&messageRow{}).Where("person_id = ? AND read_at IS NULL", personID).Count(&count).Error
	return listed(rows, page, messageRow.message, messageRow.place), int(count), trouble("counting messages", err)
}

// ReadMessages marks the person's messages up to that moment as read at it; those
// that came later stay unread, and those read before keep their moment.
func (s *Store) ReadMessages(ctx context.Context, personID string, at time.Time) error {
	return s.write(ctx, "marking messages as read", func(tx *gorm.DB) error {
		done := tx.Model(&messageRow{}).
			Where("person_id = ? AND read_at IS NULL AND at <= ?", personID, on(at)).Update("read_at", on(at))
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return s.record(tx, nil, []access.Event{{Topic: topicMessage, Audience: audience(personID)}})
	})
}

// addMessages adds those that are not there yet and tells their readers.
func (s *Store) addMessages(tx *gorm.DB, messages []access.Message) ([]access.Event, error) {
	var events []access.Event
	for _, message := range messages {
		if message.At.IsZero() {
			message.At = s.now()
		}
		row := rowOfMessage(message)
		done := tx.Clauses(orNothing).Create(&row)
		if done.Error != nil {
			return nil, done.Error
		}
		if done.RowsAffected == 1 {
			events = append(events, access.Event{Topic: topicMessage, Ref: message.ID, Audience: audience(message.PersonID)})
		}
	}
	return events, nil
}
