package activities

import (
	"context"
	"errors"
	"fmt"

	"github.com/curfewhq/curfew/internal/access"
)

// ResolveInput asks who can be asked.
type ResolveInput struct {
	FactsInput
	Rules []access.ApproverRule `json:"rules"`
	// Everybody keeps the requester and the subject, for messages; approvals leave
	// them out.
	Everybody bool `json:"everybody,omitempty"`
}

// ResolveApprovers turns rules into people, each once and with the reason they
// are asked: active, and never the requester or the person the access is for.
// Where that would be the manager, the next one up is asked. A rule that finds
// nobody adds nobody; it is for the caller not to take an empty answer for a yes.
func (w *RequestWork) ResolveApprovers(ctx context.Context, in ResolveInput) ([]access.Approver, error) {
	resolution := resolution{records: w.Records, in: in}
	for _, rule := range in.Rules {
		if err := resolution.add(ctx, rule); err != nil {
			return nil, applicationError(err)
		}
	}
	return resolution.found, nil
}

type resolution struct {
	records Records
	in      ResolveInput
	found   []access.Approver
}

func (r *resolution) add(ctx context.Context, rule access.ApproverRule) error {
	switch {
	case rule.Manager != "":
		return r.addManager(ctx, rule.Manager)
	case rule.Person != "":
		person, err := r.records.PersonByLogin(ctx, rule.Person)
		return r.accept(person, "named in the automation", err)
	case rule.Group != "":
		people, err := r.records.PeopleInGroup(ctx, rule.Group)
		if err != nil {
			return err
		}
		for _, person := range people {
			if err := r.accept(person, fmt.Sprintf("member of %s", rule.Group), nil); err != nil {
				return err
			}
		}
		return nil
	case rule.Owner != "":
		return r.addOwner(ctx)
	default:
		return access.Refuse(access.CodeInvalid, "An approver rule names nobody.")
	}
}

// longestLine bounds the walk up a directory whose managers form a circle.
const longestLine = 20

func (r *resolution) addManager(ctx context.Context, of string) error {
	id := r.in.RequesterID
	if of == "subject" {
		id = r.in.SubjectID
	}
	below, err := r.records.Person(ctx, id)
	for range longestLine {
		if err != nil || below.ManagerID == "" {
			return ignoreMissing(err)
		}
		var manager access.Person
		if manager, err = r.records.Person(ctx, below.ManagerID); err != nil {
			return ignoreMissing(err)
		}
		if r.mayBeAsked(manager) {
			return r.accept(manager, "manager of "+below.Name, nil)
		}
		below = manager
	}
	return nil
}

func (r *resolution) addOwner(ctx context.Context) error {
	entitlement, err := r.records.Entitlement(ctx, r.in.EntitlementID)
	if err != nil || entitlement.OwnerID == "" {
		return ignoreMissing(err)
	}
	owner, err := r.records.Person(ctx, entitlement.OwnerID)
	return r.accept(owner, "owner of "+entitlement.Label(), err)
}

func (r *resolution) accept(person access.Person, via string, err error) error {
	if err != nil {
		return ignoreMissing(err)
	}
	if !r.mayBeAsked(person) {
		return nil
	}
	for _, earlier := range r.found {
		if earlier.PersonID == person.ID {
			return nil
		}
	}
	r.found = append(r.found, access.Approver{PersonID: person.ID, Name: person.Name, Via: via})
	return nil
}

func (r *resolution) mayBeAsked(person access.Person) bool {
	concerned := person.ID == r.in.RequesterID || person.ID == r.in.SubjectID
	return person.Status == access.Active && (r.in.Everybody || !concerned)
}

// ignoreMissing lets somebody who left the directory be nobody, and not an error.
func ignoreMissing(err error) error {
	var refusal *access.Refusal
	if errors.As(err, &refusal) && refusal.Code == access.CodeNotFound {
		return nil
	}
	return err
}
