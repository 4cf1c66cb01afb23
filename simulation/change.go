package simulation

import (
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// act writes what a directory sync would find, and tells of it as the worker does:
// the runs it concerns, and who is to hear of somebody who left.
func (c ChangePerson) act(w *world) error {
	person, err := w.record.Person(w.ctx, w.idOf(c.Login))
	if err != nil {
		return err
	}
	c.Change(&person)
	if err := w.record.UpsertPeople(w.ctx, []access.Person{person}); err != nil {
		return err
	}
	w.logins[person.ID] = person.Login
	changes, err := w.record.ChangedPeople(w.ctx, len(w.logins))
	if err != nil {
		return err
	}
	for _, change := range changes {
		if err := w.tellOf(change, person); err != nil {
			return err
		}
	}
	return nil
}

// tellOf tells of a change of that person.
func (w *world) tellOf(change access.PersonChange, person access.Person) error {
	requests, err := w.record.OpenRequestsOf(w.ctx, person.ID)
	if err != nil {
		return err
	}
	for _, request := range requests {
		w.engine.signal(workflows.RequestWorkflowID(request), workflows.SignalFacts, nil, ignore)
	}
	if !change.LeftAt.IsZero() {
		w.engine.start(workflows.LeaverWorkflowID(person.ID, change.LeftAt), workflows.LeaverWorkflow, workflows.LeaverInput{
			Schema: 1, PersonID: person.ID, Name: person.Name, LeftAt: change.LeftAt, Notice: w.leavers,
		})
	}
	return w.record.ForgetChange(w.ctx, change)
}
