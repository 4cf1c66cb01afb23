package activities

import (
	"context"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// people is a directory in memory.
type people map[string]access.Person

func (p people) Person(_ context.Context, id string) (access.Person, error) {
	if person, known := p[id]; known {
		person.ID = id
		return person, nil
	}
	return access.Person{}, access.Refuse(access.CodeNotFound, "There is no person %s.", id)
}

func (p people) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	return p.Person(ctx, login)
}

func (p people) PeopleInGroup(_ context.Context, group string) ([]access.Person, error) {
	var members []access.Person
	for id, person := range p {
		if slices.Contains(person.Groups, group) {
			person.ID = id
			members = append(members, person)
		}
	}
	slices.SortFunc(members, func(a, b access.Person) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return members, nil
}

func (p people) Entitlement(context.Context, string) (access.Entitlement, error) {
	return access.Entitlement{ID: "jira/user", AppTitle: "Jira", Title: "User", OwnerID: "olaf"}, nil
}

func (people) ClaimRequest(context.Context, string, string, string) (access.Claim, error) {
	return access.Claim{}, nil
}

func (people) SaveRequest(context.Context, access.RequestSnapshot) error { return nil }

func company() people {
	return people{
		"ada":  {Name: "Ada", Status: access.Active, ManagerID: "mara", Groups: []string{"oncall"}},
		"mara": {Name: "Mara", Status: access.Active, ManagerID: "rhea", Groups: []string{"oncall"}},
		"rhea": {Name: "Rhea", Status: access.Active},
		"olaf": {Name: "Olaf", Status: access.Active, ManagerID: "rhea", Groups: []string{"oncall"}},
		"gone": {Name: "Gone", Status: access.Inactive, Groups: []string{"oncall"}},
		"loop": {Name: "Loop", Status: access.Active, ManagerID: "loop"},
		"kim":  {Name: "Kim", Status: access.Active, ManagerID: "gone"},
	}
}

func TestWhoIsAsked(t *testing.T) {
	for name, c := range map[string]struct {
		requester, subject string
		rules              []access.ApproverRule
		want               []string
	}{
		"nobody at the top":                     {"rhea", "rhea", []access.ApproverRule{{Manager: "requester"}}, nil},
		"nobody in a circle of managers":        {"loop", "loop", []access.ApproverRule{{Manager: "requester"}}, nil},
		"nobody who left":                       {"kim", "kim", []access.ApproverRule{{Person: "gone"}}, nil},
		"nobody of that name":                   {"ada", "ada", []access.ApproverRule{{Person: "who"}}, nil},
		"never the requester":                   {"ada", "ada", []access.ApproverRule{{Group: "oncall"}}, []string{"mara", "olaf"}},
		"never whom it is for":                  {"ada", "olaf", []access.ApproverRule{{Owner: "entitlement"}}, nil},
		"the manager":                           {"ada", "ada", []access.ApproverRule{{Manager: "requester"}}, []string{"mara"}},
		"the next one up for a manager's own":   {"mara", "ada", []access.ApproverRule{{Manager: "subject"}}, []string{"rhea"}},
		"the owner":                             {"ada", "ada", []access.ApproverRule{{Owner: "entitlement"}}, []string{"olaf"}},
		"each once, however often they qualify": {"ada", "ada", []access.ApproverRule{{Manager: "requester"}, {Group: "oncall"}, {Person: "mara"}}, []string{"mara", "olaf"}},
	} {
		work := &RequestWork{Records: company()}
		found, err := work.ResolveApprovers(t.Context(), ResolveInput{
			FactsInput: FactsInput{RequesterID: c.requester, SubjectID: c.subject, EntitlementID: "jira/user"}, Rules: c.rules,
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var ids []string
		for _, approver := range found {
			ids = append(ids, approver.PersonID)
			if approver.Via == "" {
				t.Errorf("%s: %s is asked without a reason", name, approver.PersonID)
			}
		}
		if !slices.Equal(ids, c.want) {
			t.Errorf("%s: %v, want %v", name, ids, c.want)
		}
	}
}
