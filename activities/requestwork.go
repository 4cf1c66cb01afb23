package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Owners hands leases to the owners of their keys.
type Owners interface {
	// Acquire returns when the owner has the lease in the ledger, and where it opens
	// within a moment, when it is open. Calling it again with the same lease and revision
	// is the same hand-over.
	Acquire(ctx context.Context, lease access.Lease) (access.Lease, error)
}

// RequestWork is what a request's run does with our own database, and the
// hand-over of its lease.
type RequestWork struct {
	Records Records
	Owners  Owners
	// Where reads an expression that chooses people; see access.ApproverRule. Its
	// error says what is wrong with the expression. Rules with Where are refused
	// where it is nil.
	Where func(expression string) (Chooser, error)
}

// ClaimInput names the chain of runs that wants a request.
type ClaimInput struct {
	RequestID string `json:"request_id"`
	Chain     string `json:"chain"` // id of the chain's first run
	PlanHash  string `json:"plan_hash"`
}

// ClaimRequest gives the request to the chain; see Records.ClaimRequest.
func (w *RequestWork) ClaimRequest(ctx context.Context, in ClaimInput) (access.Claim, error) {
	claim, err := w.Records.ClaimRequest(ctx, in.RequestID, in.Chain, in.PlanHash)
	return claim, applicationError(err)
}

// SaveRequest writes what people may see of a request; see Records.SaveRequest.
func (w *RequestWork) SaveRequest(ctx context.Context, snapshot access.RequestSnapshot) (access.RequestSaved, error) {
	saved, err := w.Records.SaveRequest(ctx, snapshot)
	return saved, applicationError(err)
}

// HandOver gives a lease to the owner of its key.
func (w *RequestWork) HandOver(ctx context.Context, lease access.Lease) (access.Lease, error) {
	held, err := w.Owners.Acquire(ctx, lease)
	return held, applicationError(err)
}

// FactsInput names the people and the thing of a request.
type FactsInput struct {
	RequesterID   string `json:"requester_id"`
	SubjectID     string `json:"subject_id"`
	EntitlementID string `json:"entitlement_id"`
}

// Facts are what a plan's expressions may read, as the directory had them at one moment.
type Facts struct {
	Requester        access.Person      `json:"requester"`
	Subject          access.Person      `json:"subject"`
	RequesterManager access.Person      `json:"requester_manager"` // zero at the top
	SubjectManager   access.Person      `json:"subject_manager"`
	Entitlement      access.Entitlement `json:"entitlement"`
}

// GatherFacts reads them.
func (w *RequestWork) GatherFacts(ctx context.Context, in FactsInput) (Facts, error) {
	facts, err := gatherFacts(ctx, w.Records, in)
	return facts, applicationError(err)
}

func gatherFacts(ctx context.Context, directory Directory, in FactsInput) (facts Facts, err error) {
	if facts.Requester, facts.RequesterManager, err = withManager(ctx, directory, in.RequesterID); err != nil {
		return Facts{}, err
	}
	if facts.Subject, facts.SubjectManager, err = withManager(ctx, directory, in.SubjectID); err != nil {
		return Facts{}, err
	}
	facts.Entitlement, err = directory.Entitlement(ctx, in.EntitlementID)
	return facts, err
}

func withManager(ctx context.Context, directory Directory, id string) (person, manager access.Person, err error) {
	person, err = directory.Person(ctx, id)
	if err != nil || person.ManagerID == "" {
		return person, manager, err
	}
	manager, err = directory.Person(ctx, person.ManagerID)
	return person, manager, err
}
