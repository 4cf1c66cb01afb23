package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func (f *fakeRecords) Messages(_ context.Context, personID string, page access.Page) (access.Listed[access.Message], int, error) {
	found, err := filtered(f, &f.messages, func(m access.Message) bool { return m.PersonID == personID })
	if err != nil {
		return access.Listed[access.Message]{}, 0, err
	}
	unread := 0
	for _, message := range found {
		if message.ReadAt.IsZero() {
			unread++
		}
	}
	list, err := paged(found, page)
	return list, unread, err
}

func (f *fakeRecords) ReadMessages(_ context.Context, personID string, at time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes = append(f.writes, "ReadMessages")
	for i := range f.messages {
		if f.messages[i].PersonID == personID && f.messages[i].ReadAt.IsZero() {
			f.messages[i].ReadAt = at
		}
	}
	return f.down
}

func (f *fakeRecords) Audit(_ context.Context, filter access.AuditFilter, page access.Page) (access.Listed[access.AuditLine], error) {
	found, err := filtered(f, &f.audit, func(l access.AuditLine) bool {
		return filter.RequestID == "" || l.RequestID == filter.RequestID
	})
	if err != nil {
		return access.Listed[access.AuditLine]{}, err
	}
	return paged(found, page)
}

func (f *fakeRecords) AppendAudit(_ context.Context, line access.AuditLine) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	line.Seq = int64(len(f.audit) + 1)
	f.audit = append(f.audit, line)
	return f.down
}

func (f *fakeRecords) EventsAfter(_ context.Context, id int64, limit int) ([]access.Event, error) {
	f.mu.Lock()
	f.eventReads++
	f.mu.Unlock()
	found, err := filtered(f, &f.events, func(e access.Event) bool { return e.ID > id })
	return found[:min(limit, len(found))], err
}

func (f *fakeRecords) LastEvent(context.Context) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return int64(len(f.events)), f.down
}

// happen adds an event and returns its id.
func (f *fakeRecords) happen(topic, ref string, audience ...string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := int64(len(f.events) + 1)
	f.events = append(f.events, access.Event{ID: id, Topic: topic, Ref: ref, Audience: audience})
	return id
}

// actions lists what the audit log says was done.
func (f *fakeRecords) actions() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var actions []string
	for _, line := range f.audit {
		actions = append(actions, line.Action)
	}
	return actions
}
