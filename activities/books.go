package activities

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Books is the part of the database that a reconciliation compares and writes.
type Books interface {
	LoadKey(ctx context.Context, key access.Key) (access.KeyRecord, error)
	// UnsettledKeys lists keys of which something of ours may be left outside, by the
	// key and after that one.
	UnsettledKeys(ctx context.Context, connector, after string, limit int) ([]access.KeyRecord, error)
	// KeysOf reads the keys of those subjects and a resource; without subjects, all
	// that are not settled. Those that were never held are left out; a settled one
	// comes with all the leases it ever had.
	KeysOf(ctx context.Context, connector, resource string, subjects []string) ([]access.KeyRecord, error)

	// ResourcesOf lists what of a connector is to be compared.
	ResourcesOf(ctx context.Context, connector string) ([]string, error)
	ResourceLook(ctx context.Context, connector, resource string) (access.ResourceLook, error)
	SaveResourceLook(ctx context.Context, connector, resource string, look access.ResourceLook) error
	EntitlementsAt(ctx context.Context, connector, resource string) ([]access.Entitlement, error)
	PersonByAccount(ctx context.Context, connector, subject string) (person access.Person, found bool, err error)

	// LiveFindings lists what is open or kept of a resource.
	LiveFindings(ctx context.Context, connector, resource string) ([]access.Finding, error)
	// SeeFinding records what was seen, once for a key and a class for as long as it
	// is seen; what somebody decided about it stays.
	SeeFinding(ctx context.Context, seen access.Finding) (fresh bool, err error)
	// TouchFindings records that those were seen again as they were.
	TouchFindings(ctx context.Context, ids []string, at time.Time) error
	// ForgetFindings closes a key's findings that are not of that class.
	ForgetFindings(ctx context.Context, key access.Key, still access.DifferenceClass) (gone int, err error)
	// ReopenFindings opens what was kept until before that moment, and tells those
	// people and whoever kept it.
	ReopenFindings(ctx context.Context, connector string, at time.Time, tell []string) (reopened int, err error)

	// RequestsAtWork lists requests that are not over, were recorded before a moment
	// and whose run was started, by their ids and after that one.
	RequestsAtWork(ctx context.Context, connector string, before time.Time, after string, limit int) ([]access.Request, error)
	// LeasesOver lists the leases that a request handed over last, of those whose end
	// was confirmed before that moment.
	LeasesOver(ctx context.Context, request access.Request, before time.Time) ([]access.Lease, error)
	// LoseRequest closes a request whose run was lost, unless the record has moved on
	// from that Seq.
	LoseRequest(ctx context.Context, lost access.Request, messages []access.Message, line access.AuditLine) (closed bool, err error)

	// SaveReconciliation writes how far one has come; it never goes back from its end.
	SaveReconciliation(ctx context.Context, r access.Reconciliation) error
}

// Runs is what Temporal knows of owners and requests, and how owners are told.
type Runs interface {
	// Owner tells what is known of the owner of a key, without asking it.
	Owner(ctx context.Context, key access.Key) (OwnerSeen, error)
	// OpenOwners lists keys whose owner is running, a page at a time.
	OpenOwners(ctx context.Context, connector, page string) (keys []access.Key, next string, err error)
	// Look has the owner of a key hold itself against the ledger and the outside
	// system. Where none is running, one is started and goes on from the ledger.
	Look(ctx context.Context, key access.Key, why string) error
	// LookAgain is the same for one that is running; where none is, nothing happens.
	LookAgain(ctx context.Context, key access.Key, why string) error
	// EndOver has the owner of a lease's key end it, as an earlier run of it had. Where
	// none is running, one is started and goes on from the ledger.
	EndOver(ctx context.Context, lease access.Lease, note string) error
	// TellLease tells the run of a request where its lease stands. A run that is over
	// has nothing to learn, and is no error.
	TellLease(ctx context.Context, lease access.Lease) error
	// RequestRuns tells whether the run of a request is there.
	RequestRuns(ctx context.Context, requestID string) (bool, error)
}
