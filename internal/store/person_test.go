package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhoIsNotThereIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_, err := s.Person(t.Context(), "nobody")
		if refusal := refused(t, err, access.CodeNotFound); refusal.Message != `There is no person "nobody".` {
			t.Errorf("it says %q", refusal.Message)
		}
		_, err = s.PersonByLogin(t.Context(), "nobody@example.com")
		_ = refused(t, err, access.CodeNotFound)
		_ = refused(t, s.SetRoles(t.Context(), "nobody", nil), access.CodeNotFound)
		_ = refused(t, s.SetRoles(t.Context(), "nobody", []access.Role{"king"}), access.CodeInvalid)
		people, err := s.PeopleInGroup(t.Context(), "nobody's")
		must(t, err)
		if len(people) != 0 {
			t.Errorf("a group nobody is in has %v", people)
		}
	})
}

func TestAnImportWithAPersonWithoutAnIDChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		_ = refused(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada"}, {Login: "x"}}), access.CodeInvalid)
		people, err := s.People(t.Context())
		must(t, err)
		if len(people) != 0 {
			t.Errorf("written: %v", people)
		}
	})
}

func TestAPersonIsReadBackAsWrittenExceptForRoles(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		person := filled[access.Person](t)
		must(t, s.UpsertPeople(t.Context(), []access.Person{person}))
		person.Roles = nil // an import makes nobody an admin
		read, err := s.Person(t.Context(), person.ID)
		must(t, err)
		same(t, read, person)
	})
}

func TestAnImportBringsEverythingButRolesUpToDate(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		person := filled[access.Person](t)
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: person.ID}}))
		must(t, s.UpsertPeople(t.Context(), []access.Person{person}))
		person.Roles = nil
		read, err := s.Person(t.Context(), person.ID)
		must(t, err)
		same(t, read, person)
	})
}

func TestAnImportKeepsRolesAndWhoVanished(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada", Name: "Ada"}, {ID: "bob", Name: "Bob"}}))
		must(t, s.SetRoles(t.Context(), "ada", []access.Role{access.Auditor, access.Admin, access.Admin}))
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada", Name: "Ada Lindqvist"}}))

		ada, err := s.Person(t.Context(), "ada")
		must(t, err)
		same(t, ada, access.Person{ID: "ada", Name: "Ada Lindqvist", Roles: []access.Role{access.Admin, access.Auditor}})
		_, err = s.Person(t.Context(), "bob")
		must(t, err)
		must(t, s.SetRoles(t.Context(), "ada", nil))
		ada, err = s.Person(t.Context(), "ada")
		must(t, err)
		if ada.Has(access.Admin) {
			t.Error("still an admin")
		}
	})
}

func TestALoginIsTheActivePersons(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{
			{ID: "1", Login: "ada@example.com", Status: access.Inactive},
			{ID: "2", Login: "Ada@Example.com", Status: access.Active},
			{ID: "3", Login: "gone@example.com", Status: access.Inactive},
			{ID: "4", Login: "twin@example.com", Status: access.Active},
			{ID: "5", Login: "TWIN@example.com", Status: access.Active},
		}))
		for login, want := range map[string]string{"ADA@example.com": "2", "gone@example.com": "3"} {
			person, err := s.PersonByLogin(t.Context(), login)
			must(t, err)
			if person.ID != want {
				t.Errorf("%s is %s, want %s", login, person.ID, want)
			}
		}
		_, err := s.PersonByLogin(t.Context(), "twin@example.com")
		_ = refused(t, err, access.CodeConflict)
	})
}

func TestGroupsFollowTheDirectory(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		members := func(group string) string {
			people, err := s.PeopleInGroup(t.Context(), group)
			must(t, err)
			return fmt.Sprint(idsOf(people, func(p access.Person) string { return p.ID }))
		}
		must(t, s.UpsertPeople(t.Context(), []access.Person{
			{ID: "cy", Groups: []string{"leads", "all", "leads"}, Status: access.Inactive},
			{ID: "ada", Groups: []string{"leads"}},
			{ID: "Bob", Groups: []string{"Leads"}},
		}))
		if got := members("leads"); got != "[ada cy]" {
			t.Errorf("leads are %s", got)
		}
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada"}}))
		if got := members("leads"); got != "[cy]" {
			t.Errorf("after one left, leads are %s", got)
		}
	})
}

func TestPeopleAreListedByDepartmentAndNameAsBytes(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{
			{ID: "1", Department: "sales", Name: "Ada"},
			{ID: "2", Department: "Sales", Name: "bob"},
			{ID: "3", Department: "Sales", Name: "Zoë"},
			{ID: "4", Department: "Sales", Name: "Zoe"},
			{ID: "5", Department: "Éclairs", Name: "Ada"},
		}))
		people, err := s.People(t.Context())
		must(t, err)
		if got := fmt.Sprint(idsOf(people, func(p access.Person) string { return p.ID })); got != "[4 3 2 1 5]" {
			t.Errorf("listed %s", got)
		}
	})
}

func TestACompanyOfThousandsIsImported(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		people := make([]access.Person, 1201)
		for i := range people {
			people[i] = access.Person{ID: fmt.Sprintf("p%05d", i), Groups: []string{"all", "some", fmt.Sprint(i)}}
		}
		for range 2 {
			must(t, s.UpsertPeople(t.Context(), people))
		}
		everybody, err := s.PeopleInGroup(t.Context(), "all")
		must(t, err)
		if len(everybody) != len(people) {
			t.Errorf("%d of %d", len(everybody), len(people))
		}
	})
}

func TestEveryActivePersonIsVisitedOnceInOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		people := make([]access.Person, 2*importBatch+1)
		for i := range people {
			people[i] = access.Person{ID: fmt.Sprintf("p%05d", i), Status: access.Active}
		}
		people[importBatch].Status, people[3].Status = access.Inactive, access.Inactive
		must(t, s.UpsertPeople(t.Context(), people))
		var visited []string
		must(t, s.EachActivePerson(t.Context(), func(person access.Person) error {
			visited = append(visited, person.ID)
			return nil
		}))
		if len(visited) != len(people)-2 || !slices.IsSorted(visited) || slices.Contains(visited, "p00003") {
			t.Errorf("%d were visited", len(visited))
		}
		count, enough := 0, errors.New("enough")
		err := s.EachActivePerson(t.Context(), func(access.Person) error { count++; return enough })
		if count != 1 || !errors.Is(err, enough) {
			t.Errorf("after an error: %d visited, %v", count, err)
		}
	})
}
