package worker

import (
	"context"
	"errors"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Changes are people whom the directory changed and whose requests have not heard.
type Changes interface {
	// ChangedPeople lists them, in the order of their ids.
	ChangedPeople(ctx context.Context, limit int) ([]access.PersonChange, error)
	// OpenRequestsOf lists the requests that somebody is concerned with.
	OpenRequestsOf(ctx context.Context, personID string) ([]string, error)
	// ForgetChange says that those have heard; who changed again stays listed.
	ForgetChange(ctx context.Context, change access.PersonChange) error
}

// Teller has a request's run look anew at its people; see workflows.Client.
type Teller interface {
	TellFacts(ctx context.Context, requestID string) error
}

const (
	newsEvery = 5 * time.Second
	newsBatch = 200
)

// news tells requests that their people changed. A change is forgotten only when
// all of them have heard: telling one twice has it look twice.
type news struct {
	changes Changes
	teller  Teller
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
	return n.changes.ForgetChange(ctx, change)
}
