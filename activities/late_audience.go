package activities

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// LateAudience is who hears of ends that are late: the owner of the entitlement, every
// active admin, and those whom the house names. It keeps what it has looked up, and so
// is for one round of telling.
type LateAudience struct {
	records Records
	words   []string
	known   map[string][]access.Approver // by what was looked up
}

// NewLateAudience reads words as in AudienceInput.
func NewLateAudience(records Records, words []string) *LateAudience {
	return &LateAudience{records: records, words: words, known: map[string][]access.Approver{}}
}

// Of lists them for one lease, each once; the holder is among them only as an owner or
// an admin. Somebody who cannot be found keeps nobody else from being told.
func (a *LateAudience) Of(ctx context.Context, entitlementID, personID string) (people []access.Approver, err error) {
	told := map[string]bool{}
	add := func(found []access.Approver, err error) error {
		for _, person := range found {
			if !told[person.PersonID] {
				told[person.PersonID] = true
				people = append(people, person)
			}
		}
		return err
	}
	if err := add(a.once("owner of "+entitlementID, func() ([]access.Approver, error) { return a.owner(ctx, entitlementID) })); err != nil {
		return nil, err
	}
	if err := add(a.once("admins", func() ([]access.Approver, error) { return a.admins(ctx) })); err != nil {
		return nil, err
	}
	told[personID] = true
	for _, word := range a.words {
		name, of := word, ""
		if word == "manager" {
			name, of = "manager of "+personID, personID
		}
		found := func() ([]access.Approver, error) { return (&LeaverWork{Records: a.records}).whoIs(ctx, word, of) }
		if err := add(a.once(name, found)); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func (a *LateAudience) once(name string, find func() ([]access.Approver, error)) ([]access.Approver, error) {
	if known, is := a.known[name]; is {
		return known, nil
	}
	found, err := find()
	if err == nil {
		a.known[name] = found
	}
	return found, err
}

func (a *LateAudience) owner(ctx context.Context, entitlementID string) ([]access.Approver, error) {
	entitlement, err := a.records.Entitlement(ctx, entitlementID)
	if err != nil || entitlement.OwnerID == "" {
		return nil, ignoreMissing(err)
	}
	owner, err := a.records.Person(ctx, entitlement.OwnerID)
	if err != nil || owner.Status != access.Active {
		return nil, ignoreMissing(err)
	}
	return []access.Approver{named(owner)}, nil
}

func (a *LateAudience) admins(ctx context.Context) (people []access.Approver, err error) {
	err = a.records.EachActivePerson(ctx, func(person access.Person) error {
		if person.Has(access.Admin) {
			people = append(people, named(person))
		}
		return nil
	})
	return people, err
}

func named(person access.Person) access.Approver {
	return access.Approver{PersonID: person.ID, Name: person.Name, Login: person.Login}
}
