package activities

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// ResolveInput asks who can be asked.
type ResolveInput struct {
	FactsInput
	Rules []access.ApproverRule `json:"rules"`
	// Everybody keeps the requester and the subject and asks nobody in anybody's
	// place, for messages; approvals leave them out.
	Everybody bool `json:"everybody,omitempty"`
	// Fallback is who is asked as well when fewer than Quorum were found, or nobody.
	Fallback []access.ApproverRule `json:"fallback,omitempty"`
	Quorum   int                   `json:"quorum,omitempty"`
	// Admins asks all admins as well.
	Admins bool `json:"admins,omitempty"`
	// LastResort asks the owner of the entitlement where nobody was found, and all
	// admins where that is nobody either.
	LastResort bool `json:"last_resort,omitempty"`
	// OnCall are the logins that the facts of on-call rules were answered with, by
	// fact. One that is not there names nobody.
	OnCall map[string][]string `json:"on_call,omitempty"`
	// Exclude are the ids of people who may not be asked, as they approved before.
	Exclude []string `json:"exclude,omitempty"`
	// At is the moment at which somebody is away or not; zero looks at no delegations.
	At time.Time `json:"at,omitzero"`
	// Personal asks the people themselves, away or not.
	Personal bool `json:"personal,omitempty"`
}

// ResolveApprovers turns rules into people, each once and with the reason they
// are asked: active, and never the requester, the person the access is for, or
// somebody who is excluded. Where that would be the manager, the next one up is
// asked. Who is away is replaced by whom they delegated to, unless that one cannot
// decide either. A rule that finds nobody adds nobody; it is for the caller not to
// take an empty answer for a yes. It refuses an expression that cannot be used or
// that finds too many.
func (w *RequestWork) ResolveApprovers(ctx context.Context, in ResolveInput) ([]access.Approver, error) {
	r := resolution{work: w, in: in, named: map[string]bool{}}
	if err := r.resolve(ctx, in.Rules); err != nil {
		return nil, applicationError(err)
	}
	if len(r.found) < max(in.Quorum, 1) {
		if err := r.resolve(ctx, in.Fallback); err != nil {
			return nil, applicationError(err)
		}
	}
	if in.Admins {
		if err := r.askAdmins(ctx); err != nil {
			return nil, applicationError(err)
		}
	}
	if in.LastResort && len(r.found) == 0 {
		if err := r.askLast(ctx); err != nil {
			return nil, applicationError(err)
		}
	}
	return r.found, nil
}

// resolution is one answer in the making.
type resolution struct {
	work  *RequestWork
	in    ResolveInput
	named map[string]bool // by id, everybody whom a rule named
	round []candidate     // those named by the rules being looked at
	found []access.Approver

	facts  *Facts            // gathered when the first expression needs them
	logins map[string]string // by id, for the managers of candidates
}

// candidate is somebody who could be asked, if they are there.
type candidate struct {
	person access.Person
	via    string
}

// resolve adds those whom the rules name, or who stand in for them.
func (r *resolution) resolve(ctx context.Context, rules []access.ApproverRule) error {
	r.round = nil
	for _, rule := range rules {
		if err := r.add(ctx, rule); err != nil {
			return err
		}
	}
	return r.ask(ctx)
}

// accept takes a candidate who may be asked, once; err is from looking them up.
func (r *resolution) accept(person access.Person, via string, err error) error {
	if err != nil {
		return ignoreMissing(err)
	}
	if r.mayBeAsked(person) && !r.named[person.ID] {
		r.named[person.ID] = true
		r.round = append(r.round, candidate{person, via})
	}
	return nil
}

func (r *resolution) mayBeAsked(person access.Person) bool {
	if r.in.Everybody {
		return person.Status == access.Active
	}
	concerned := person.ID == r.in.RequesterID || person.ID == r.in.SubjectID
	return person.Status == access.Active && !concerned && !slices.Contains(r.in.Exclude, person.ID)
}

// ignoreMissing lets somebody who left the directory be nobody, and not an error.
func ignoreMissing(err error) error {
	var refusal *access.Refusal
	if errors.As(err, &refusal) && refusal.Code == access.CodeNotFound {
		return nil
	}
	return err
}
