package simulation

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// record is the real record, in a file that is thrown away. It remembers what passed
// through and is not kept: who was asked in between, and every state of a request.
type record struct {
	*store.Store
	directory string
	now       func() time.Time
	states    []State
	latest    map[string]access.RequestState // by request
	asked     map[string]*Asked
	effects   []access.Effect
}

// memory is where Linux keeps files in memory. The record is thrown away, so that
// writing it through to a disk, as the store does, would only take time.
const memory = "/dev/shm"

func openRecord(ctx context.Context, within string, now func() time.Time) (*record, error) {
	if found, err := os.Stat(memory); within == "" && err == nil && found.IsDir() {
		within = memory
	}
	directory, err := os.MkdirTemp(within, "curfew-simulation-")
	if err != nil {
		return nil, err
	}
	r := &record{directory: directory, now: now, latest: map[string]access.RequestState{}, asked: map[string]*Asked{}}
	if r.Store, err = store.Open(ctx, store.Config{Driver: store.SQLite, Path: filepath.Join(directory, "record.db"), Clock: now}); err != nil {
		return nil, errors.Join(err, os.RemoveAll(directory))
	}
	if err := r.Migrate(ctx); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return r, nil
}

func (r *record) close() error {
	return errors.Join(r.Close(), os.RemoveAll(r.directory))
}

// SaveRequest also notes what changed.
func (r *record) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) (access.RequestSaved, error) {
	saved, err := r.Store.SaveRequest(ctx, snapshot)
	if err != nil {
		return saved, err
	}
	request := snapshot.Request
	if r.latest[request.ID] != request.State {
		r.latest[request.ID] = request.State
		r.states = append(r.states, State{Request: request.ID, At: r.now(), State: request.State, Detail: request.Detail})
	}
	for _, approval := range snapshot.Approvals {
		r.noteAsked(approval)
	}
	return saved, nil
}

// RecordEffect also keeps it for the report.
func (r *record) RecordEffect(ctx context.Context, effect access.Effect) error {
	err := r.Store.RecordEffect(ctx, effect)
	if err == nil {
		r.effects = append(r.effects, effect)
	}
	return err
}

// noteAsked follows everybody who is or was asked.
func (r *record) noteAsked(approval access.Approval) {
	for _, approver := range approval.Approvers {
		id := approval.ID + "/" + approver.PersonID
		if r.asked[id] != nil {
			continue
		}
		at := approval.OpenedAt
		if !approver.AskedAt.IsZero() {
			at = approver.AskedAt
		}
		r.asked[id] = &Asked{
			Request: approval.RequestID, Approval: approval.ID, Step: approval.StepID, Kind: approval.Kind, Title: approval.Title,
			Entitlement: approval.EntitlementID, Person: approver.PersonID, Via: approver.Via, OnBehalfOf: approver.OnBehalfOf,
			At: at, Due: approval.DueAt,
		}
	}
	for id, asked := range r.asked {
		if asked.Approval != approval.ID || id != approval.ID+"/"+asked.Person {
			continue
		}
		r.follow(asked, approval)
	}
}

func (r *record) follow(asked *Asked, approval access.Approval) {
	for _, decision := range approval.Decisions {
		if decision.PersonID == asked.Person && asked.Verdict == "" {
			asked.Verdict, asked.Comment, asked.AnsweredAt = decision.Verdict, decision.Comment, decision.At
		}
	}
	asked.Outcome = approval.State
	if asked.ClosedAt.IsZero() {
		asked.ClosedAt = approval.ClosedAt
	}
	if asked.Replaced = !approval.Asks(asked.Person); asked.Replaced && asked.ClosedAt.IsZero() {
		asked.ClosedAt = r.now()
	}
}
