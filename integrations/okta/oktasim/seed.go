package oktasim

import (
	"fmt"
	"time"
)

// Seed describes an organisation to begin with. Ids are taken as they are, so
// that a seeded organisation is the same in every run.
type Seed struct {
	Users  []SeedUser
	Groups []SeedGroup
	Rules  []SeedRule
	Apps   []SeedApp
}

// SeedUser is an active person. Profile holds Okta's base attributes; the id is
// UserID of its login where none is given.
type SeedUser struct {
	ID      string
	Profile map[string]any
}

// SeedGroup is a group with its members by login. Type is OKTA_GROUP where empty.
// Everybody is in a BUILT_IN group.
type SeedGroup struct {
	ID, Type, Name, Description string
	Members                     []string
}

// SeedRule is an active group rule.
type SeedRule struct {
	ID, Name, Expression string
	GroupIDs             []string
}

// SeedApp is an active application: who holds it individually, by login and with
// which profile, and which groups grant it.
type SeedApp struct {
	ID, Name, Label, SignOnMode string
	Attributes                  []Attribute
	Users                       map[string]map[string]any
	Groups                      map[string]map[string]any
}

// Attribute is one property of an application's user profile.
type Attribute struct {
	Name string `json:"name"`
	// OneOf lists the allowed values; anything is allowed where it is empty.
	OneOf []string `json:"one_of,omitempty"`
	// From names the attribute of the person that fills it at assignment.
	From string `json:"from,omitempty"`
	// Default fills it where nothing else does.
	Default string `json:"default,omitempty"`
}

func (seed Seed) build(now time.Time) (*state, error) {
	s := emptyState()
	ids := map[string]string{}
	for _, person := range seed.Users {
		login, _ := person.Profile["login"].(string)
		if login == "" {
			return nil, fmt.Errorf("a person has no login")
		}
		ids[login] = person.ID
		if person.ID == "" {
			ids[login] = UserID(login)
		}
		s.Users[ids[login]] = &user{
			ID: ids[login], Serial: s.next(), Status: statusActive, Profile: person.Profile,
			Created: now, Activated: now, StatusChanged: now, LastUpdated: now,
		}
	}
	for _, g := range seed.Groups {
		if err := s.seedGroup(g, ids, now); err != nil {
			return nil, err
		}
	}
	for _, r := range seed.Rules {
		s.Rules[r.ID] = &rule{
			ID: r.ID, Serial: s.next(), Name: r.Name, Status: ruleActive, Expression: r.Expression,
			GroupIDs: r.GroupIDs, Created: now, LastUpdated: now,
		}
	}
	for _, a := range seed.Apps {
		if err := s.seedApp(a, ids, now); err != nil {
			return nil, err
		}
	}
	s.settle(s.users(), now)
	return s, nil
}

func (s *state) seedGroup(g SeedGroup, ids map[string]string, now time.Time) error {
	if g.Type == "" {
		g.Type = oktaGroup
	}
	built := &group{
		ID: g.ID, Serial: s.next(), Type: g.Type, Name: g.Name, Description: g.Description,
		Created: now, LastUpdated: now, MembershipUpdated: now, Members: map[string]*member{},
	}
	for _, login := range g.Members {
		if ids[login] == "" {
			return fmt.Errorf("the group %s names %s, who is not there", g.Name, login)
		}
		built.Members[ids[login]] = &member{Manual: true}
	}
	s.Groups[g.ID] = built
	return nil
}

func (s *state) seedApp(a SeedApp, ids map[string]string, now time.Time) error {
	built := &app{
		ID: a.ID, Serial: s.next(), Name: a.Name, Label: a.Label, SignOnMode: a.SignOnMode, Status: "ACTIVE",
		Created: now, LastUpdated: now, Attributes: a.Attributes, Users: map[string]*assignment{}, Groups: map[string]*grant{},
	}
	for login, profile := range a.Users {
		person := s.Users[ids[login]]
		if person == nil {
			return fmt.Errorf("the application %s names %s, who is not there", a.Label, login)
		}
		built.Users[person.ID] = built.assign(person, scopeUser, profile, now)
	}
	for id, profile := range a.Groups {
		if s.Groups[id] == nil {
			return fmt.Errorf("the application %s names the group %s, which is not there", a.Label, id)
		}
		built.Groups[id] = &grant{LastUpdated: now, Profile: profile}
	}
	s.Apps[a.ID] = built
	return nil
}
