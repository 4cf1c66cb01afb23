package activities

import (
	"context"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// ask asks those who were named, and in place of those who are away whom they
// delegated to. A delegation is not passed on, and a delegate who could not be asked
// otherwise cannot be asked in somebody's place either.
func (r *resolution) ask(ctx context.Context) error {
	delegates, err := r.delegates(ctx)
	if err != nil {
		return err
	}
	for _, named := range r.round {
		id, away := delegates[named.person.ID]
		if !away {
			r.join(access.Approver{PersonID: named.person.ID, Name: named.person.Name, Login: named.person.Login, Via: named.via})
			continue
		}
		delegate, err := r.work.Records.Person(ctx, id)
		if err := ignoreMissing(err); err != nil {
			return err
		}
		if r.mayBeAsked(delegate) {
			r.join(access.Approver{
				PersonID: delegate.ID, Name: delegate.Name, Login: delegate.Login, Via: named.via, OnBehalfOf: []string{named.person.Name},
			})
		}
	}
	return nil
}

// delegates are the ids of those who decide for the people of this round who are
// away, by the id of who is away.
func (r *resolution) delegates(ctx context.Context) (map[string]string, error) {
	if r.in.Everybody || r.in.Personal || r.in.At.IsZero() || len(r.round) == 0 {
		return nil, nil
	}
	ids := make([]string, len(r.round))
	for i, named := range r.round {
		ids[i] = named.person.ID
	}
	delegations, err := r.work.Records.DelegationsOf(ctx, ids, r.in.At)
	if err != nil {
		return nil, err
	}
	delegates := map[string]string{}
	for _, delegation := range delegations {
		delegates[delegation.PersonID] = delegation.DelegateID
	}
	return delegates, nil
}

// join makes one human one approver, however many they decide for.
func (r *resolution) join(approver access.Approver) {
	at := slices.IndexFunc(r.found, func(earlier access.Approver) bool { return earlier.PersonID == approver.PersonID })
	if at < 0 {
		r.found = append(r.found, approver)
		return
	}
	r.found[at].OnBehalfOf = append(r.found[at].OnBehalfOf, approver.OnBehalfOf...)
}
