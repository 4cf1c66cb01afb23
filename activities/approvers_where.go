package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Chooser tells whether an expression is true of a candidate; manager is the login
// of the candidate's manager, empty at the top.
type Chooser = func(ctx context.Context, candidate access.Person, manager string, facts Facts) (bool, error)

// mostChosen is how many people an expression may find. One that finds more would
// ask half the company, and is more likely a mistake than a wish.
const mostChosen = 50

// addWhere looks at everybody who is active.
func (r *resolution) addWhere(ctx context.Context, where string) error {
	if r.work.Where == nil {
		return access.Refuse(access.CodeInvalid, "Choosing people by an expression is not available here.")
	}
	isTrueOf, err := r.work.Where(where)
	if err != nil {
		return access.Refuse(access.CodeInvalid, "Nobody can be chosen by %s: %v", where, err)
	}
	if err := r.lookAround(ctx); err != nil {
		return err
	}
	chosen := 0
	return r.work.Records.EachActivePerson(ctx, func(person access.Person) error {
		manager, err := r.loginOf(ctx, person.ManagerID)
		if err != nil {
			return err
		}
		is, err := isTrueOf(ctx, person, manager, *r.facts)
		if ctx.Err() != nil {
			return ctx.Err() // out of time, which is no fault of the expression
		}
		if err != nil {
			return access.Refuse(access.CodeInvalid, "Nobody can be chosen by %s, as it says nothing of %s: %v", where, person.Name, err)
		}
		if !is {
			return nil
		}
		if chosen++; chosen > mostChosen {
			return access.Refuse(access.CodeInvalid,
				"More than %d people are chosen by %s. Make it narrower, or ask a group.", mostChosen, where)
		}
		return r.accept(person, "chosen by the automation's rule", nil)
	})
}

// lookAround gathers, once, what expressions read beside the candidate.
func (r *resolution) lookAround(ctx context.Context) error {
	if r.facts != nil {
		return nil
	}
	facts, err := gatherFacts(ctx, r.work.Records, r.in.FactsInput)
	if err != nil {
		return err
	}
	r.facts, r.logins = &facts, map[string]string{}
	return r.work.Records.EachActivePerson(ctx, func(person access.Person) error {
		r.logins[person.ID] = person.Login
		return nil
	})
}

// loginOf is the login of somebody who need not be active any more, nor be there.
func (r *resolution) loginOf(ctx context.Context, id string) (string, error) {
	if login, known := r.logins[id]; known || id == "" {
		return login, nil
	}
	person, err := r.work.Records.Person(ctx, id)
	r.logins[id] = person.Login
	return person.Login, ignoreMissing(err)
}
