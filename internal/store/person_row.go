package store

import (
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

type personRow struct {
	ID         string
	Login      string
	LoginKey   string
	Name       string
	Email      string
	Department string
	Title      string
	ManagerID  string
	Employment string
	GroupNames document[[]string]
	Zone       string
	Status     string
	Roles      document[[]access.Role]
	Accounts   document[map[string]string]
	Until      instant `gorm:"column:until_at"`
}

func (personRow) TableName() string { return "people" }

// groupRow is one entry of the index of people's groups.
type groupRow struct {
	GroupName string `gorm:"primaryKey"`
	PersonID  string `gorm:"primaryKey"`
}

func (groupRow) TableName() string { return "person_groups" }

func rowOfPerson(person access.Person) personRow {
	return personRow{
		ID:         person.ID,
		Login:      person.Login,
		LoginKey:   loginKey(person.Login),
		Name:       person.Name,
		Email:      person.Email,
		Department: person.Department,
		Title:      person.Title,
		ManagerID:  person.ManagerID,
		Employment: string(person.Employment),
		GroupNames: documentOf(sortedSet(person.Groups)),
		Zone:       person.Zone,
		Status:     string(person.Status),
		Roles:      documentOf(person.Roles),
		Accounts:   documentOf(person.Accounts),
		Until:      on(person.Until),
	}
}

func (r personRow) person() access.Person {
	return access.Person{
		ID:         r.ID,
		Login:      r.Login,
		Name:       r.Name,
		Email:      r.Email,
		Department: r.Department,
		Title:      r.Title,
		ManagerID:  r.ManagerID,
		Employment: access.Employment(r.Employment),
		Groups:     r.GroupNames.v,
		Zone:       r.Zone,
		Status:     access.PersonStatus(r.Status),
		Roles:      r.Roles.v,
		Accounts:   r.Accounts.v,
		Until:      r.Until.at,
	}
}

func peopleOf(rows []personRow) []access.Person {
	people := make([]access.Person, len(rows))
	for i, row := range rows {
		people[i] = row.person()
	}
	return people
}

// loginKey is how a login is compared: nobody is somebody else by a capital letter.
func loginKey(login string) string { return strings.ToLower(strings.TrimSpace(login)) }
