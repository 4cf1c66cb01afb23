package worker

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// Changes are people whom the directory changed and whose requests have not heard.
type Changes interface {
	// ChangedPeople lists them, in the order of their ids.
	ChangedPeople(ctx context.Context, limit int) ([]access.PersonChange, error)
	// OpenRequestsOf lists the requests that somebody is concerned with.
	OpenRequestsOf(ctx context.Context, personID string) ([]string, error)
	Person(ctx context.Context, id string) (access.Person, error)
	// ForgetChange says that those have heard; who changed again stays listed.
	ForgetChange(ctx context.Context, change access.PersonChange) error
}

// Teller has a request's run look anew at its people, starts the run that tells of
// somebody who left, and has owners end leases; see workflows.Client.
type Teller interface {
	Ender
	Shortener
	TellFacts(ctx context.Context, requestID string) error
	StartLeaver(ctx context.Context, input workflows.LeaverInput) error
}

const (
	newsEvery = 5 * time.Second
	newsBatch = 200
)

// news tells requests that their people changed, ends what is left of those who may
// hold nothing any more, and has it told who left. A change is forgotten only when all
// of them have heard: telling one twice has it look twice.
type news struct {
	changes Changes
	teller  Teller
	leavers *leavers
	notice  workflows.LeaverNotice
}

// pass tells of everything that waits. Somebody whose requests cannot be told
// waits for the next round and keeps nobody else.
func (n *news) pass(ctx context.Context) error {
	changes, err := n.changes.ChangedPeople(ctx, newsBatch)
	if err != nil {
		return err
	}
	var failed []error
	for _, change := range changes {
		failed = append(failed, n.tell(ctx, change))
	}
	return errors.Join(failed...)
}

func (n *news) tell(ctx context.Context, change access.PersonChange) error {
	requests, err := n.changes.OpenRequestsOf(ctx, change.PersonID)
	if err != nil {
		return err
	}
	for _, id := range requests {
		if err := n.teller.TellFacts(ctx, id); err != nil {
			return err
		}
	}
	// After the requests, which know more of what they end; and before it is told what
	// became of everything.
	person, err := n.changes.Person(ctx, change.PersonID)
	if err != nil {
		return err
	}
	if err := n.leavers.endAll(ctx, person); err != nil {
		return err
	}
	if !change.LeftAt.IsZero() {
		err := n.teller.StartLeaver(ctx, workflows.LeaverInput{
			Schema: 1, PersonID: person.ID, Name: person.Name, LeftAt: change.LeftAt, Notice: n.notice,
		})
		if err != nil {
			return err
		}
	}
	return n.changes.ForgetChange(ctx, change)
}
