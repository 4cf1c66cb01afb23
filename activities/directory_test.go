package activities

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// directory is people and who is away, in memory.
type directory struct {
	people      map[string]access.Person
	delegations []access.Delegation
}

func (d *directory) Person(_ context.Context, id string) (access.Person, error) {
	if person, known := d.people[id]; known {
		person.ID, person.Login = id, id
		return person, nil
	}
	return access.Person{}, access.Refuse(access.CodeNotFound, "There is no person %s.", id)
}

func (d *directory) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	return d.Person(ctx, login)
}

func (d *directory) PeopleInGroup(ctx context.Context, group string) ([]access.Person, error) {
	var members []access.Person
	for _, id := range slices.Sorted(maps.Keys(d.people)) {
		if person, _ := d.Person(ctx, id); slices.Contains(person.Groups, group) {
			members = append(members, person)
		}
	}
	return members, nil
}

func (d *directory) EachActivePerson(ctx context.Context, visit func(access.Person) error) error {
	for _, id := range slices.Sorted(maps.Keys(d.people)) {
		person, _ := d.Person(ctx, id)
		if person.Status != access.Active {
			continue
		}
		if err := visit(person); err != nil {
			return err
		}
	}
	return nil
}

func (d *directory) DelegationsOf(_ context.Context, ids []string, at time.Time) ([]access.Delegation, error) {
	var found []access.Delegation
	for _, delegation := range d.delegations {
		if slices.Contains(ids, delegation.PersonID) && delegation.Holds(at) {
			found = append(found, delegation)
		}
	}
	slices.SortFunc(found, func(a, b access.Delegation) int { return cmp.Compare(a.PersonID, b.PersonID) })
	return found, nil
}

func (*directory) Entitlement(context.Context, string) (access.Entitlement, error) {
	return access.Entitlement{ID: "jira/user", AppTitle: "Jira", Title: "User", OwnerID: "olaf"}, nil
}

func (*directory) ClaimRequest(context.Context, string, string, string) (access.Claim, error) {
	return access.Claim{}, nil
}

func (*directory) SaveRequest(context.Context, access.RequestSnapshot) (access.RequestSaved, error) {
	return access.RequestSaved{}, nil
}

func company() *directory {
	return &directory{people: map[string]access.Person{
		"ada":  {Name: "Ada", Status: access.Active, ManagerID: "mara", Groups: []string{"oncall"}},
		"mara": {Name: "Mara", Status: access.Active, ManagerID: "rhea", Groups: []string{"oncall"}},
		"rhea": {Name: "Rhea", Status: access.Active, ManagerID: "vera"},
		"vera": {Name: "Vera", Status: access.Active},
		"olaf": {Name: "Olaf", Status: access.Active, ManagerID: "rhea", Groups: []string{"oncall"}},
		"gone": {Name: "Gone", Status: access.Inactive, ManagerID: "left", Groups: []string{"oncall"}},
		"left": {Name: "Left", Status: access.Inactive, ManagerID: "mara"},
		"loop": {Name: "Loop", Status: access.Active, ManagerID: "loop"},
		"kim":  {Name: "Kim", Status: access.Active, ManagerID: "gone"},
		"lost": {Name: "Lost", Status: access.Active, ManagerID: "nobody"},
	}}
}

// away says that somebody is away all day, and who decides in their place.
func away(person, delegate string) access.Delegation {
	return access.Delegation{PersonID: person, DelegateID: delegate, From: noon.Add(-time.Hour), Until: noon.Add(time.Hour)}
}
