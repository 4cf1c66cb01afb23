package activities

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Leavers is the part of the database that knows what somebody had who left.
type Leavers interface {
	// RequestsSince lists the requests for that person that were open at a moment or
	// later, oldest first.
	RequestsSince(ctx context.Context, subjectID string, since time.Time) ([]access.Request, error)
	// LeasesSince lists the person's leases whose end was not confirmed before that
	// moment.
	LeasesSince(ctx context.Context, personID string, since time.Time) ([]access.Lease, error)
	// TellPeople adds messages that are about no request, and audit lines, each once
	// by its id, in one transaction.
	TellPeople(ctx context.Context, messages []access.Message, lines []access.AuditLine) error
}

// LeaverWork is what the run that tells of somebody who left does with our own
// database. All of it is short and runs as local activities first.
type LeaverWork struct {
	Records Records
	Leavers Leavers
}

// LeaverInput names somebody who left, and when.
type LeaverInput struct {
	PersonID string    `json:"person_id"`
	LeftAt   time.Time `json:"left_at"`
}

// LeaverState is what the record says of them now.
type LeaverState struct {
	Name   string              `json:"name"`
	Login  string              `json:"login"`
	Active bool                `json:"active,omitempty"` // again
	Items  []access.LeaverItem `json:"items,omitempty"`
}

// ReadLeaver reads what became of everything that they held or asked for.
func (w *LeaverWork) ReadLeaver(ctx context.Context, in LeaverInput) (LeaverState, error) {
	state, err := w.read(ctx, in)
	return state, applicationError(err)
}

func (w *LeaverWork) read(ctx context.Context, in LeaverInput) (LeaverState, error) {
	person, err := w.Records.Person(ctx, in.PersonID)
	if err != nil {
		return LeaverState{}, err
	}
	leaver := access.Leaver{LeftAt: in.LeftAt, Active: person.Status == access.Active, Labels: map[string]string{}}
	// Requests first: what one of them hands over meanwhile is among the leases.
	if leaver.Requests, err = w.Leavers.RequestsSince(ctx, person.ID, in.LeftAt); err != nil {
		return LeaverState{}, err
	}
	if leaver.Leases, err = w.Leavers.LeasesSince(ctx, person.ID, in.LeftAt); err != nil {
		return LeaverState{}, err
	}
	if err := w.label(ctx, leaver); err != nil {
		return LeaverState{}, err
	}
	return LeaverState{Name: person.Name, Login: person.Login, Active: leaver.Active, Items: leaver.Items()}, nil
}

func (w *LeaverWork) label(ctx context.Context, leaver access.Leaver) error {
	var ids []string
	for _, lease := range leaver.Leases {
		ids = append(ids, lease.EntitlementID)
	}
	for _, request := range leaver.Requests {
		ids = append(append(ids, request.EntitlementID), request.Bundle...)
	}
	for _, id := range ids {
		if leaver.Labels[id] != "" {
			continue
		}
		entitlement, err := w.Records.Entitlement(ctx, id)
		switch {
		case err == nil:
			leaver.Labels[id] = entitlement.Label()
		case ignoreMissing(err) != nil:
			return err
		}
	}
	return nil
}

// TellInput is what people are told of somebody, and what the audit log is.
type TellInput struct {
	Messages []access.Message   `json:"messages,omitempty"`
	Audit    []access.AuditLine `json:"audit,omitempty"`
}

// TellPeople writes it; see Leavers.TellPeople.
func (w *LeaverWork) TellPeople(ctx context.Context, in TellInput) error {
	return applicationError(w.Leavers.TellPeople(ctx, in.Messages, in.Audit))
}
