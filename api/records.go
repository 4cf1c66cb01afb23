package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Records is the part of the database that the API reads, and the few things it
// writes itself: requests as they come in, automations, refused attempts, sessions. It never
// writes a workflow's state. What does not exist is an *access.Refusal with
// access.CodeNotFound.
type Records interface {
	AutomationRecords
	LedgerRecords
	KillRecords
	EntitlementRecords
	FindingRecords

	Person(ctx context.Context, id string) (access.Person, error)
	PersonByLogin(ctx context.Context, login string) (access.Person, error)
	// People lists everybody, by department and name.
	People(ctx context.Context) ([]access.Person, error)
	Entitlement(ctx context.Context, id string) (access.Entitlement, error)
	Entitlements(ctx context.Context) ([]access.Entitlement, error)
	PeopleInGroup(ctx context.Context, group string) ([]access.Person, error)

	// PublishedAutomations lists the latest published version of each automation
	// that is not retired.
	PublishedAutomations(ctx context.Context) ([]builder.Published, error)
	// PlanBytes returns a published plan by its hash.
	PlanBytes(ctx context.Context, hash string) ([]byte, error)

	// SubmitRequest records a new request with its outbox entry and its audit line
	// in one transaction. A request of that id that is there already is returned
	// as it is, with created false.
	SubmitRequest(ctx context.Context, request access.Request, line access.AuditLine) (recorded access.Request, created bool, err error)
	// MarkStarted says that the request's workflow is running, so that the relay
	// need not start it.
	MarkStarted(ctx context.Context, requestID string) error
	Request(ctx context.Context, id string) (access.Request, error)
	Requests(ctx context.Context, filter access.RequestFilter, page access.Page) (access.Listed[access.Request], error)
	// PendingDuplicate finds a request of that person for that entitlement that
	// is not approved yet; found is false where there is none.
	PendingDuplicate(ctx context.Context, subjectID, entitlementID string) (request access.Request, found bool, err error)

	// AskHistory says what a person asked an automation for before: when since a
	// moment; when they were denied last, zero if never; and whether a review of a
	// request of theirs is overdue.
	AskHistory(ctx context.Context, requesterID, automation string, since time.Time) (asked []time.Time, lastDenied time.Time, reviewOverdue bool, err error)
	// OpenRequestsAbout lists the ids of requests that are not final and of which an
	// answer is exactly that text; sorted.
	OpenRequestsAbout(ctx context.Context, matter string) ([]string, error)

	Approval(ctx context.Context, id string) (access.Approval, error)
	ApprovalsOf(ctx context.Context, requestID string) ([]access.Approval, error)
	// ApprovalsAsking lists approvals that ask the person: open ones by DueAt,
	// closed ones newest first.
	ApprovalsAsking(ctx context.Context, personID string, open bool, page access.Page) (access.Listed[access.Approval], error)

	Lease(ctx context.Context, id string) (access.LeaseView, error)
	// Leases lists live ones by their end, then those that are over, newest first.
	Leases(ctx context.Context, filter access.LeaseFilter, page access.Page) (access.Listed[access.LeaseView], error)

	Messages(ctx context.Context, personID string, page access.Page) (list access.Listed[access.Message], unread int, err error)
	ReadMessages(ctx context.Context, personID string, at time.Time) error

	Audit(ctx context.Context, filter access.AuditFilter, page access.Page) (access.Listed[access.AuditLine], error)
	AppendAudit(ctx context.Context, line access.AuditLine) error

	// Audited tells whether a line of that id has been written.
	Audited(ctx context.Context, id string) (bool, error)

	// Delegations lists a person's, over or not, in the order they begin.
	Delegations(ctx context.Context, personID string) ([]access.Delegation, error)
	// SetDelegation writes one; one that begins at the same moment is replaced.
	SetDelegation(ctx context.Context, delegation access.Delegation) error
	// EndDelegation ends the one that begins at that moment.
	EndDelegation(ctx context.Context, personID string, from time.Time) error

	// EventsAfter lists events with a higher id, in order, at most limit of them.
	EventsAfter(ctx context.Context, id int64, limit int) ([]access.Event, error)
	LastEvent(ctx context.Context) (int64, error)

	// Ping answers whether the database can be read.
	Ping(ctx context.Context) error
}

// Sessions keeps signed-in sessions on the server, so that they can be revoked;
// the shape is that of github.com/alexedwards/scs/v2's CtxStore.
type Sessions interface {
	FindCtx(ctx context.Context, token string) (data []byte, found bool, err error)
	CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error
	DeleteCtx(ctx context.Context, token string) error
	Find(token string) (data []byte, found bool, err error)
	Commit(token string, data []byte, expiry time.Time) error
	Delete(token string) error
}
