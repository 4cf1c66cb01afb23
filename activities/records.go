package activities

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Directory is who and what there is. A person, entitlement or group that does
// not exist is an *access.Refusal with access.CodeNotFound.
type Directory interface {
	Person(ctx context.Context, id string) (access.Person, error)
	PersonByLogin(ctx context.Context, login string) (access.Person, error)
	// PeopleInGroup lists the members of a directory group by its name, active or
	// not, sorted by id; a group nobody is in is empty and no error.
	PeopleInGroup(ctx context.Context, group string) ([]access.Person, error)
	// EachActivePerson calls visit with everybody who is active, in the order of
	// their ids, and ends with its first error.
	EachActivePerson(ctx context.Context, visit func(access.Person) error) error
	// DelegationsOf lists the delegations of those people that are in force at that
	// moment, at most one of each person.
	DelegationsOf(ctx context.Context, personIDs []string, at time.Time) ([]access.Delegation, error)
	Entitlement(ctx context.Context, id string) (access.Entitlement, error)
}

// Records is the part of the database that a request's workflow writes.
type Records interface {
	Directory
	// ClaimRequest gives the request to a chain of runs, named by its first run's
	// id: the first to ask gets it, and gets it again whenever it asks again.
	ClaimRequest(ctx context.Context, requestID, chain, planHash string) (access.Claim, error)
	// SaveRequest writes a snapshot in one transaction and says where the record stands
	// otherwise. Rows are replaced only by a higher Request.Seq, and the end that a run
	// gave stays, whatever that run says later; audit lines and messages are added once
	// by their id, whatever the seq; everybody concerned hears an event.
	SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) (access.RequestSaved, error)
}
