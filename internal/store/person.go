package store

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Person returns the person of that id.
func (s *Store) Person(ctx context.Context, id string) (access.Person, error) {
	var row personRow
	err := s.read(ctx).Where("id = ?", id).Take(&row).Error
	return row.person(), trouble("reading a person", missing(err, "person", id))
}

// PersonByLogin returns the person of that login, whatever its capitals. A login
// that went from somebody who left to somebody new is the new person's; two active
// people of one login are a conflict, as nobody could say who signs in.
func (s *Store) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	var rows []personRow
	// Active sorts before inactive.
	err := s.read(ctx).Where("login_key = ?", loginKey(login)).Order("status, id").Limit(2).Find(&rows).Error
	switch {
	case err != nil:
		return access.Person{}, trouble("reading a person by login", err)
	case len(rows) == 0:
		return access.Person{}, access.Refuse(access.CodeNotFound, "There is nobody with the login %q.", login)
	case len(rows) == 2 && rows[1].Status == string(access.Active):
		return access.Person{}, access.Refuse(access.CodeConflict,
			"Two active people have the login %q. The directory has to tell them apart.", login)
	}
	return rows[0].person(), nil
}

// People lists everybody, by department and name.
func (s *Store) People(ctx context.Context) ([]access.Person, error) {
	var rows []personRow
	err := s.read(ctx).Order("department, name, id").Find(&rows).Error
	return peopleOf(rows), trouble("reading people", err)
}

// PeopleInGroup lists the members of a group by its name, active or not, sorted by
// id; a group nobody is in is empty and no error.
func (s *Store) PeopleInGroup(ctx context.Context, group string) ([]access.Person, error) {
	var rows []personRow
	members := s.read(ctx).Model(&groupRow{}).Select("person_id").Where("group_name = ?", group)
	err := s.read(ctx).Where("id IN (?)", members).Order("id").Find(&rows).Error
	return peopleOf(rows), trouble("reading a group", err)
}

// EachActivePerson calls visit with everybody who is active, in the order of their
// ids, and ends with its first error. It reads in parts: somebody who changes
// meanwhile is visited as before or as after.
func (s *Store) EachActivePerson(ctx context.Context, visit func(access.Person) error) error {
	after := ""
	for {
		var rows []personRow
		err := s.read(ctx).Where("status = ? AND id > ?", string(access.Active), after).
			Order("id").Limit(importBatch).Find(&rows).Error
		if err != nil {
			return trouble("reading people", err)
		}
		for _, row := range rows {
			if err := visit(row.person()); err != nil {
				return err
			}
			after = row.ID
		}
		if len(rows) < importBatch {
			return nil
		}
	}
}
